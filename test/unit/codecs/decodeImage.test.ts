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
			'a BMP of run lengths that end early',
			withBytes(fixture('formats/palette8.bmp'), 30, [1]),
			{},
			{ code: 'imageBroken', format: 'bmp' },
		],
		[
			'a BMP with a JPEG in it',
			withBytes(fixture('formats/palette8.bmp'), 30, [4]),
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
		['an AVIF without a picture', brands('avif', 'mif1', 'miaf'), {}, { code: 'imageBroken', format: 'avif' }],
		['another AVIF', brands('mif1', 'mif1', 'avif'), {}, { code: 'imageBroken', detail: 'No box meta' }],
		['an AVIF cut in its stream', fixture('formats/444.avif').subarray(0, -40), {}, { code: 'imageBroken' }],
		[
			'an AVIF that is larger than its header says',
			replaced(fixture('formats/444.avif'), 'ispe\0\0\0\0\0\0\0\x21', 'ispe\0\0\0\0\0\0\0\x20'),
			{},
			{ code: 'imageBroken', format: 'avif' },
		],
		[
			'an AVIF of 64 megapixels',
			replaced(fixture('formats/444.avif'), '\0\0\0\x21\0\0\0\x1b', '\0\0\x1f\x40\0\0\x1f\x40'),
			{},
			{ code: 'prepareMemory' },
		],
		['BigTIFF', Buffer.from('II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0'), {}, { code: 'imageUnsupported', detail: 'BigTIFF' }],
		['a TIFF without a directory', Buffer.from('MM\0*\0\0\0\x08'), {}, { code: 'imageBroken', format: 'tiff' }],
		[
			'a TIFF that is cut',
			fixture('formats/plain_rgb.tif').subarray(0, -300),
			{},
			{ code: 'imageBroken', format: 'tiff' },
		],
		...['tiff_lzw', 'packbits', 'tiff_adobe_deflate', 'jpeg', 'group4_1', 'group3_1'].map(
			(name): [string, Buffer, object, object] => [
				`a TIFF whose strips end early: ${name}`,
				withShortStrip(fixture(`formats/${name}.tif`)),
				{},
				{ code: 'imageBroken', format: 'tiff' },
			],
		),
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

describe('what is another format is named', () => {
	const box = (...names: Parameters<typeof brands>) => brands(...names).toString('latin1');
	test.each([
		['heic', box('heic', 'mif1', 'heic')],
		['heic', box('mif1', 'mif1', 'heix')],
		['jpegXl', '\xff\x0a\xfa\x1f'],
		['jpegXl', '\0\0\0\x0cJXL \r\n\x87\n'],
		['jpeg2000', '\0\0\0\x0cjP  \r\n\x87\n'],
		['jpeg2000', '\xff\x4f\xff\x51\0\x2f'],
		['ico', '\0\0\x01\0\x02\0\x10\x10'],
		['ico', '\0\0\x02\0\x01\0\x20\x20'],
		['psd', '8BPS\0\x01'],
		['svg', '<svg xmlns="http://www.w3.org/2000/svg">'],
		['svg', '\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a digit -->\n<!DOCTYPE svg PUBLIC "">\n<svg:svg >'],
		['pdf', '%PDF-1.7'],
		['pdf', '\n\n%PDF-1.4'],
		['iosPng', '\x89PNG\r\n\x1a\n\0\0\0\x04CgBI\x50\0\x20\x02'],
		['lfsPointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'],
	])('%s: %j', async (format, start) => {
		const problem = { code: 'otherFormat', format };
		await expect(decodeImage(Buffer.from(start, 'latin1'))).rejects.toMatchObject({ problem });
	});

	test.each(['<!DOCTYPE html><html><svg>', '<html>', 'version 7', `${box('isom', 'mp42')}`])(
		'%j is none of them',
		async (start) => {
			const problem = { code: 'notAnImage' };
			await expect(decodeImage(Buffer.from(start, 'latin1'))).rejects.toMatchObject({ problem });
		},
	);
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

/** What files of the family of HEIF begin with. */
function brands(major: string, ...compatible: string[]): Buffer {
	const names = [major, '\0\0\0\0', ...compatible].join('');
	return Buffer.from(`\0\0\0${String.fromCharCode(8 + names.length)}ftyp${names}`, 'latin1');
}

function replaced(bytes: Buffer, text: string, by: string): Buffer {
	const place = bytes.indexOf(text, 0, 'latin1');
	expect(place).toBeGreaterThan(0);
	return withBytes(bytes, place, [...Buffer.from(by, 'latin1')]);
}

/** The first strip of a little-endian TIFF by a third of its bytes shorter. */
function withShortStrip(bytes: Buffer): Buffer {
	const directory = bytes.readUInt32LE(4);
	const entry = Array.from({ length: bytes.readUInt16LE(directory) }, (_, index) => directory + 2 + 12 * index).find(
		(place) => bytes.readUInt16LE(place) === 279,
	);
	expect(entry).toBeDefined();
	const place = bytes.readUInt32LE((entry ?? 0) + 4) === 1 ? (entry ?? 0) + 8 : bytes.readUInt32LE((entry ?? 0) + 8);
	const isShort = bytes.readUInt16LE((entry ?? 0) + 2) === 3;
	const length = Math.floor(((isShort ? bytes.readUInt16LE(place) : bytes.readUInt32LE(place)) * 2) / 3);
	return withBytes(bytes, place, isShort ? [length & 255, length >> 8] : [length & 255, length >> 8, 0, 0]);
}

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
		expect(await decodeImage(wasteful)).toEqual({ ...(await decodeImage(bytes)), mended: ['strayBytes'] });
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
