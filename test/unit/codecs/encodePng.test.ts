import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import { encodePng } from '../../../src/codecs/png/encode.ts';

test.each([
	[28, 28],
	[1, 1],
	[3, 5],
	[300, 2],
])('%i×%i pixels come back as they were, from our decoder and from libpng', async (width, height) => {
	const pixels = Uint8Array.from({ length: width * height }, (_, index) => (index * 37 + 255) % 256);
	const png = encodePng({ width, height, pixels });
	expect(await decodeImage(png)).toMatchObject({ format: 'png', width, height, pixels });

	const gray = sharp(png).toColourspace('b-w').raw();
	const { data, info } = await gray.toBuffer({ resolveWithObject: true });
	expect(info).toMatchObject({ width, height, channels: 1 });
	expect(new Uint8Array(data)).toEqual(pixels);
});
