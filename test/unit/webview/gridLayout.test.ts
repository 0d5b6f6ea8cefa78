import { describe, expect, test } from 'vitest';
import {
	layOut,
	moveByKey,
	rowsInSight,
	scrollTopFor,
	topOf,
	topToReveal,
} from '../../../src/webview/shared/digitGrid/gridLayout.ts';

const cell = { width: 64, height: 80 };
const view = { width: 650, height: 400 };

test.each([
	[0, view, 10, 0, 0],
	[1, view, 10, 1, 80],
	[60_000, view, 10, 6_000, 480_000],
	[60_001, view, 10, 6_001, 480_080],
	[60_000, { width: 20, height: 400 }, 1, 60_000, 4_800_000],
])('%i items in %j: %i columns, %i rows', (count, size, columns, rows, height) => {
	expect(layOut(count, size, cell)).toMatchObject({ columns, rows, height, scrollHeight: height });
});

describe('rows in sight', () => {
	const layout = layOut(60_000, view, cell);
	test.each([
		[0, 0, { from: 0, to: 5 }],
		[0, 2, { from: 0, to: 7 }],
		[79, 0, { from: 0, to: 6 }],
		[80, 0, { from: 1, to: 6 }],
		[480_000 - 400, 2, { from: 5_993, to: 6_000 }],
	])('%i pixels down, and %i beyond', (top, beyond, rows) => {
		expect(rowsInSight(layout, top, beyond)).toEqual(rows);
	});

	test.each([
		[0, 0, 0],
		[0, 49, 0],
		[0, 50, 80],
		[480, 0, 0],
		[480, 69, 480],
		[0, 59_999, 480_000 - 400],
	])('%i pixels down, item %i is revealed at %i', (top, index, expected) => {
		expect(topToReveal(layout, top, index)).toBe(expected);
	});
});

describe('scrolling', () => {
	test.each([0, 100, 479_600])('is as far as the rows move, where browsers let it: %i', (top) => {
		const layout = layOut(60_000, view, cell);
		expect(topOf(layout, top)).toBe(top);
		expect(scrollTopFor(layout, top)).toBe(top);
	});

	test('goes from the first row to the last one, however many there are', () => {
		const layout = layOut(9_000_000, view, cell);
		expect(layout.scrollHeight).toBeLessThan(17_000_000);
		expect(topOf(layout, 0)).toBe(0);
		expect(topOf(layout, layout.scrollHeight - view.height)).toBe(layout.height - view.height);
		for (const top of [0, 80, 30_000_000, layout.height - view.height]) {
			expect(topOf(layout, scrollTopFor(layout, top))).toBeCloseTo(top, 3);
		}
	});

	test('ends where a shorter list ends', () => {
		expect(topOf(layOut(30, view, cell), 500)).toBe(0);
	});
});

describe('keys', () => {
	const layout = layOut(95, view, cell);
	test.each([
		['ArrowLeft', 0, 0],
		['ArrowLeft', 10, 9],
		['ArrowRight', 9, 10],
		['ArrowRight', 94, 94],
		['ArrowUp', 3, 3],
		['ArrowUp', 13, 3],
		['ArrowDown', 3, 13],
		['ArrowDown', 84, 94],
		['ArrowDown', 85, 85],
		['PageDown', 3, 53],
		['PageDown', 53, 93],
		['PageDown', 57, 87],
		['PageUp', 93, 43],
		['PageUp', 43, 3],
		['Home', 50, 0],
		['End', 0, 94],
		['a', 3, undefined],
	])('%s at %i leads to %s', (key, index, target) => {
		expect(moveByKey(key, index, layout)).toBe(target);
	});
});
