import { describe, expect, test } from 'vitest';
import { compare } from '../../../../src/evaluation/compare.ts';
import { confidenceOf } from '../../../../src/evaluation/figures.ts';
import { findLabelIssues } from '../../../../src/evaluation/labelIssues.ts';
import { csvExport } from '../../../../src/presentation/evaluation/csvExport.ts';
import { digitsOf, digitStrip } from '../../../../src/presentation/evaluation/digitStrip.ts';
import { filterItems, toChips } from '../../../../src/presentation/evaluation/filter.ts';
import { htmlReport } from '../../../../src/presentation/evaluation/htmlReport.ts';
import { toItemCaption } from '../../../../src/presentation/evaluation/itemCaption.ts';
import { jsonExport } from '../../../../src/presentation/evaluation/jsonExport.ts';
import { junitReport } from '../../../../src/presentation/evaluation/junitReport.ts';
import { markdownSummary } from '../../../../src/presentation/evaluation/markdownSummary.ts';
import { sortItems } from '../../../../src/presentation/evaluation/order.ts';
import { toEvaluationView } from '../../../../src/presentation/evaluation/toEvaluationView.ts';
import { trainingOrder, trainingRows } from '../../../../src/presentation/evaluation/trainingRows.ts';
import type { Filter, ItemOrder } from '../../../../src/presentation/evaluation/view.ts';
import { judge } from '../../../../src/presentation/evaluation/verdict.ts';
import { english } from '../english.ts';
import { numberEvaluation, versions } from './evaluations.ts';

const { made, results, figures } = numberEvaluation();
const state = { progress: undefined, running: false, versions, suspected: 0, mayBeNumbers: true };
const view = toEvaluationView(made, figures, state, english);

test('a number is right where all of its digits are', () => {
	expect(figures).toMatchObject({ judged: 5, right: 2, accuracy: 0.4, classified: 6, failed: 1 });
	// 6 read as 8, 3 missed, 1 too many; of 4 + 4 + 3 + 2 + 1 digits.
	expect(figures.digits).toEqual({ digits: 14, edits: 3, accuracy: 1 - 3 / 14 });
	expect([view.accuracy, view.interval]).toEqual([
		'40.0%',
		'of numbers right, 95% confidence: 11.8% – 76.9%; digits right: 78.6%',
	]);
	expect(view.counts.map(({ text }) => text)).toEqual(['Answered: 6', 'Mistakes: 3', 'Failed: 1']);
});

test('the matrix has its digits, those that were missed, and those too many', () => {
	const matrix = view.matrix;
	expect([matrix?.rows.at(-1), matrix?.columns.at(-1)]).toEqual(['extra', 'missed']);
	const cells = matrix?.cells.flatMap((row, truth) =>
		row.flatMap(({ text, isRight }, predicted) => (text !== '' && !isRight ? [`${truth},${predicted}: ${text}`] : [])),
	);
	expect(cells).toEqual(['3,10: 1', '6,8: 1', '10,1: 1']);
	expect([matrix?.sum.text, matrix?.sum.share]).toEqual(['15', '80.0%']);
	expect([matrix?.cells[3]?.[10]?.description, matrix?.cells[10]?.[1]?.description]).toEqual([
		'True digit 3 missed: 1',
		'Endpoint says 1 where no digit is: 1',
	]);
	// Digits too many make a label less precise, missed ones are not recalled.
	expect(figures.scores[1]).toMatchObject({ precision: 0.5, recall: 1, support: 1, given: 2 });
	expect(figures.scores[3]).toMatchObject({ precision: undefined, recall: 0, support: 1, given: 0 });
	expect(view.classes?.rows).toHaveLength(10);
});

test.each<[Filter, number[], string[]]>([
	[{ truth: 6, predicted: 8 }, [1], ['True label: 6', 'Endpoint says: 8']],
	[{ truth: 2 }, [0, 1, 3], ['True label: 2']],
	[{ predicted: 10 }, [2], ['Missed digits']],
	[{ truth: 10 }, [3], ['Digits too many']],
	[{ truth: 10, predicted: 1 }, [3], ['Digits too many', 'Endpoint says: 1']],
	[{ truth: 7, predicted: 7, only: 'wrong' }, [2], ['True label: 7', 'Endpoint says: 7', 'Mistakes']],
	[{ either: 1 }, [2, 3], ['Class: 1']],
	[{ only: 'wrong' }, [1, 2, 3], ['Mistakes']],
	[{ only: 'failed' }, [6], ['Failed']],
])('%j finds the pictures %j, called %j', (filter, indexes, chips) => {
	expect(filterItems(made, filter)).toEqual(indexes);
	expect(toChips(made, filter, english).map(({ text }) => text)).toEqual(chips);
});

test('every number of the matrix leads to its pictures', () => {
	const { cells = [], rowSums = [], columnSums = [] } = view.matrix ?? {};
	for (const { text, filter } of [...cells.flat(), ...rowSums, ...columnSums]) {
		const pictures = filterItems(made, filter).length;
		expect([filter, pictures > 0]).toEqual([filter, Number(text) > 0]);
		expect(pictures).toBeLessThanOrEqual(Number(text));
	}
});

test('a number is as probable as all of its digits and cuts are together', () => {
	const confidences = [0, 1, 2, 4, 6].map((index) => confidenceOf(results, index));
	expect(confidences).toEqual(
		[0.9 ** 4, 0.5 * 0.9 ** 4, 0.9 ** 2, 0.9].map((value): unknown => expect.closeTo(value, 6)).concat(undefined),
	);
});

