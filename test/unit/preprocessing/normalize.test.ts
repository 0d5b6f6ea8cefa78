import { describe, expect, it } from 'vitest';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';
import { minimumSideFor, normalize } from '../../../src/preprocessing/normalize.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import type { GrayImage } from '../../../src/core/image.ts';
import { resize } from '../../../src/preprocessing/resize.ts';
import { fading, grained, paint, plain, ruled, shapes, written } from './drawing.ts';
import { scenes } from './scenes.ts';

const names = Object.keys(shapes) as (keyof typeof shapes)[];

/** The mean difference of two digits' pixels, in gray levels. */
function difference(one: Uint8Array, other: Uint8Array): number {
	return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] as number)), 0) / one.length;
}

function digitOf(image: GrayImage): Uint8Array {
	return normalize(image, 'mnist').digits[0].digit;
}

function codeOf(image: GrayImage): string {
	try {
		return normalize(image, 'mnist').applied;
	} catch (error) {
		return error instanceof ProblemError ? error.problem.code : String(error);
	}
}

/** Black on white, in the middle. */
function reference(shape: keyof typeof shapes): Uint8Array {
	return digitOf(paint(200, 200, [plain(255), written(shape, 50, 50, 100, 12, 0)]));
}

describe('what does not change the digit', () => {
	it.each(Object.entries(scenes))('%s', (_, scene) => {
		for (const shape of names) {
			expect(difference(digitOf(scene(shape)), reference(shape)), shape).toBeLessThan(20);
		}
	});

	it('is no digit of another shape', () => {
		for (const shape of names) {
			for (const other of names.filter((name) => name !== shape)) {
				expect(difference(reference(shape), reference(other)), `${shape}, ${other}`).toBeGreaterThan(25);
			}
		}
	});
});

it('a 0 that a picture of few pixels was cropped to is no blot', () => {
	const ring = [
		[0, 0, 11, 9, 12, 5, 0, 0],
		[0, 1, 15, 11, 6, 14, 2, 0],
		[0, 4, 11, 0, 0, 9, 4, 0],
		[0, 4, 8, 0, 0, 8, 6, 0],
		[0, 6, 8, 0, 0, 11, 3, 0],
		[0, 5, 8, 0, 5, 13, 0, 0],
		[0, 3, 13, 5, 14, 3, 0, 0],
		[0, 0, 9, 14, 4, 0, 0, 0],
	];
	const pixels = Uint8Array.from(ring.flat(), (value) => value * 15);
	const digit = digitOf(resize({ width: 8, height: 8, pixels }, 64, 64));
	const inkIn = (row: number): number => digit.subarray(28 * row, 28 * (row + 1)).filter((value) => value > 127).length;
	expect(digit[28 * 14 + 14]).toBeLessThan(100);
	expect([5, 22].map((row) => inkIn(row) > 2)).toEqual([true, true]);
});

it('a 1 from edge to edge is no printed line', () => {
	const digit = digitOf(
		paint(100, 100, [plain(240), (before, x, y) => (Math.abs(x - 52 + y / 20) < 2.5 ? 20 : before)]),
	);
	const columns = Array.from(
		{ length: 28 },
		(_, x) => digit.filter((value, index) => index % 28 === x && value > 127).length,
	);
	expect(columns.filter((count) => count > 0).length).toBeLessThan(6);
	expect(Math.max(...columns)).toBeGreaterThan(14);
});

