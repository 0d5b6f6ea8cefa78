import { close, erode } from './morphology.ts';
import { quantile, type Plane } from './plane.ts';
import { resample } from './resize.ts';

export interface Ink {
	/** How much of the paper's light each pixel lacks: 0 (paper) to 1. */
	readonly contrast: Plane;
	/** The contrast from which on a pixel is ink. */
	readonly threshold: number;
	/** The contrast that paper itself shows, by its grain and the sensor's noise. */
	readonly noise: number;
}

/** The paper is looked for in a picture whose shorter side has this many pixels. */
const paperSide = 200;

/** No stroke is wider than this share of the picture's shorter side; what is wider is taken for paper. */
const widestStroke = 0.3;

/** Less contrast than this cannot be told from stains and shading. */
const faintestInk = 0.06;

/**
 * Dark ink on lighter paper; for light ink hand in the negative. `luma` is 0..255.
 *
 * The paper under the ink is what a morphological closing wider than any stroke leaves: it follows gradients,
 * shadows and the edges of the sheet, where the mean of a neighbourhood (Bradley and Roth 2007, Sauvola and
 * Pietikäinen 2000) makes halos. Light falls on paper and ink alike, so their ratio, not their difference, is kept.
 */
export function findInk(luma: Plane): Ink {
	const paper = estimatePaper(luma);
	const values = luma.values.map((value, index) => {
		const light = Math.max(32, paper.values[index] as number);
		return Math.max(0, (light - value) / light);
	});
	const noise = paperNoise(luma);
	const contrast = { ...luma, values };
	return {
		contrast,
		threshold: Math.max(faintestInk, 3 * noise, otsu(values, Math.max(faintestInk, 3 * noise))),
		noise,
	};
}

function estimatePaper(luma: Plane): Plane {
	const { width, height } = luma;
	const reduction = Math.max(1, Math.min(width, height) / paperSide);
	const small = resample(
		luma,
		{ left: 0, top: 0, width, height },
		Math.max(1, Math.round(width / reduction)),
		Math.max(1, Math.round(height / reduction)),
	);
	const radius = Math.max(2, Math.round((Math.min(small.width, small.height) * widestStroke) / 2));
	// One pixel less than the closing leaves, so that the dark side of an edge does not look like a stroke.
	const paper = erode(close(small, radius), 1);
	return resample(paper, { left: 0, top: 0, width: paper.width, height: paper.height }, width, height);
}

/**
 * The standard deviation of the noise, as a share of white: from the median of what a Laplacian leaves
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
	return (quantile(responses, 0.5, 2040) - 2040 / 512) / 6 / 0.6745 / 255;
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
