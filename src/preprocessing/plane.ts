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

/** The plane, or whole pixels of it, with `margin` more pixels of `value` at each side. */
export function pad(
	plane: Plane,
	margin: number,
	value: number,
	region: Region = { left: 0, top: 0, ...plane },
): Plane {
	const width = region.width + 2 * margin;
	const height = region.height + 2 * margin;
	const values = new Float32Array(width * height).fill(value);
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
	values: Float32Array | readonly number[],
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

/** The value below which `share` (0..1) of `values` lie, to 1/256 of the range 0..`limit`. */
export function quantile(values: Float32Array | readonly number[], share: number, limit: number): number {
	const counts = histogram(values, 256, limit);
	let below = 0;
	for (let bin = 0; bin < 256; bin++) {
		below += counts[bin] as number;
		if (below > share * values.length) {
			return ((bin + 0.5) / 256) * limit;
		}
	}
	return limit;
}
