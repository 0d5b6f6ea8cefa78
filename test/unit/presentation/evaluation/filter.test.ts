import { expect, test } from 'vitest';
import { filterItems, toChips } from '../../../../src/presentation/evaluation/filter.ts';
import { toItemCaption } from '../../../../src/presentation/evaluation/itemCaption.ts';
import { sortItems } from '../../../../src/presentation/evaluation/order.ts';
import type { Filter, ItemOrder } from '../../../../src/presentation/evaluation/view.ts';
import { english } from '../english.ts';
import { evaluation } from './evaluations.ts';

// Labels, true and given: 1 1, 0 2, 1 0, 2 and failed, none and 1.
test.each<[Filter, number[], string[]]>([
	[{}, [0, 1, 2, 3, 4], []],
	[{ truth: 1 }, [0, 2], ['True label: seven']],
	[{ truth: 1, predicted: 0 }, [2], ['True label: seven', 'Endpoint says: three']],
	[{ predicted: 1 }, [0], ['Endpoint says: seven']],
	[{ either: 0 }, [1, 2], ['Class: three']],
	[{ truth: 2 }, [], ['True label: nine']],
	[{ bin: 10 }, [0], ['Probability: 66.7% – 73.3%']],
	[{ bin: 14 }, [], ['Probability: 93.3% – 100.0%']],
	[{ only: 'wrong' }, [1, 2], ['Mistakes']],
	[{ only: 'failed' }, [3], ['Failed']],
	[{ only: 'different' }, [2, 1], ['Labelled differently']],
	[{ only: 'different', truth: 0 }, [1], ['True label: three', 'Labelled differently']],
	[{ only: 'suspected' }, [], ['Suspected labels']],
])('%j leaves %j and is called %j', (filter, indexes, chips) => {
	const { made } = evaluation();
	expect(filterItems(made, filter, { different: [2, 1] })).toEqual(indexes);
	expect(toChips(made, filter, english).map(({ text }) => text)).toEqual(chips);
});

test('what is not asked yet is nowhere, until its digit is there', () => {
	const { made, results } = evaluation();
	results.setPending(0);
	expect(filterItems(made, {})).toEqual([1, 2, 3, 4]);
	results.setDigits(0, [new Uint8Array(784)]);
	expect(filterItems(made, {})).toEqual([0, 1, 2, 3, 4]);
	expect(toItemCaption(made, 0, english)).toMatchObject({ label: '–', mark: '' });
	expect(toItemCaption(made, 0, english).description).toContain('Not answered yet');
});

test.each<[ItemOrder, number[]]>([
	// Of the last two no probability is known.
	['doubt', [1, 0, 2, 3, 4]],
	['name', [1, 2, 0, 3, 4]],
	['truth', [4, 1, 0, 2, 3]],
	['predicted', [3, 2, 0, 4, 1]],
	['list', [0, 1, 2, 3, 4]],
])('by %s: %j', (order, expected) => {
	expect(sortItems(evaluation().made, [0, 1, 2, 3, 4], order, english)).toEqual(expected);
});
