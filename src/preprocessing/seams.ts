import type { Plane } from './plane.ts';

/** For each row, from the top, the column of the first pixel to the right of the cut. */
export type Seam = Int32Array;

export interface CostedSeam {
	readonly seam: Seam;
	/** The ink it goes through: the sum of its pixels' values. */
	readonly cost: number;
}

/** A step of a seam through paper costs so much of one through ink, so that it does not wander. */
const stepCost = 0.01;

/**
 * Seams from the top to the bottom of a plane of ink, 0..1, that go through the least ink (Avidan and Shamir 2007,
 * "Seam Carving for Content-Aware Image Resizing", §3), each a pixel to the side a row at most. Of the cheapest through
 * each pixel of a row in `anchors`, those that are cheaper than their neighbours there.
 */
export function findSeams(ink: Plane, anchors: readonly number[]): CostedSeam[] {
	const { width, height } = ink;
	const above = leastCosts(ink, 'down');
	const below = leastCosts(ink, 'up');
	return anchors.flatMap((row) => {
		const through = Float32Array.from({ length: width }, (_, x) => {
			const index = row * width + x;
			return (above[index] as number) + (below[index] as number) - (ink.values[index] as number);
		});
		return valleysOf(through).map((x) => {
			const seam = new Int32Array(height);
			seam[row] = x;
			follow(above, width, seam, row, -1);
			follow(below, width, seam, row, 1);
			return { seam, cost: through[x] as number };
		});
	});
}

/** For each pixel the least cost of a way to it, itself included, from the top (`down`) or from the bottom (`up`). */
function leastCosts({ width, height, values }: Plane, direction: 'down' | 'up'): Float32Array {
	const costs = new Float32Array(values.length);
	for (let at = 0; at < height; at++) {
		const y = direction === 'down' ? at : height - 1 - at;
		const before = (direction === 'down' ? y - 1 : y + 1) * width;
		for (let x = 0; x < width; x++) {
			let least = 0;
			if (at > 0) {
				least = costs[before + x] as number;
				if (x > 0) {
					least = Math.min(least, (costs[before + x - 1] as number) + stepCost);
				}
				if (x < width - 1) {
					least = Math.min(least, (costs[before + x + 1] as number) + stepCost);
				}
			}
			costs[y * width + x] = least + (values[y * width + x] as number);
		}
	}
	return costs;
}

/** Goes on from `row` the way whose cost is the least, up (`step` −1) or down (1). */
function follow(costs: Float32Array, width: number, seam: Seam, row: number, step: 1 | -1): void {
	for (let y = row + step; y >= 0 && y < seam.length; y += step) {
		const x = seam[y - step] as number;
		const cost = (column: number): number =>
			column < 0 || column >= width ? Infinity : (costs[y * width + column] as number) + (column === x ? 0 : stepCost);
		seam[y] = [x, x - 1, x + 1].reduce((one, other) => (cost(other) < cost(one) ? other : one));
	}
}

/** The middles of all runs of equal values that are less than those on both sides; those at the ends are none. */
function valleysOf(values: Float32Array): number[] {
	const valleys: number[] = [];
	let start = 0;
	for (let at = 1; at < values.length; at++) {
		const step = (values[at] as number) - (values[at - 1] as number);
		if (step > 1e-4 && start > 0) {
			valleys.push((start + at - 1) >> 1);
		}
		start = step > 1e-4 ? -1 : step < -1e-4 ? at : start;
	}
	return valleys;
}
