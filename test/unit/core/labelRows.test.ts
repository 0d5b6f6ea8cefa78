import { expect, test } from 'vitest';
import { LabelRows } from '../../../src/core/labelRows.ts';

test('one label of each item is in the row of its index, those of numbers are behind', () => {
	const rows = LabelRows.none(3);
	rows.set(0, [7]);
	rows.set(1, [2, 0, 2, 6]);
	rows.set(2, [1, 0]);
	expect([...rows.labels]).toEqual([7, -1, -1, 2, 0, 2, 6, 1, 0]);
	expect([0, 1, 2].map((index) => [...rows.of(index)])).toEqual([[7], [2, 0, 2, 6], [1, 0]]);
	expect([...rows.starts]).toEqual([0, 3, 7]);
});

test.each<[string, readonly number[], number]>([
	['as long', [1, 9, 7, 7], 3],
	['shorter', [1, 9], 3],
	['longer', [1, 9, 7, 7, 0], 7],
	['one alone', [5], 1],
])('other labels of an item take the place of the old ones: %s', (_, labels, start) => {
	const rows = LabelRows.none(3);
	rows.set(1, [2, 0, 2, 6]);
	rows.set(1, labels);
	expect([...rows.of(1)]).toEqual(labels);
	expect(rows.starts[1]).toBe(start);
	// Nothing of the old ones is left, by which classes would be counted.
	expect(rows.labels.filter((label) => label >= 0)).toHaveLength(labels.length);
});

test('an item without labels keeps its rows', () => {
	const rows = LabelRows.single([3, 4]);
	rows.set(0, [1, 2]);
	rows.clear(0);
	expect([rows.has(0), rows.has(1), [...rows.of(0)], rows.first(1)]).toEqual([false, true, [-1, -1], 4]);
});

test('numbers are the same digit by digit, zeros before them too', () => {
	const [one, other] = [LabelRows.none(4), LabelRows.none(4)];
	[[7], [0, 7], [2, 0], [2, 0]].forEach((labels, index) => one.set(index, labels));
	[[7], [7], [2, 1], [2, 0]].forEach((labels, index) => other.set(index, labels));
	expect([0, 1, 2, 3].map((index) => one.isSame(index, other))).toEqual([true, false, false, true]);
	expect(one.isSame(2, other, 3)).toBe(true);
});
