import { expect, test } from 'vitest';
import { createRandom } from '../../../src/core/createRandom.ts';
import { sortedPlaces } from '../../../src/core/sortedPlaces.ts';

test.each<[string, number[], number[]]>([
	['none', [], []],
	['one', [5], [0]],
	['equal ones as they were', [2, 1, 2, 1, 1], [1, 3, 4, 0, 2]],
	['what is no number last, as it was', [NaN, 3, NaN, -Infinity, Infinity], [3, 1, 4, 0, 2]],
])('places in ascending order: %s', (_, values, expected) => {
	expect([...sortedPlaces(values)]).toEqual(expected);
});

test.each([2, 3, 8, 1000, 1025])('the same as a stable sort of %d', (count) => {
	const random = createRandom(count);
	const values = Array.from({ length: count }, () => random.below(20));
	const expected = [...values.keys()].sort((one, other) => (values[one] as number) - (values[other] as number));
	expect([...sortedPlaces(values)]).toEqual(expected);
});
