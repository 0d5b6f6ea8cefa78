import { expect, test } from 'vitest';
import { reduce } from '../../../src/codecs/reduce.ts';

const image = { width: 5, height: 4, pixels: Uint8Array.from({ length: 20 }, (_, index) => 10 * index) };

test.each([
	['equal cells from edge to edge', { width: 5, height: 4 }, 2, [2, 2], [33, 57, 133, 157]],
	['a last column that is not full', { width: 4.5, height: 4 }, 4, [4, 4], [1, 12, 23, 34, 51, 62, 73, 84]],
	['one pixel', { width: 5, height: 4 }, 1, [1, 1], [95]],
])('%s', (_, extent, minimumSide, [width, height], pixels) => {
	const reduced = reduce(image, extent, minimumSide);
	expect(reduced).toMatchObject({ width, height });
	expect([...reduced.pixels].slice(0, pixels.length)).toEqual(pixels);
});

test.each([3, 4, 100])('a picture of 5×4 stays as it is for a side of %i', (minimumSide) => {
	expect(reduce(image, image, minimumSide)).toBe(image);
});
