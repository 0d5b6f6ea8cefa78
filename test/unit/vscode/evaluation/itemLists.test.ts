import { expect, test } from 'vitest';
import { ItemLists } from '../../../../src/vscode/evaluation/itemLists.ts';
import { english } from '../../presentation/english.ts';
import { evaluation } from '../../presentation/evaluation/evaluations.ts';

test('the list of another evaluation comes with its digits, whatever was asked for before', () => {
	const { made } = evaluation();
	const lists = new ItemLists(english);
	lists.make(made, { only: 'wrong' }, 'name', {});
	const filled = lists.fill(made, true, {});
	expect(filled?.list).toMatchObject({ list: 2, count: 5, chips: [] });
	expect(filled?.first.keys).toEqual([1, 0, 2, 3, 4]);
	expect(filled?.first.digits.subarray(784, 787)).toEqual(Uint8Array.of(0, 1, 2));
	expect(lists.load(made, 2, 0, 1, {}).keys).toEqual([1]);
});

test('a list that was empty comes by itself, as it was asked for, until there is something in it', () => {
	const { made, results } = evaluation();
	const lists = new ItemLists(english);
	lists.make(made, { truth: 2, only: 'wrong' }, 'name', {});
	expect(lists.fill(made, false, {})?.list.count).toBe(0);
	results.setClassified(3, [{ label: 0 }], 20);
	expect(lists.fill(made, false, {})?.first.keys).toEqual([3]);
	expect(lists.fill(made, false, {})).toBeUndefined();
});
