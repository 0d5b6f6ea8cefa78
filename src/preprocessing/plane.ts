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
