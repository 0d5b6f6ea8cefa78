import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMnist } from '../../../tools/drawnDigits/readMnist.ts';
import type { Preprocessing } from '../../../src/core/normalization.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import type { GrayImage } from '../../../src/core/image.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import { fading, grained, leaning, paint, plain, ruled, shaded, speckled, squared, written } from './drawing.ts';

function outcomeOf(image: GrayImage, preprocessing: Preprocessing = 'mnist'): string {
	try {
		return normalize(image, preprocessing).applied;
	} catch (error) {
		return error instanceof ProblemError ? error.problem.code : String(error);
	}
}

describe('a blank sheet has no ink', () => {
	const sheets: Record<string, GrayImage> = {
		'white, 28×28': paint(28, 28, [plain(255)]),
		'grain, 28×28': paint(28, 28, [plain(200), grained(6)]),
		'grain, 40×40': paint(40, 40, [plain(90), grained(8)]),
		'a shadow': paint(240, 180, [plain(235), shaded(150, 0.4), grained(4)]),
		'a faint shadow on a dark sheet': paint(240, 180, [plain(60), shaded(150, 0.3)]),
		'ruled, in fading light': paint(240, 180, [plain(235), ruled(24, 1, 190), fading(240, 0.5)]),
		'ruled, in a shadow': paint(240, 180, [plain(235), ruled(24, 1, 180, 0.04), shaded(120, 0.4), grained(3)]),
		'squared, with grain': paint(240, 180, [plain(225), squared(17, 195), grained(6)]),
		'squared, a dark sheet': paint(240, 180, [plain(50), squared(17, 85)]),
		'squares that lean, a dark sheet': paint(120, 90, [plain(20), leaning(31, 90, 0.15)]),
		'squares that lean, a dark sheet with grain': paint(100, 130, [plain(15), leaning(26, 60, 0.12), grained(12)]),
		'two lines that cross': paint(150, 150, [plain(60), leaning(110, 140, 0.1)]),
		'a wedge of light': paint(200, 150, [plain(120), (before, x, y) => (x + y / 2 < 40 ? 200 : before)]),
		'a dark line that lies': paint(240, 180, [
			plain(235),
			(before, x, y) => (x > 90 && x < 170 && Math.abs(y - 90 - x / 12) < 2 ? 40 : before),
		]),
		'a stain': paint(240, 180, [plain(235), speckled([[120, 90]], 30, 200)]),
		dust: paint(240, 180, [
			plain(235),
			speckled(
				[
					[20, 30],
					[180, 100],
				],
				4,
				60,
			),
		]),
	};

	it.each(Object.entries(sheets))('%s', (_, image) => {
		expect(outcomeOf(image)).toBe('noInk');
	});

	it('a crop of nothing, enlarged from a few pixels', async () => {
		expect(outcomeOf(await decodeImage(readFileSync('test/fixtures/normalize/negative_length_noise.png')))).toBe(
			'noInk',
		);
	});
});

it.each([100, 140, 160])('pale ink of %i on paper of 230 is ink', (luma) => {
	const scenes = [
		paint(200, 200, [plain(230), written('four', 60, 50, 100, 6, luma)]),
		paint(320, 240, [plain(230), ruled(40, 1, 205), written('seven', 200, 60, 70, 5, luma), shaded(200, 0.3)]),
		paint(28, 28, [plain(230), written('two', 5, 4, 19, 2, luma)]),
	];
	expect(scenes.map((scene) => outcomeOf(scene))).toEqual(['mnist', 'mnist', 'mnist']);
});

describe('a thin pen that fills the picture is no line of the sheet', () => {
	it.each(['two', 'four', 'five', 'seven'] as const)('a %s', (shape) => {
		const pictures = [
			paint(90, 120, [plain(235), written(shape, -15, 0, 120, 3, 30)]),
			paint(90, 120, [plain(30), written(shape, -15, 0, 120, 3, 220), grained(6)]),
		];
		expect(pictures.map((picture) => outcomeOf(picture))).toEqual(['mnist', 'mnist']);
	});
});

it('a bold 0 that the picture was cropped to is no patch of shadow', () => {
	const ring = (x: number, y: number): number => Math.hypot((x - 31.5) / 24, (y - 31.5) / 36);
	const picture = paint(64, 64, [plain(15), (before, x, y) => (Math.abs(ring(x, y) - 0.7) < 0.32 ? 230 : before)]);
	expect(outcomeOf(picture)).toBe('mnist');
});

describe('28×28 as it is', () => {
	it.each<[string, GrayImage]>([
		['white', paint(28, 28, [plain(255)])],
		['black', paint(28, 28, [plain(0)])],
		['nearly black', paint(28, 28, [plain(4), grained(4)])],
		['nearly white, with one dead pixel', paint(28, 28, [plain(250), speckled([[9, 9]], 0, 0)])],
	])('has no ink where it is %s', (_, image) => {
		expect([outcomeOf(image, 'none'), outcomeOf(image, 'auto')]).toEqual(['noInk', 'noInk']);
	});

	it('has no ink where its values are 0 and 1', async () => {
		const image = await decodeImage(readFileSync('test/fixtures/normalize/bin01_0_7.png'));
		expect((['none', 'mnist', 'auto'] as const).map((way) => outcomeOf(image, way))).toEqual([
			'noInk',
			'noInk',
			'noInk',
		]);
	});

	it("is kept for every one of MNIST's test digits", () => {
		const refused = readMnist('test').filter(
			({ digit }) => outcomeOf({ width: 28, height: 28, pixels: digit }, 'none') !== 'none',
		);
		expect(refused).toEqual([]);
	});
});
