import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../../../src/core/image.ts';
import { findDigit } from '../../../src/preprocessing/findDigit.ts';
import { grained, paint, plain, shaded, shapes, squared, written, type Layer } from './drawing.ts';

interface Sheet {
	readonly width: number;
	readonly height: number;
	/** What lies under the digit, and what over it. */
	readonly under: readonly Layer[];
	readonly over: readonly Layer[];
	/** Where a digit is written, by which pen, in pixels, and with which luma. */
	readonly digit: { readonly at: readonly [left: number, top: number]; size: number; pen: number; luma: number };
}

/** A wedge of light at the left. */
const lit: Layer = (before, x, y) => (x + y / 4 < 60 ? 245 : before);

/** A table at the left, under a sheet that lies askew. */
const table: Layer = (before, x, y) => (x < 2 - 0.03 * y ? 20 : before);

/** Right of the edge of {@link shaded}(110), grain of 2×2 pixels. */
function coarseInShadow(amount: number): Layer {
	const grain = grained(amount);
	const cells = new Map<string, number>();
	return (before, x, y) => {
		const cell = `${String(x >> 1)} ${String(y >> 1)}`;
		const value = cells.get(cell) ?? grain(0, x, y);
		cells.set(cell, value);
		return x + y / 3 > 110 ? before + value : before;
	};
}

/** On each something counts for more than the digit, or the digit alone for too little. */
const sheets: Record<string, () => Sheet> = {
	'grain in a shadow': () => ({
		width: 240,
		height: 180,
		under: [plain(200), shaded(110, 0.5), coarseInShadow(50)],
		over: [],
		digit: { at: [30, 60], size: 40, pen: 4, luma: 120 },
	}),
	'a patch of light with squares on it': () => ({
		width: 240,
		height: 180,
		under: [plain(170)],
		over: [lit, squared(14, 150)],
		digit: { at: [140, 70], size: 40, pen: 4, luma: 120 },
	}),
	'a table, by which pale ink is none': () => ({
		width: 60,
		height: 80,
		under: [plain(240)],
		over: [table, grained(6)],
		digit: { at: [20, 25], size: 26, pen: 3, luma: 180 },
	}),
	'nothing but ink that is paler than grain may be': () => ({
		width: 200,
		height: 200,
		under: [plain(230)],
		over: [grained(5)],
		digit: { at: [60, 60], size: 80, pen: 7, luma: 180 },
	}),
};

function draw({ width, height, under, over }: Sheet, ...digit: readonly Layer[]): GrayImage {
	return paint(width, height, [...under, ...digit, ...over]);
}

describe.each(Object.entries(sheets))('on a sheet with %s', (_, sheet) => {
	it.each(Object.keys(shapes) as (keyof typeof shapes)[])('a %s is found', (shape) => {
		const {
			at: [left, top],
			size,
			pen,
			luma,
		} = sheet().digit;
		const { digit } = findDigit(draw(sheet(), written(shape, left, top, size, pen, luma)));
		const { box } = digit ?? {};
		expect(box && Math.abs(box.left + box.width / 2 - left - size / 2)).toBeLessThan(0.1 * size);
		expect(box && Math.abs(box.top + box.height / 2 - top - size / 2)).toBeLessThan(0.1 * size);
	});

	it('nothing is found where nothing is written', () => {
		expect(findDigit(draw(sheet())).digit).toBeUndefined();
	});
});

it('what is as pale right at the edge of the picture is no digit, as of lines that are cut off there', () => {
	const cross =
		(left: number): Layer =>
		(before, x, y) => {
			const isLine = Math.abs(y - 20) < 2 || Math.abs(x - left - 14) < 2;
			return isLine && x >= left && x < left + 28 && y > 5 && y < 35 ? 180 : before;
		};
	const isFound = (left: number): boolean => findDigit(paint(160, 120, [plain(230), cross(left)])).digit !== undefined;
	expect([2, 12].map(isFound)).toEqual([false, true]);
});
