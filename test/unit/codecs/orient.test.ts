import { expect, test } from 'vitest';
import { orient } from '../../../src/codecs/orient.ts';

// EXIF 2.32, 4.6.4: where the stored first row and first column belong.
test.each([
	[1, 2, [1, 2, 3, 4, 5, 6]],
	[2, 2, [2, 1, 4, 3, 6, 5]],
	[3, 2, [6, 5, 4, 3, 2, 1]],
	[4, 2, [5, 6, 3, 4, 1, 2]],
	[5, 3, [1, 3, 5, 2, 4, 6]],
	[6, 3, [5, 3, 1, 6, 4, 2]],
	[7, 3, [6, 4, 2, 5, 3, 1]],
	[8, 3, [2, 4, 6, 1, 3, 5]],
])('orientation %i', (orientation, width, pixels) => {
	const stored = { width: 2, height: 3, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
	expect(orient(stored, orientation)).toEqual({ width, height: 6 / width, pixels: Uint8Array.from(pixels) });
});
