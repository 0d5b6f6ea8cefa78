import { expect, test } from 'vitest';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';

test('what a pixel of CMYK has beside its inks does not count', async () => {
	const inks = [
		[0, 0, 0, 0],
		[0, 0, 0, 255],
		[200, 30, 90, 40],
	];
	const plain = await decodeImage(tiffOfInks(inks));
	expect([plain.width, plain.height, plain.pixels[0], plain.pixels[1]]).toEqual([3, 1, 255, 0]);
	expect(await decodeImage(tiffOfInks(inks.map((pixel) => [...pixel, 77])))).toEqual(plain);
});

/** A TIFF file of one row. */
function tiffOfInks(pixels: readonly (readonly number[])[]): Buffer {
	const samples = pixels[0]?.length ?? 0;
	const data = Buffer.from(pixels.flat());
	const tags = [
		[256, pixels.length],
		[257, 1],
		[258, 8],
		[262, 5],
		[273, 8],
		[277, samples],
		[279, data.length],
	];
	const entries = tags.map(([tag = 0, value = 0]) => Buffer.from(Uint16Array.of(tag, 3, 1, 0, value, 0).buffer));
	const start = Buffer.from('II*\0\0\0\0\0');
	start.writeUInt32LE(8 + data.length, 4);
	return Buffer.concat([start, data, Buffer.of(tags.length, 0), ...entries, Buffer.alloc(4)]);
}
