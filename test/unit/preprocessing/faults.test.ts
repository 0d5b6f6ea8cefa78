import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import type { GrayImage } from '../../../src/core/image.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import { grained, paint, plain, shapes, written, type Layer } from './drawing.ts';

type Shape = keyof typeof shapes;

const names = Object.keys(shapes) as Shape[];

function digitOf(image: GrayImage): Uint8Array {
	return normalize(image, 'mnist').digits[0].digit;
}

function difference(one: Uint8Array, other: Uint8Array): number {
	return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] as number)), 0) / one.length;
}

/** The shape that a digit is most like. */
function shapeOf(digit: Uint8Array, pen = 12): Shape {
	const distances = names.map((name): [Shape, number] => [
		name,
		difference(digit, digitOf(paint(200, 200, [plain(255), written(name, 50, 50, 100, pen, 0)]))),
	]);
	return distances.reduce((one, other) => (other[1] < one[1] ? other : one))[0];
}

/** How many columns and rows of the digit have ink. */
function extent(digit: Uint8Array): [columns: number, rows: number] {
	const inked = [...digit.keys()].filter((index) => (digit[index] as number) > 127);
	return [new Set(inked.map((index) => index % 28)).size, new Set(inked.map((index) => Math.floor(index / 28))).size];
}

/** The outline of a box, so many pixels thick, without its upper line if it is a comb's. */
function field(left: number, top: number, width: number, height: number, thickness: number, isComb = false): Layer {
	return (before, x, y) => {
		const [right, bottom] = [left + width - 1 - x, top + height - 1 - y];
		const inside = Math.min(x - left, isComb ? Infinity : y - top, right, bottom);
		return inside >= 0 && inside < thickness && y >= top ? 40 : before;
	};
}

function upright(left: number, top: number, height: number, thickness: number): Layer {
	return (before, x, y) => (x >= left && x < left + thickness && y >= top && y < top + height ? 40 : before);
}

describe('a field around the digit is no digit', () => {
	const fields: Record<string, readonly Layer[]> = {
		'a box': [field(30, 30, 140, 140, 3)],
		'a box of one pixel': [field(40, 35, 120, 130, 1)],
		'a comb': [field(35, 100, 130, 70, 3, true)],
		'lines at both sides': [upright(30, 30, 140, 3), upright(168, 30, 140, 3)],
		'lines of the neighbouring fields too': [10, 75, 140, 190].map((left) => upright(left, 20, 160, 2)),
	};

	it.each(Object.entries(fields))('%s', (name, layers) => {
		const size = name.startsWith('lines of') ? 50 : 80;
		for (const shape of names) {
			const left = name.startsWith('lines of') ? 82 : 60;
			const digit = digitOf(paint(200, 200, [plain(240), ...layers, written(shape, left, 60, size, size / 8, 20)]));
			expect(shapeOf(digit), shape).toBe(shape);
		}
	});
});

it('a 0 that alone touches nothing is no field', () => {
	const ring = paint(200, 200, [
		plain(240),
		(before, x, y) => (Math.abs(Math.hypot((x - 100) / 45, (y - 100) / 60) - 1) < 0.12 ? 20 : before),
	]);
	expect(extent(digitOf(ring))[1]).toBeGreaterThanOrEqual(18);
});

it.each([6, 12, 18])('joins a five and its flag where %i hundredths of its height are missing', (gap) => {
	const [from, to] = [50 + 8, 50 + 8 + gap];
	const band: Layer = (before, _, y) => (y >= from && y < to ? 255 : before);
	const digit = digitOf(paint(200, 200, [plain(255), written('five', 50, 50, 100, 8, 0), band]));
	expect(shapeOf(digit, 8)).toBe('five');
	expect(Math.max(...digit.subarray(28 * 4, 28 * 7))).toBeGreaterThan(127);
});

describe('ink that is broken into dots is one digit', () => {
	it.each<[string, (x: number, y: number) => boolean]>([
		['a printer’s', (x, y) => Math.hypot((x % 8) - 4, (y % 8) - 4) < 2.6],
		['by gaps across', (x, y) => (x + y) % 16 >= 5],
	])('%s', (_, isSeen) => {
		for (const shape of names) {
			const ink = written(shape, 40, 40, 120, 12, 20);
			const dotted: Layer = (before, x, y) => (isSeen(x, y) ? ink(before, x, y) : before);
			expect(shapeOf(digitOf(paint(200, 200, [plain(240), dotted]))), shape).toBe(shape);
		}
	});
});

describe('what is thicker than any pen', () => {
	it('ultra-bold print is a digit', async () => {
		const image = await decodeImage(readFileSync('test/fixtures/normalize/thick_1_2.png'));
		expect(shapeOf(digitOf(image), 24)).toBe('two');
	});

	it('a filled 0 is not the gap in it', () => {
		const filled: Layer = (before, x, y) => (Math.hypot(x - 65, y - 65) < 54 ? 30 : before);
		const gap: Layer = (before, x, y) => (Math.hypot(x - 80, (y - 65) / 2) < 12 ? 230 : before);
		const digit = digitOf(paint(130, 130, [plain(230), filled, gap]));
		expect(digit[28 * 14 + 18]).toBeLessThan(100);
		expect(Math.min(...extent(digit))).toBeGreaterThanOrEqual(17);
	});

	it('a loop is the pen’s, not the paper in it', () => {
		const ring: Layer = (before, x, y) => (Math.abs(Math.hypot(x - 14, (y - 14) * 1.3) - 8) < 0.7 ? 150 : before);
		const digit = digitOf(paint(28, 28, [plain(0), ring]));
		expect(digit[28 * 14 + 14]).toBeLessThan(100);
		expect(extent(digit)[0]).toBeGreaterThanOrEqual(18);
	});

	it('is a digit too where the picture cuts it off', async () => {
		const image = await decodeImage(readFileSync('test/fixtures/normalize/negative_length_9.jpg'));
		const [columns, rows] = extent(digitOf(image));
		expect(rows).toBeGreaterThanOrEqual(19);
		expect(columns).toBeGreaterThan(10);
	});
});

describe('pictures of 28×28', () => {
	const digits = readMnist('test').slice(0, 60);
	it.each<[string, (value: number) => number]>([
		['dark on white', (value) => 255 - value],
		['as they are', (value) => value],
		['pale', (value) => 60 + value / 2],
	])("gives MNIST's digits back, %s", (_, toLuma) => {
		const differences = digits
			.map(({ digit }) => difference(digitOf({ width: 28, height: 28, pixels: digit.map(toLuma) }), digit))
			.sort((one, other) => one - other);
		expect(differences[30]).toBeLessThan(3);
		expect(differences[54]).toBeLessThan(8);
	});

	it('finds what is thin, small and aside', () => {
		const image = paint(28, 28, [plain(255), written('two', 2, 10, 14, 1.5, 0), grained(5)]);
		expect(shapeOf(digitOf(image))).toBe('two');
	});
});
