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

/** The value below which `share` (0..1) of `values` lie, to 1/256 of the range 0..`limit`. */
export function quantile(values: Float32Array | readonly number[], share: number, limit: number): number {
	const counts = new Uint32Array(256);
	for (const value of values) {
		const bin = Math.min(255, Math.max(0, Math.floor((value / limit) * 256)));
		counts[bin] = (counts[bin] as number) + 1;
	}
	let below = 0;
	for (let bin = 0; bin < 256; bin++) {
		below += counts[bin] as number;
		if (below > share * values.length) {
			return ((bin + 0.5) / 256) * limit;
		}
	}
	return limit;
}
