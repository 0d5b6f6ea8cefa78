import { scratch, takingBack } from '../core/scratch.ts';
import { eraseLines } from './lines.ts';
import { close, reconstruct, erode } from './morphology.ts';
import { greatest, histogram, quantile, toPixels, type Plane } from './plane.ts';
import { resample } from './resize.ts';
import { smooth } from './smooth.ts';

export interface Ink {
	/** By how much paper and ink differ, as a share of the brighter of both nearby: 0 (paper) to 1. */
	readonly contrast: Plane;
	/** The contrast that grain and stains may reach. */
	readonly floor: number;
	/** The contrast that paper itself shows, by its grain and the sensor's noise. */
	readonly noise: number;
	/** Whether the ink is lighter than its paper. */
	readonly light: boolean;
}

/** The paper is looked for in a picture whose shorter side has this many pixels. */
const paperSide = 120;

/**
 * Strokes are at most this share of the picture's shorter side wide; what is wider is taken for paper. The narrow
 * limit lets the paper follow shadows closely, the wide one misses no stroke.
 */
const widestStroke = 0.4;
const usualStroke = 0.16;

/** Within so many pixels of the picture in which the paper is looked for, light ink has its full brightness. */
const inkReach = 3;

/** How much of its contrast ink may owe to the narrow limit alone. */
const narrowGain = 3;

/** Less contrast than this cannot be told from stains and shading. */
const faintestInk = 0.06;

/** Photos darker than this are not brightened further: only their noise would grow. */
const darkestPaper = 90;

/** The share of the picture's brightest ink that ink in a shadow still has; what is dimmer are lines. */
const dimmestInk = 0.5;

/** Ink that is darker than its paper, and ink that is lighter. `luma` is 0..255. */
export function findInks(luma: Plane): [dark: Ink, light: Ink] {
	const noise = paperNoise(luma);
	const shaded = smooth(luma, noise > 6 ? 2 : noise > 2 ? 1 : 0);
	const small = reduceToPaperSide(shaded);
	return [findInk(shaded, small, noise, false), findInk(negative(shaded), negative(small), noise, true)];
}

/**
 * Ink that is darker than its paper, in a picture and the same reduced; with `light` in negatives.
 *
 * The paper is what a morphological closing wider than any stroke leaves: unlike the mean of a neighbourhood
 * (Bradley and Roth 2007, Sauvola and Pietikäinen 2000) it makes no halos along shadows and the sheet's edges.
 * What hangs together with something wider at its own brightness, as the tip of a shadow or the paper between two
 * strokes, is given back by a reconstruction.
 */
function findInk(shaded: Plane, small: Plane, noise: number, light: boolean): Ink {
	const grain = noise / 255;
	const floor = Math.max(faintestInk, 4.5 * grain);
	const values = scratch(Float32Array, shaded.values.length);
	takingBack(() => {
		// A narrow gap between strokes is ink by the narrow limit alone, but none at all by the wide one.
		const wide = enlarge(lower(reconstruct(fill(small, widestStroke), small), small), shaded);
		const narrow = enlarge(lower(fill(small, usualStroke), small), shaded);
		const bright = light ? negative(enlarge(erode(small, inkReach), shaded)) : undefined;
		const dimmest = bright === undefined ? darkestPaper : Math.max(darkestPaper, dimmestInk * greatest(bright.values));
		const contrast = contrastOf(shaded.values, wide.values, narrow.values, dimmest, bright?.values);
		values.set(eraseLines({ ...shaded, values: contrast }, floor).values);
	});
	return { contrast: { ...shaded, values }, floor, noise: grain, light };
}

/**
 * By how much the picture is darker than its paper (`wide` or `narrow`, by the limit), as a share of the brighter of
 * both, since light falls on both alike. In negatives that is the ink, `bright`, else the paper. It counts as
 * `dimmest` at least.
 */
function contrastOf(
	luma: Float32Array,
	wide: Float32Array,
	narrow: Float32Array,
	dimmest: number,
	bright?: Float32Array,
): Float32Array {
	const contrast = scratch(Float32Array, luma.length);
	for (let index = 0; index < luma.length; index++) {
		const value = luma[index] as number;
		const wideLack = (wide[index] as number) - value;
		const narrowLack = (narrow[index] as number) - value;
		const lack = Math.max(wideLack, Math.min(narrowLack, narrowGain * wideLack));
		if (lack > 0) {
			const full = bright === undefined ? value + lack : Math.max(bright[index] as number, lack);
			contrast[index] = lack / Math.max(dimmest, full);
		}
	}
	return contrast;
}

function negative(luma: Plane): Plane {
	const values = scratch(Float32Array, luma.values.length);
	for (let index = 0; index < values.length; index++) {
		values[index] = 255 - (luma.values[index] as number);
	}
	return { ...luma, values };
}

function reduceToPaperSide(luma: Plane): Plane {
	const { width, height } = luma;
	const reduction = Math.max(1, Math.min(width, height) / paperSide);
	const [across, down] = [toPixels(width / reduction), toPixels(height / reduction)];
	return smooth(resample(luma, { left: 0, top: 0, width, height }, across, down), 1);
}

/** The paper as it would look without ink, by a closing wider than the widest stroke. */
function fill(luma: Plane, widest: number): Plane {
	return close(luma, toPixels((Math.min(luma.width, luma.height) * widest) / 2, 2));
}

/** A closing follows the lightest grains of the paper; most of the paper is darker by their height. */
function lower(paper: Plane, luma: Plane): Plane {
	const values = scratch(Float32Array, paper.values.length);
	for (let index = 0; index < values.length; index++) {
		values[index] = (paper.values[index] as number) - (luma.values[index] as number);
	}
	const grain = quantile(values, 0.5, 255);
	for (let index = 0; index < values.length; index++) {
		values[index] = (paper.values[index] as number) - grain;
	}
	return { ...paper, values };
}

/** The paper for the whole picture. */
function enlarge(paper: Plane, { width, height }: Plane): Plane {
	// One pixel less than the closing leaves, so that the dark side of an edge does not look like a stroke.
	return resample(erode(paper, 1), { left: 0, top: 0, width: paper.width, height: paper.height }, width, height);
}

/**
 * The standard deviation of the noise, in gray levels: from the median of what a Laplacian leaves
 * (Immerkær 1996, with a median in place of the mean so that ink does not count).
 */
export function paperNoise({ width, height, values }: Plane): number {
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

/**
 * The contrast that best parts ink from fainter marks, such as ruled lines: the threshold between two classes of the
 * values from `floor` up (Otsu 1979).
 */
export function otsuThreshold(values: Float32Array, floor: number): number {
	const bins = 128;
	const counts = histogram(values, bins, 1, floor);
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
