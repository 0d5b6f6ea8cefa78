import type { GrayImage } from '../core/image.ts';
import { scratch } from '../core/scratch.ts';

/** Real values on a grid, row-major. */
export interface Plane {
	readonly width: number;
	readonly height: number;
	readonly values: Float32Array;
}

/** A part of a picture, in its pixels; edges may lie between pixels or outside. */
export interface Region {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/**
 * A length in whole pixels, `least` or more. By `| 0` it is an integer to the engine, too: of planes whose sizes it
 * holds as fractions, all that is worked on takes longer, and is compiled again and again.
 */
export function toPixels(length: number, least = 1): number {
	return Math.max(least, Math.round(length)) | 0;
}

/** Its values are the pixels', 0..255. */
export function toPlane({ width, height, pixels }: GrayImage): Plane {
	const values = scratch(Float32Array, pixels.length);
	values.set(pixels);
	return { width, height, values };
}

/** The plane, or whole pixels of it, with `margin` more pixels of `value` at each side. */
export function pad(
	plane: Plane,
	margin: number,
	value: number,
	region: Region = { left: 0, top: 0, ...plane },
): Plane {
	const width = (region.width + 2 * margin) | 0;
	const height = (region.height + 2 * margin) | 0;
	const values = scratch(Float32Array, width * height).fill(value);
	for (let y = 0; y < region.height; y++) {
		const start = (region.top + y) * plane.width + region.left;
		values.set(plane.values.subarray(start, start + region.width), (y + margin) * width + margin);
	}
	return { width, height, values };
}

/**
 * How many of the values from `least` up lie in each of `bins` equal parts of 0..`limit`; what lies beyond counts in
 * the outermost.
 */
export function histogram(
	values: Float32Array | Uint8Array | readonly number[],
	bins: number,
	limit: number,
	least = -Infinity,
): Uint32Array {
	const counts = new Uint32Array(bins);
	// By index: an iterator would take most of the time here.
	for (let index = 0, { length } = values; index < length; index++) {
		const value = values[index] as number;
		if (value >= least) {
			const bin = Math.min(bins - 1, Math.max(0, ((value / limit) * bins) | 0));
			counts[bin] = (counts[bin] as number) + 1;
		}
	}
	return counts;
}

/** The greatest value; -Infinity of none. */
export function greatest(values: Float32Array): number {
	let most = -Infinity;
	for (const value of values) {
		most = Math.max(most, value);
	}
	return most;
}

/** The value below which `share` (0..1) of `values` lie, to 1/256 of the range 0..`limit`. */
export function quantile(values: Float32Array | readonly number[], share: number, limit: number): number {
	const bin = quantileBin(histogram(values, 256, limit), share * values.length);
	return bin === 256 ? limit : ((bin + 0.5) / 256) * limit;
}

/** The bin by which more than so many values have been counted; that beyond the last where there are not as many. */
export function quantileBin(counts: Uint32Array, rank: number): number {
	let below = 0;
	for (let bin = 0; bin < counts.length; bin++) {
		below += counts[bin] as number;
		if (below > rank) {
			return bin;
		}
	}
	return counts.length;
}
