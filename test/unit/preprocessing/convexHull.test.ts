import { expect, it } from 'vitest';
import { hullArea, type Span } from '../../../src/preprocessing/convexHull.ts';

function area(...rows: readonly (readonly [first: number, last: number])[]): number {
	return hullArea(rows.map(([first, last], y): Span => ({ y, first, last })));
}

it.each([
	['nothing', area(), 0],
	['a pixel', area([3, 3]), 1],
	['a rectangle', area([2, 5], [2, 5]), 8],
	['a plus of five pixels', area([1, 1], [0, 2], [1, 1]), 7],
	['an L', area([0, 0], [0, 0], [0, 9]), 21],
	['a row with a gap in its neighbour', area([0, 9], [9, 9], [0, 9]), 30],
])('the convex hull of %s', (_, found, expected) => {
	expect(found).toBe(expected);
});
