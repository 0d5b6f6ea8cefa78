import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import { createRandom } from '../../../src/core/createRandom.ts';
import type { GrayImage } from '../../../src/core/image.ts';
import { largestOf } from '../../../src/core/normalization.ts';
import { readDigits, type DecodeFiner } from '../../../src/imageWorker/readDigits.ts';
import { classifyDigit, readNetwork } from '../../../src/models/network/index.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import {
	drawNumbers,
	photographNumber,
	type Ground,
	type NumberOptions,
} from '../../../tools/drawnDigits/drawNumbers.ts';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';
import type { Spacing } from '../../../tools/drawnDigits/writeNumber.ts';
import { paint, plain, speckled, written, type Layer } from '../preprocessing/drawing.ts';

const network = readNetwork(readFileSync('media/digits.safetensors'));
const mnist = readMnist('test');

/** MNIST's test digits by their places in the set, a list a line, written with one pen. */
async function photo(lines: readonly (readonly number[])[], spacing: Spacing, ground: Ground, seed = 1) {
	const chosen = lines.map((line) => line.map((index) => mnist[index] as (typeof mnist)[number]));
	return decodeImage(await photographNumber(chosen, { spacing, ground, random: createRandom(seed) }));
}

async function read(image: GrayImage, decodeFiner: DecodeFiner = () => Promise.resolve(image)) {
	return readDigits(image, 'mnist', { steps: true, decodeFiner });
}

/** What the built-in model reads, a text a line. */
async function textOf(...picture: Parameters<typeof read>): Promise<string[]> {
	const rows: string[] = [];
	for (const { digit, line } of (await read(...picture)).digits) {
		rows[line] = `${rows[line] ?? ''}${classifyDigit(network, digit).label}`;
	}
	return rows;
}

/** Places of a 2, a 0, another 2 and a 6 in MNIST's test digits. */
const year = [1, 3, 35, 11];

/** Of sevens with a bar. */
const crossed = [841, 9009, 1718, 97];

describe('numbers', () => {
	it.each<[string, readonly (readonly number[])[], Spacing, Ground, string[]]>([
		['2026, written wide', [year], 'wide', 'clean', ['2026']],
		['2026 on a photo', [year], 'normal', 'photo', ['2026']],
		['2026, nearly touching', [year], 'tight', 'photo', ['2026']],
		['crossed sevens', [[2, crossed[0] as number, 3, crossed[2] as number]], 'normal', 'clean', ['1707']],
		['two digits that touch', [[18, 7]], 'overlap', 'clean', ['39']],
		[
			'a table',
			[
				[2, 1, 18],
				[4, 15, 11],
				[0, 61, 7],
			],
			'wide',
			'clean',
			['123', '456', '789'],
		],
	])('%s', async (_, lines, spacing, ground, expected) => {
		expect(await textOf(await photo(lines, spacing, ground))).toEqual(expected);
	});

	it.each<[string, Omit<NumberOptions, 'count'>, number]>([
		['a table of 64 digits that stand close', { digits: 8, lines: 8, spacing: 'normal', ground: 'clean', seed: 5 }, 1],
		['a five that is half as high as its neighbours', { digits: 4, spacing: 'wide', seed: 78 }, 1],
	])('%s', async (_, options, place) => {
		for await (const { lines, jpeg } of drawNumbers({ ...options, count: place + 1 })) {
			if (--place < 0) {
				const decode = async (minimumSide: number) => decodeImage(jpeg, { minimumSide });
				expect(await textOf(await decode(240), decode)).toEqual(lines);
			}
		}
	});

	it('has each digit where it stands, from the left', async () => {
		const image = paint(420, 200, [
			plain(255),
			written('two', 20, 50, 90, 10, 0),
			written('seven', 150, 50, 90, 10, 0),
			written('four', 290, 60, 90, 10, 0),
		]);
		const { digits, steps, applied } = await read(image);
		expect(digits.map(({ digit }) => classifyDigit(network, digit).label)).toEqual([2, 7, 4]);
		for (const [index, [left, top]] of [
			[20 + 0.15 * 90, 50],
			[150 + 0.1 * 90, 50],
			[290 + 0.15 * 90, 60],
		].entries()) {
			const { box, line, certainty } = digits[index] as (typeof digits)[0];
			expect(Math.abs(box.left * 420 - (left as number))).toBeLessThan(10);
			expect(Math.abs(box.top * 200 - (top as number))).toBeLessThan(10);
			expect(Math.abs(box.height * 200 - 90)).toBeLessThan(15);
			expect(line).toBe(0);
			expect(certainty).toBeGreaterThan(0.5);
			expect(certainty).toBeLessThanOrEqual(1);
		}
		expect(applied).toBe('mnist');
		expect(steps.map(({ name }) => name)).toEqual(['gray', 'ink', 'crop']);
	});
});

it('reads a bold digit that is almost a blot with the one beside it', async () => {
	const image = paint(320, 200, [plain(255), written('four', 40, 60, 60, 25, 0), written('seven', 190, 50, 90, 12, 0)]);
	expect(await textOf(image)).toEqual(['47']);
});

describe('signs', () => {
	const sevenAndTwo = [plain(255), written('seven', 40, 50, 90, 10, 0), written('two', 220, 50, 90, 10, 0)];
	const bar =
		(left: number, right: number, top: number, bottom: number): Layer =>
		(before, x, y) =>
			x >= left && x < right && y >= top && y < bottom ? 0 : before;

	it.each<[string, Layer]>([
		['a point', speckled([[175, 138]], 7, 0)],
		['a comma', (before, x, y) => (Math.abs(x - 180 + (y - 140) / 2) < 5 && y > 130 && y < 155 ? 0 : before)],
		['a minus', bar(150, 200, 90, 100)],
		[
			'a colon',
			speckled(
				[
					[175, 70],
					[175, 125],
				],
				7,
				0,
			),
		],
		['a slash', (before, x, y) => (Math.abs(x - 205 + (y - 40) * 0.45) < 5 && y > 35 && y < 155 ? 0 : before)],
		['an equals sign', (before, x, y) => bar(150, 200, 110, 120)(bar(150, 200, 80, 90)(before, x, y), x, y)],
	])('%s is left out', async (_, sign) => {
		expect(await textOf(paint(360, 200, [...sevenAndTwo, sign]))).toEqual(['72']);
	});
});

it('gives a mark between two lines to one of them alone', async () => {
	const image = await decodeImage(readFileSync('test/fixtures/normalize/mark_between_lines.png'));
	const { digits } = await read(image);
	expect(digits.every(({ digit }) => digit.some((value) => value > 127))).toBe(true);
});

describe('a single digit', () => {
	it('with a loose flag stays one, as it was', async () => {
		const image = paint(200, 200, [plain(255), written('five', 50, 50, 100, 6, 0)]);
		expect(await read(image)).toEqual(normalize(image, 'mnist'));
	});

	it('is to the byte what it is without looking for others', async () => {
		// All of MNIST's tenth to thirtieth test digits, among them wide ones and twos with a loop.
		for (let index = 10; index < 30; index++) {
			const image = await photo([[index]], 'normal', 'clean', index);
			expect(await read(image)).toEqual(normalize(image, 'mnist'));
		}
	});

	it('stands for all where it is the largest', async () => {
		const image = paint(300, 200, [
			plain(255),
			written('two', 20, 80, 80, 10, 0),
			written('seven', 150, 40, 120, 14, 0),
		]);
		const { digits } = await read(image);
		expect(digits.map(({ digit }) => classifyDigit(network, digit).label)).toEqual([2, 7]);
		expect(largestOf(digits)).toBe(1);
	});
});
