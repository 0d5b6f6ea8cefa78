import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';
import { looksLikeMnist } from '../../../src/preprocessing/looksLikeMnist.ts';
import { resize } from '../../../src/preprocessing/resize.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import { fading, grained, paint, plain, written } from './drawing.ts';

type Change = (pixels: Uint8Array) => Uint8Array;

const testDigits = readMnist('test').map(({ digit }) => digit);

function toImage(pixels: Uint8Array) {
	return { width: 28, height: 28, pixels };
}

async function toJpeg(pixels: Uint8Array, quality: number): Promise<Uint8Array> {
	const raw = { width: 28, height: 28, channels: 1 } as const;
	return sharp(pixels, { raw }).toColourspace('b-w').jpeg({ quality }).toBuffer();
}

/** Where a pixel of the changed picture comes from. */
function from(width: number, source: (x: number, y: number) => readonly [x: number, y: number]): Change {
	return (pixels) =>
		Uint8Array.from({ length: 28 * 28 }, (_, index) => {
			const [x, y] = source(index % 28, Math.floor(index / 28));
			return x < 0 || y < 0 || x >= width || y >= width ? 0 : (pixels[y * width + x] as number);
		});
}

function shifted(right: number, down: number): Change {
	return from(28, (x, y) => [x - right, y - down]);
}

/** Instead of 20 pixels long. */
function ofLength(length: number): Change {
	const side = 2 * Math.round((14 * length) / 20);
	const crop = from(side, (x, y) => [x + side / 2 - 14, y + side / 2 - 14]);
	return (pixels) => crop(resize(toImage(pixels), side, side).pixels);
}

function inTones(ink: number, paper: number): Change {
	return (pixels) => pixels.map((value) => Math.round(paper + ((ink - paper) * value) / 255));
}

describe('MNIST itself', () => {
	it.each(['train', 'validation', 'test'] as const)('every digit of the %s set', (set) => {
		const touched = [...readMnist(set).entries()].filter(([, { digit }]) => !looksLikeMnist(toImage(digit)));
		expect(touched).toEqual([]);
	});

	it.each([75, 95, 100])('as JPEGs of quality %i', async (quality) => {
		const touched: number[] = [];
		for (let index = 0; index < testDigits.length; index += 5) {
			const image = await decodeImage(await toJpeg(testDigits[index] as Uint8Array, quality));
			if (!looksLikeMnist(image)) {
				touched.push(index);
			}
		}
		expect(touched).toEqual([]);
	});
});

describe('what is not as MNIST is', () => {
	it.each<[string, Change]>([
		['black on white', inTones(0, 255)],
		['pencil on gray paper', inTones(90, 190)],
		['dark on dark', inTones(10, 110)],
		['chalk on slate', inTones(255, 40)],
		['gray on black', inTones(180, 0)],
		['2 pixels too far right', shifted(2, 0)],
		['3 pixels too high', shifted(0, -3)],
		['in a corner', shifted(-4, 4)],
		['10 pixels long', ofLength(10)],
		['14 pixels long', ofLength(14)],
		['24 pixels long', ofLength(24)],
		['28 pixels long', ofLength(28)],
		['28 pixels long, black on white', (pixels) => inTones(0, 255)(ofLength(28)(pixels))],
	])('%s, as it is and as a JPEG', async (_, change) => {
		const kept: string[] = [];
		for (let index = 0; index < testDigits.length; index += 50) {
			const pixels = change(testDigits[index] as Uint8Array);
			const jpeg = await decodeImage(await toJpeg(pixels, 95));
			for (const [name, image] of Object.entries({ png: toImage(pixels), jpeg })) {
				if (looksLikeMnist(image)) {
					kept.push(`${name} ${index}`);
				}
			}
		}
		expect(kept).toEqual([]);
	});

	it.each([
		['a black picture', paint(28, 28, [plain(0)])],
		['a white one', paint(28, 28, [plain(255)])],
		['noise', paint(28, 28, [plain(128), grained(128)])],
		['fading light', paint(28, 28, [plain(255), fading(28, 0.9)])],
		['a speck', paint(28, 28, [plain(0), written('seven', 13, 13, 3, 2, 255)])],
		['another size', paint(29, 28, [plain(0), written('two', 4, 4, 20, 3, 255)])],
	])('%s', (_, image) => {
		expect(looksLikeMnist(image)).toBe(false);
	});
});
