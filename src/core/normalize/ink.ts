import { close, drain, erode } from './morphology.ts';
import { quantile, type Plane } from './plane.ts';
import { resample } from './resize.ts';
import { smooth } from './smooth.ts';

export interface Ink {
	/** How much of the paper's light each pixel lacks: 0 (paper) to 1. */
	readonly contrast: Plane;
	/** The contrast that grain and stains may reach. */
	readonly floor: number;
	/** The contrast that best parts ink from fainter marks, such as ruled lines. */
	readonly threshold: number;
	/** The contrast that paper itself shows, by its grain and the sensor's noise. */
	readonly noise: number;
}

/** The paper is looked for in a picture whose shorter side has this many pixels. */
const paperSide = 200;

/** No stroke is wider than this share of the picture's shorter side; what is wider is taken for paper. */
const widestStroke = 0.4;

/** Less contrast than this cannot be told from stains and shading. */
const faintestInk = 0.06;

/** Photos darker than this are not brightened further: only their noise would grow. */
const darkestPaper = 90;

/** Chalk on slate differs from it by about so many grey levels. */
const lightInk = 180;

/**
 * Ink that is darker, or with `light` lighter, than its paper. `luma` is 0..255.
 *
 * Light falls on paper and dark ink alike, so the ratio of both is kept; for light ink, whose paper tells little
 * of the light, the difference.
 */
export function findInk(luma: Plane, light: boolean): Ink {
	const noise = paperNoise(luma);
	const shaded = smooth(light ? negative(luma) : luma, noise > 6 ? 2 : noise > 2 ? 1 : 0);
	const paper = estimatePaper(shaded);
	const values = new Float32Array(shaded.values.length);
	for (let index = 0; index < values.length; index++) {
		const around = paper.values[index] as number;
		const lack = around - (shaded.values[index] as number);
		values[index] = Math.max(0, lack / (light ? lightInk : Math.max(darkestPaper, around)));
	}
	const grain = noise / 255;
	const floor = Math.max(faintestInk, 4.5 * grain);
	return { contrast: { ...luma, values }, floor, threshold: Math.max(floor, otsu(values, floor)), noise: grain };
}

function negative(luma: Plane): Plane {
	return { ...luma, values: luma.values.map((value) => 255 - value) };
}

/**
 * The paper as it would look without ink. A morphological closing wider than any stroke fills the ink, and
 * unlike the mean of a neighbourhood (Bradley and Roth 2007, Sauvola and Pietikäinen 2000) makes no halos along
 * shadows and the sheet's edges; what hangs together with something wider at its own brightness, as the tip of a
 * shadow or the paper between two strokes, is given back by a reconstruction.
 */
function estimatePaper(luma: Plane): Plane {
	const { width, height } = luma;
	const reduction = Math.max(1, Math.min(width, height) / paperSide);
	const small = smooth(
		resample(
			luma,
			{ left: 0, top: 0, width, height },
			Math.max(1, Math.round(width / reduction)),
			Math.max(1, Math.round(height / reduction)),
		),
		1,
	);
	const radius = Math.max(2, Math.round((Math.min(small.width, small.height) * widestStroke) / 2));
	// One pixel less than the closing leaves, so that the dark side of an edge does not look like a stroke.
	const drained = erode(drain(close(small, radius), small), 1);
	// A closing follows the lightest grains of the paper; the paper is half of them darker.
	const lacking = drained.values.map((value, index) => Math.max(0, value - (small.values[index] as number)));
	const grain = quantile(lacking, 0.5, 255);
	const paper = resample(drained, { left: 0, top: 0, width: small.width, height: small.height }, width, height);
	return { ...paper, values: paper.values.map((value) => value - grain) };
}

/**
 * The standard deviation of the noise, in grey levels: from the median of what a Laplacian leaves
 * (Immerkær 1996, with a median in place of the mean so that ink does not count).
 */
function paperNoise({ width, height, values }: Plane): number {
	const responses: number[] = [];
	const step = Math.max(1, Math.floor(Math.sqrt((width * height) / 10_000)));
	const at = (x: number, y: number): number => values[y * width + x] as number;
	for (let y = 1; y < height - 1; y += step) {
		for (let x = 1; x < width - 1; x += step) {
			const corners = at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
			const sides = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
			responses.push(Math.abs(corners - 2 * sides + 4 * at(x, y)));
		}
	}
	if (responses.length === 0) {
		return 0;
	}
	// The Laplacian's weights have the norm 6; the median of |x| of a Gaussian is 0.6745 of its deviation.
	return (quantile(responses, 0.5, 2040) - 2040 / 512) / 6 / 0.6745;
}

/** The threshold that best parts the values from `floor` up into two classes (Otsu 1979). */
function otsu(values: Float32Array, floor: number): number {
	const bins = 128;
	const counts = new Float64Array(bins);
	for (const value of values) {
		if (value >= floor) {
			const bin = Math.min(bins - 1, Math.floor(value * bins));
			counts[bin] = (counts[bin] as number) + 1;
		}
	}
	let total = 0;
	let sum = 0;
	for (const [bin, count] of counts.entries()) {
		total += count;
		sum += bin * count;
	}
	let best = 0;
	let threshold = floor;
	let lower = 0;
	let lowerSum = 0;
	for (const [bin, count] of counts.entries()) {
		lower += count;
		lowerSum += bin * count;
		const upper = total - lower;
		if (lower === 0 || upper === 0) {
			continue;
		}
		const spread = lower * upper * (lowerSum / lower - (sum - lowerSum) / upper) ** 2;
		if (spread > best) {
			best = spread;
			threshold = (bin + 1) / bins;
		}
	}
	return threshold;
}
