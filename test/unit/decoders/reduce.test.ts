import { expect, test } from 'vitest';
import { reduce } from '../../../src/decoders/reduce.ts';

test('means of squares, cut at the edges', () => {
	const image = { width: 5, height: 4, pixels: Uint8Array.from({ length: 20 }, (_, index) => index) };
	expect(reduce(image, 2)).toEqual({ width: 3, height: 2, pixels: Uint8Array.of(3, 5, 7, 13, 15, 17) });
});

test.each([3, 4, 100])('a picture of 5×4 stays as it is for a side of %i', (minimumSide) => {
	const image = { width: 5, height: 4, pixels: new Uint8Array(20) };
	expect(reduce(image, minimumSide)).toBe(image);
});
