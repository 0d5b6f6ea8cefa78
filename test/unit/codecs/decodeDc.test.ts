import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeDc } from '../../../src/codecs/jpeg/decodeDc.ts';
import { readJpegHeader } from '../../../src/codecs/jpeg/header.ts';
import { createDecompress } from '../../../src/codecs/jpeg/turboJpeg.ts';
import { createRandom, mutatePicture, readPictures } from '../../../tools/fuzz/mutatePicture.ts';

const fixture = (name: string) => readFileSync(`test/fixtures/formats/${name}.jpg`);

/** libjpeg-turbo's luma at an eighth; undefined where it warns or refuses, or nobody would ask it. */
function decodeByLibrary(bytes: Buffer): Buffer | undefined {
	try {
		const { width, height, components } = readJpegHeader(bytes);
		if (components === 4 || width * height > 500_000) {
			return undefined;
		}
		const raster = { width: Math.ceil(width / 8), height: Math.ceil(height / 8), channels: 1 } as const;
		return createDecompress()(bytes, raster, (samples, { size }) => (size === 0 ? Buffer.from(samples) : undefined));
	} catch {
		return undefined;
	}
}

const pixelsOf = (bytes: Buffer) => {
	const image = decodeDc(bytes);
	return image && Buffer.from(image.pixels);
};

test.each(
	['420', '422', '440', '444', '411', '410'].flatMap((sampling) => [`${sampling}_baseline`, `${sampling}_restart`]),
)("%s: the library's pixels", (name) => {
	const pixels = pixelsOf(fixture(name));
	expect(pixels).toBeDefined();
	expect(pixels).toEqual(decodeByLibrary(fixture(name)));
});

test.each([1, 30, 75, 95, 100])("noise in quality %d: the library's pixels", async (quality) => {
	const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
	for (const [width, height] of [
		[101, 67],
		[16, 400],
		[1, 1],
	] as const) {
		const picture = sharp({ create: { width, height, channels: 3, background: 'white', noise } });
		const colour = await picture.jpeg({ quality }).toBuffer();
		const gray = await picture.grayscale().jpeg({ quality, optimiseCoding: false }).toBuffer();
		for (const bytes of [colour, gray]) {
			expect(pixelsOf(bytes)).toEqual(decodeByLibrary(bytes));
			expect(pixelsOf(bytes)?.length).toBe(Math.ceil(width / 8) * Math.ceil(height / 8));
		}
	}
});

describe('left to the library', () => {
	test.each(['420_progressive', 'no_end', 'stray_restart', 'surplus_restart'])('%s', (name) => {
		expect(decodeDc(fixture(name))).toBeUndefined();
	});

	test('CMYK and RGB as stored', async () => {
		const picture = sharp({ create: { width: 32, height: 32, channels: 3, background: '#468' } });
		expect(decodeDc(await picture.toColourspace('cmyk').jpeg().toBuffer())).toBeUndefined();
		const [red, green, blue] = [82, 71, 66];
		const rgb = Buffer.from(fixture('444_baseline'));
		const frame = rgb.indexOf(Buffer.of(0xff, 0xc0)) + 4;
		[red, green, blue].forEach((id, index) => (rgb[frame + 6 + 3 * index] = id));
		expect(decodeDc(rgb)).toBeUndefined();
	});
});

test('a damaged picture has the pixels of the library, which has nothing to say against it, or none', () => {
	const pictures = readPictures()[0]?.filter((bytes) => decodeDc(bytes)) ?? [];
	const random = createRandom(64);
	let decoded = 0;
	for (let count = 0; count < 4000; count++) {
		const bytes = mutatePicture([pictures], random);
		const pixels = pixelsOf(bytes);
		if (pixels) {
			decoded++;
			if (!decodeByLibrary(bytes)?.equals(pixels)) {
				expect.unreachable(`Damaged picture ${count} differs`);
			}
		}
	}
	expect(decoded).toBeGreaterThan(200);
});
