import { expect, test } from 'vitest';
import { align, hasNumbers, pairsOf } from '../../../src/evaluation/align.ts';
import { LabelRows } from '../../../src/core/labelRows.ts';

/** `2026` and `2028` as `22 00 22 68`; `-`: no digit. */
function aligned(truth: string, predicted: string): string {
	return align(Array.from(truth, Number), Array.from(predicted, Number))
		.map((pair) => pair.map((label) => (label < 0 ? '-' : label)).join(''))
		.join(' ');
}

test.each([
	['7', '7', '77'],
	['7', '9', '79'],
	['2026', '2026', '22 00 22 66'],
	['2026', '2028', '22 00 22 68'],
	['2026', '226', '22 0- 22 66'],
	['2026', '20126', '22 00 -1 22 66'],
	['2026', '026', '2- 00 22 66'],
	['2026', '202', '22 00 22 6-'],
	['2026', '12026', '-1 22 00 22 66'],
	['1234', '2341', '1- 22 33 44 -1'],
	['11', '1', '1- 11'],
	['12', '34', '13 24'],
	['12', '345', '-3 14 25'],
	['137', '', '1- 3- 7-'],
	['', '5', '-5'],
	['', '', ''],
	['007', '7', '0- 0- 77'],
])('%s read as %s: %s', (truth, predicted, expected) => {
	expect(aligned(truth, predicted)).toBe(expected);
	// Read the other way round it takes as many edits.
	const edits = (text: string): number => text.split(' ').filter(([own, given]) => own !== given).length;
	expect(edits(aligned(predicted, truth))).toBe(edits(expected));
});

test('the least number of edits is that of every other way', () => {
	const distance = (one: string, other: string): number =>
		one === '' || other === ''
			? one.length + other.length
			: Math.min(
					distance(one.slice(1), other.slice(1)) + (one[0] === other[0] ? 0 : 1),
					distance(one.slice(1), other) + 1,
					distance(one, other.slice(1)) + 1,
				);
	for (let one = 0; one < 1000; one += 37) {
		for (let other = 3; other < 5000; other += 391) {
			const pairs = align(Array.from(`${one}`, Number), Array.from(`${other}`, Number));
			const edits = pairs.filter(([truth, predicted]) => truth !== predicted).length;
			expect([one, other, edits]).toEqual([one, other, distance(`${one}`, `${other}`)]);
		}
	}
});

test('an item without one of the labels has no pairs', () => {
	const [truth, predicted] = [LabelRows.single([1, -1, 3]), LabelRows.single([1, 2, -1])];
	expect([0, 1, 2].map((index) => pairsOf({ truth, predicted }, index))).toEqual([[[1, 1]], [], []]);
	expect(hasNumbers({ truth, predicted })).toBe(false);
	truth.set(1, [4, 2]);
	expect(pairsOf({ truth, predicted }, 1)).toEqual([
		[4, -1],
		[2, 2],
	]);
	expect(hasNumbers({ truth, predicted })).toBe(true);
});