describe("MNIST's convention", () => {
	it.each([1, 3, 8, 30, 60])('brings a pen of %i pixels to a stroke like MNIST’s', (pen) => {
		const digit = digitOf(paint(400, 400, [plain(255), written('two', 60, 60, 280, pen, 0)]));
		const inked = digit.filter((value) => value > 127).length;
		expect(inked).toBeGreaterThan(40);
		expect(inked).toBeLessThan(210);
		expect(Math.max(...digit)).toBeGreaterThan(225);
	});

	it.each(names)('fits a %s into 20×20 and centres its mass', (shape) => {
		const digit = reference(shape);
		const inked = Array.from(digit.keys()).filter((index) => (digit[index] as number) > 0);
		const rows = inked.map((index) => Math.floor(index / 28));
		expect(Math.max(...rows) - Math.min(...rows) + 1).toBe(20);
		const mass = digit.reduce((sum, value) => sum + value, 0);
		for (const place of [(index: number) => index % 28, (index: number) => Math.floor(index / 28)]) {
			const mean = digit.reduce((sum, value, index) => sum + value * place(index), 0) / mass;
			expect(Math.abs(mean - 14)).toBeLessThanOrEqual(0.5);
		}
	});

	it('gives MNIST digits back that were enlarged', () => {
		const differences = readMnist('test')
			.slice(0, 60)
			.map(({ digit }) => {
				const pixels = Uint8Array.from({ length: 280 * 280 }, (_, index) => {
					const [x, y] = [index % 280, Math.floor(index / 280)];
					return digit[Math.floor(y / 10) * 28 + Math.floor(x / 10)] as number;
				});
				return difference(digitOf({ width: 280, height: 280, pixels }), digit);
			})
			.sort((one, other) => one - other);
		expect(differences[30]).toBeLessThan(3);
		expect(differences[54]).toBeLessThan(12);
	});
});

describe('pictures without a digit', () => {
	const pictures: Record<string, GrayImage> = {
		'white paper': paint(200, 150, [plain(255)]),
		'a black picture': paint(200, 150, [plain(0)]),
		'one pixel': paint(1, 1, [plain(77)]),
		'fading light': paint(200, 150, [plain(220), fading(200, 0.2)]),
		'grain of paper': paint(200, 150, [plain(200), grained(6)]),
		'ruled paper': paint(200, 150, [plain(240), ruled(30, 1, 160)]),
	};

	it.each(Object.entries(pictures))('%s: noInk', (_, image) => {
		expect(codeOf(image)).toBe('noInk');
	});

	it.each([
		[1, 500],
		[500, 1],
		[2, 2],
		[3, 40],
		[28, 28],
		[5, 7],
	])('noise of %i×%i: a digit or noInk', (width, height) => {
		for (let seed = 1; seed < 6; seed++) {
			expect(['noInk', 'mnist']).toContain(codeOf(paint(width, height, [plain(128), grained(128, seed)])));
		}
	});
});

describe('several digits', () => {
	it('takes the largest', () => {
		const image = paint(300, 200, [
			plain(255),
			written('two', 20, 90, 70, 10, 0),
			written('seven', 150, 40, 120, 14, 0),
		]);
		expect(difference(digitOf(image), reference('seven'))).toBeLessThan(20);
	});
});

describe('normalize', () => {
	const photo = paint(600, 400, [plain(230), written('four', 200, 80, 200, 20, 20)]);

	it('shows the pictures on the way, of at most 320 pixels', () => {
		const { steps, applied } = normalize(photo, 'mnist');
		expect(applied).toBe('mnist');
		expect(steps.map(({ name }) => name)).toEqual(['gray', 'ink', 'crop']);
		for (const { image } of steps) {
			expect(Math.max(image.width, image.height)).toBeLessThanOrEqual(320);
			expect(image.pixels.length).toBe(image.width * image.height);
		}
	});

	it('is the same every time and leaves the picture as it is', () => {
		const before = photo.pixels.slice();
		expect(normalize(photo, 'mnist')).toEqual(normalize(photo, 'mnist'));
		expect(photo.pixels).toEqual(before);
	});

	it('does as told', () => {
		const small = resize(photo, 28, 28);
		const digits = [{ digit: small.pixels, box: { left: 0, top: 0, width: 1, height: 1 } }];
		expect(normalize(small, 'none')).toMatchObject({ asked: 'none', applied: 'none', digits });
		expect(normalize(small, 'mnist').applied).toBe('mnist');
		expect(normalize(small, 'auto')).toEqual({ ...normalize(small, 'mnist'), asked: 'auto' });
		expect(normalize(photo, 'auto')).toEqual({ ...normalize(photo, 'mnist'), asked: 'auto' });
		expect(normalize(photo, 'resize')).toMatchObject({ applied: 'resize', digits, steps: [] });
		expect(() => normalize(photo, 'none')).toThrow('notDigitSize');
	});

	it('needs no more pixels than it says', () => {
		const large = paint(1200, 1200, [plain(230), written('four', 300, 240, 600, 60, 20)]);
		const side = minimumSideFor('mnist') as number;
		expect(difference(digitOf(large), digitOf(resize(large, side, side)))).toBeLessThan(3);
	});
});