test.each<[ItemOrder, number[]]>([
	['doubt', [1, 0, 3, 2, 5, 4, 6]],
	['truth', [5, 4, 3, 6, 2, 0, 1]],
	['predicted', [6, 4, 5, 2, 3, 0, 1]],
])('by %s: %j', (order, expected) => {
	expect(sortItems(made, [0, 1, 2, 3, 4, 5, 6], order, english)).toEqual(expected);
});

test.each([
	[0, '2026', ''],
	[1, '2026 → 2028', 'wrong'],
	[2, '137 → 17', 'wrong'],
	[5, '10', ''],
	[6, '55 ✕', 'problem'],
])('item %i is called %s and marked %j', (index, label, mark) => {
	expect(toItemCaption(made, index, english)).toMatchObject({ label, mark });
});

test('offers the rules of numbers, and no Batch Transform', () => {
	expect(view.labelRule?.options.map(({ value }) => value)).toEqual([
		'auto',
		'folder',
		'fileName',
		'folderNumber',
		'fileNumber',
		'none',
	]);
	expect(view.labelRule?.options[0]?.title).toBe('what was found: number in the file name');
	expect(view.actions.map(({ id }) => id)).not.toContain('transform');
});

test('digits stand side by side', () => {
	const { width, height, pixels } = digitStrip(digitsOf(results, 2, 8));
	expect([width, height]).toEqual([56, 28]);
	expect([0, 27, 28, 55, 56].map((at) => pixels[at])).toEqual([2, 2, 8, 8, 2]);
	expect(digitsOf(results, 0, 3)).toHaveLength(3 * 784);
});

test('two endpoints are compared by whole numbers', () => {
	const { results: others } = numberEvaluation();
	others.setClassified(1, [{ label: 2 }, { label: 0 }, { label: 2 }, { label: 6 }], 1);
	others.setClassified(3, [{ label: 2 }, { label: 1 }], 1);
	expect(compare(results, others)).toMatchObject({
		both: 6,
		same: 4,
		different: [1, 3],
		rightInBoth: 2,
		rightInFirst: 0,
		rightInSecond: 1,
		wrongInBoth: 2,
	});
});

test('numbers are no classes, so that none is suspected', () => {
	expect(findLabelIssues(results)).toBeUndefined();
});

describe('exports', () => {
	test('CSV has one probability for the whole number', () => {
		expect([...csvExport(made, english)].map((line) => line.trimEnd())).toEqual([
			'file,true,predicted,probability,ms,error',
			'0.jpg,2026,2026,0.6561,5,',
			'1.jpg,2026,2028,0.32805,5,',
			'2.jpg,137,17,0.81,5,',
			'3.jpg,42,421,0.729,5,',
			'4.jpg,7,7,0.9,5,',
			'5.jpg,,10,0.81,5,',
			expect.stringMatching(/^6\.jpg,55,,,,\S+/),
		]);
	});

	test('JSON has the probabilities of each digit, and how many are right', () => {
		const text = [...jsonExport(made, figures, versions, english)].join('');
		const { items, figures: read } = JSON.parse(text) as {
			readonly items: readonly { readonly probabilities?: readonly (readonly number[])[] }[];
			readonly figures: { readonly confusion: readonly (readonly number[])[] };
		};
		expect(items[2]).toMatchObject({ true: '137', predicted: '17', probability: 0.81 });
		expect(items[2]?.probabilities?.map((row) => row.indexOf(0.9))).toEqual([1, 7]);
		expect(items[6]).toEqual({ file: '6.jpg', true: '55', error: expect.any(String) as unknown });
		expect(read).toMatchObject({ accuracy: 0.4, judged: 5, digits: { digits: 14, edits: 3 } });
		expect([read.confusion.length, read.confusion[3]?.[10], read.confusion[10]?.[1]]).toEqual([11, 1, 1]);
	});

	test('HTML has mistakes as strips', () => {
		const html = [...htmlReport(made, figures, versions, english)].join('');
		for (const words of [
			'40.0% of numbers right (95% confidence: 11.8% – 76.9%); digits right: 78.6%',
			'2026, not 2028 (32.8%)',
			'numbers from folders 0, from file names 6, none 1',
			'<th scope="col">missed</th>',
			'<th scope="row">extra</th>',
			'width="224" height="56"',
		]) {
			expect(html).toContain(words);
		}
	});

	test('JUnit and Markdown say which number was taken for which', () => {
		const verdicts = judge(figures, { minimumAccuracy: 0.5, maximumFailed: 1 }, english);
		expect(junitReport(made, verdicts, english)).toContain('1.jpg: 2026, not 2028');
		expect(verdicts[0]?.text).toBe('Accuracy of at least 50.0%: 40.0%, 2 of 5 are right.');
		const markdown = markdownSummary(made, figures, verdicts, versions, english);
		expect(markdown).toContain('digits right: 78.6%');
		expect(markdown).toContain('| 3 | missed | 1 |');
		expect(markdown).toContain('| extra | 1 | 1 |');
	});

	test('rows to train on are those of numbers that have all of their digits', () => {
		const options = { pixelRange: '0-255', label: 'first' } as const;
		const text = [...trainingRows(results, options, 'train')].join('').trimEnd();
		// Of the labels and the gray of each digit, which was read: 2026, 2028 and 7.
		expect(text.split('\n').map((row) => row.slice(0, 4))).toEqual([
			'2,3,',
			'0,1,',
			'2,3,',
			'6,7,',
			'2,3,',
			'0,1,',
			'2,3,',
			'6,9,',
			'7,8,',
		]);
		expect(trainingOrder(results, options).leftOut).toBe(4);
		expect(trainingOrder(results, { ...options, label: 'none' })).toMatchObject({ training: 16, leftOut: 1 });
	});
});
