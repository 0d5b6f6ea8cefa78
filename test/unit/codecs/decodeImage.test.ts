import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';

const fixture = (path: string) => readFileSync(join(import.meta.dirname, '../../fixtures', path));

describe('what is no picture, or too much of one', () => {
	test.each([
		['an empty file', Buffer.of(), {}, { code: 'fileEmpty' }],
		['a text', Buffer.from('7'), {}, { code: 'notAnImage' }],
		['a signature alone', Buffer.of(0xff, 0xd8, 0xff), {}, { code: 'imageBroken', format: 'jpeg' }],
		[
			'a picture of 4 gigapixels',
			fixture('corpus/bomb_65500_baseline.jpg'),
			{},
			{ code: 'imageTooLarge', width: 65500, height: 65500, limit: 100_000_000 },
		],
		[
			'a picture over the limit',
			fixture('formats/grey8.png'),
			{ pixelLimit: 272 },
			{ code: 'imageTooLarge', limit: 272 },
		],
		[
			'coefficients over the limit',
			fixture('formats/444_progressive.jpg'),
			{ memoryLimit: 40_000 },
			{ code: 'prepareMemory' },
		],
		['hundreds of scans', fixture('corpus/scan_bomb.jpg'), {}, { code: 'imageUnsupported', format: 'jpeg' }],
		['12 bits', fixture('corpus/bits12.jpg'), {}, { code: 'imageUnsupported', detail: '12 bits' }],
		[
			'a cut',
			fixture('corpus/trunc_mid_colour.jpg'),
			{},
			{ code: 'imageBroken', detail: 'Premature end of JPEG file' },
		],
		[
			'a BMP of run lengths',
			withBytes(fixture('formats/palette8.bmp'), 30, [1]),
			{},
			{ code: 'imageUnsupported', format: 'bmp' },
		],
		['a BMP that is cut', fixture('formats/rgb24.bmp').subarray(0, -100), {}, { code: 'imageBroken', format: 'bmp' }],
		['a GIF cut within its frame', fixture('formats/plain.gif').subarray(0, 1340), {}, { code: 'imageBroken' }],
		[
			'a GIF larger than its library decodes',
			withBytes(fixture('formats/plain.gif'), 6, [0x88, 0x13, 0x88, 0x13]),
			{},
			{ code: 'imageTooLarge', width: 5000, height: 5000, limit: 12_582_912 },
		],
	])('%s', async (_, bytes, options, problem) => {
		await expect(decodeImage(bytes, options)).rejects.toMatchObject({ problem });
	});

	test('a PNG that inflates to more than its header says', async () => {
		const bytes = fixture('formats/grey8.png');
		const chunk = pngChunk('IDAT', deflateSync(Buffer.alloc(50_000_000)));
		const bomb = Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(-12)]);
		await expect(decodeImage(bomb)).rejects.toMatchObject({ problem: { code: 'imageBroken', format: 'png' } });
	});
});

test('what is not of the picture is not looked at: a colour profile and a text that inflate to nothing good', async () => {
	const bytes = fixture('formats/rgb8.png');
	const profile = pngChunk('iCCP', Buffer.from('name\0\0nonsense'));
	const text = pngChunk('zTXt', Buffer.concat([Buffer.from('name\0\0'), deflateSync(Buffer.alloc(50_000_000))]));
	const withExtras = Buffer.concat([bytes.subarray(0, 33), profile, text, bytes.subarray(33)]);
	expect(await decodeImage(withExtras)).toEqual(await decodeImage(bytes));
});

test('of an animated GIF the first frame is enough', async () => {
	const bytes = fixture('formats/animated.gif');
	expect(await decodeImage(bytes.subarray(0, -100))).toEqual(await decodeImage(bytes));
});

function pngChunk(type: string, content: Buffer): Buffer {
	const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type), content, Buffer.alloc(4)]);
	chunk.writeUInt32BE(content.length);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
	return chunk;
}

function withBytes(bytes: Buffer, offset: number, values: readonly number[]): Buffer {
	const changed = Buffer.from(bytes);
	changed.set(values, offset);
	return changed;
}

test('waste before the end marker, as some cameras write it, is no harm', async () => {
	for (const path of ['formats/420_baseline.jpg', 'formats/420_progressive.jpg']) {
		const bytes = fixture(path);
		const wasteful = Buffer.concat([bytes.subarray(0, -2), Buffer.of(0, 0, 0, 0, 0xff, 0xd9)]);
		expect(await decodeImage(wasteful)).toEqual(await decodeImage(bytes));
	}
});

describe('reduced', () => {
	test.each([
		['formats/420_baseline.jpg', 20, [31, 22]],
		['formats/420_baseline.jpg', 5, [10, 7]],
		['formats/rgb8.png', 6, [10, 6]],
		['formats/exif.png', 4, [4, 7]],
		['formats/rgb8.png', 7, [21, 13]],
		['golden/0_00003_q75.jpg', 3, [28, 28]],
	])('%s to a side of %i or more', async (path, minimumSide, size) => {
		const whole = await decodeImage(fixture(path));
		const image = await decodeImage(fixture(path), { minimumSide });
		expect([image.width, image.height]).toEqual(size);
		expect(image.pixels).toHaveLength(image.width * image.height);
		expect([image.originalWidth, image.originalHeight]).toEqual([whole.width, whole.height]);
		expect(Math.abs(mean(image.pixels) - mean(whole.pixels))).toBeLessThan(1);
	});
});

function mean(pixels: Uint8Array): number {
	return pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
}

test('an end marker after waste, but too early, is', async () => {
	const bytes = fixture('formats/420_restart.jpg');
	const restart = bytes.indexOf(Buffer.of(0xff, 0xd3));
	const cut = Buffer.concat([bytes.subarray(0, restart), Buffer.of(0, 0, 0, 0, 0xff, 0xd9)]);
	await expect(decodeImage(cut)).rejects.toMatchObject({ problem: { code: 'imageBroken' } });
});
