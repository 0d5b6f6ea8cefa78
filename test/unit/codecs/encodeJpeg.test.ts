import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { asDigit, type GrayImage } from '../../../src/core/image.ts';
import { predict, readXgboostModel, toFeatures } from '../../../src/models/xgboost/index.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import { encodeJpeg } from '../../../src/codecs/jpeg/encode.ts';
import { goldenSample } from '../../../tools/localService/samples.ts';

const golden = readdirSync('test/fixtures/golden').filter((name) => name.endsWith('.jpg'));

const patterns: Record<string, (x: number, y: number) => number> = {
	'the checkerboard, where every coefficient is at its limit': (x, y) => ((x + y) % 2) * 255,
	'noise, with 0xff among the scan bytes': (x, y) => (Math.imul(x * 31 + y * 17 + 1, 0x9e3779b1) >>> 24) & 255,
	'white alone, zeros to the end of every block': () => 255,
};

describe('encodeJpeg', () => {
	it.each(golden)('keeps the pixels of %s within 1, in one component', async (name) => {
		const { digit } = await goldenSample(name);
		await expectSame({ width: 28, height: 28, pixels: digit });
	});

	it('changes the label of no digit', async () => {
		const model = readXgboostModel(readFileSync('model/xgboost/mnist.ubj'));
		for (const name of golden) {
			const { digit } = await goldenSample(name);
			const { pixels } = await decodeImage(encodeJpeg({ width: 28, height: 28, pixels: digit }));
			const { label } = predict(model, toFeatures(digit));
			expect(predict(model, toFeatures(asDigit(pixels))), name).toHaveProperty('label', label);
		}
	});

	for (const [width, height] of [
		[28, 28],
		[1, 1],
		[9, 17],
	] as const) {
		it.each(Object.keys(patterns))(`keeps %s (${width}×${height})`, async (name) => {
			const pixel = patterns[name] as (x: number, y: number) => number;
			const pixels = Uint8Array.from({ length: width * height }, (_, index) =>
				pixel(index % width, Math.floor(index / width)),
			);
			await expectSame({ width, height, pixels });
		});
	}
});

async function expectSame({ width, height, pixels }: GrayImage): Promise<void> {
	const jpeg = sharp(encodeJpeg({ width, height, pixels }), { failOn: 'warning' });
	expect(await jpeg.metadata()).toMatchObject({ format: 'jpeg', width, height, channels: 1, space: 'b-w' });
	const decoded = await jpeg.toColourspace('b-w').raw().toBuffer();
	expect(Math.max(...decoded.map((value, index) => Math.abs(value - (pixels[index] as number))))).toBeLessThanOrEqual(
		1,
	);
}
