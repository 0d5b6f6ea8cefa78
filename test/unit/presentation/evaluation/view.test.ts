import { describe, expect, test } from 'vitest';
import type { Progress } from '../../../../src/app/evaluation.ts';
import { LabelRows } from '../../../../src/core/labelRows.ts';
import { figuresOf } from '../../../../src/evaluation/figures.ts';
import { filterItems } from '../../../../src/presentation/evaluation/filter.ts';
import { toItemCaption } from '../../../../src/presentation/evaluation/itemCaption.ts';
import { confirmationText, progressText } from '../../../../src/presentation/evaluation/runTexts.ts';
import { toEvaluationView, type RunState } from '../../../../src/presentation/evaluation/toEvaluationView.ts';
import { english } from '../english.ts';
import { evaluation, versions } from './evaluations.ts';

const progress: Progress = {
	done: 3,
	failed: 1,
	total: 5,
	perSecond: 2,
	secondsLeft: 1,
	concurrency: 1,
	sent: undefined,
};

function viewOf(state: Partial<RunState> = {}) {
	const { made, figures } = evaluation();
	const view = toEvaluationView(
		made,
		figures,
		{ progress: undefined, running: false, versions, suspected: 0, mayBeNumbers: false, ...state },
		english,
	);
	return { made, view };
}

test('says what it comes to', () => {
	const { view } = viewOf();
	expect(view.title).toBe('prod & "co" on my <digits>');
	expect(view.accuracy).toBe('33.3%');
	expect(view.interval).toBe('right, 95% confidence: 6.1% – 79.2%');
	expect(view.counts.map(({ text }) => text)).toEqual(['Answered: 4', 'Mistakes: 2', 'Failed: 1']);
	expect(view.failures?.rows.map(({ index, name }) => [index, name])).toEqual([[3, '9/d.jpg']]);
});

test('every number of the matrix leads to as many items', () => {
	const { made, view } = viewOf();
	const { matrix } = view;
	const links = [...(matrix?.cells.flat() ?? []), ...(matrix?.rowSums ?? []), ...(matrix?.columnSums ?? [])];
	expect(links).toHaveLength(15);
	expect(links.map(({ text }) => Number(text || 0))).toEqual(
		links.map(({ filter }) => filterItems(made, filter).length),
	);
	expect(matrix?.sum.text).toBe('3');
});

test('mistakes are hot, what is right is not', () => {
	const cells = viewOf().view.matrix?.cells ?? [];
	expect(cells.map((row) => row.map(({ heat, isRight }) => (isRight ? 'right' : heat.toFixed(2))))).toEqual([
		['right', '0.00', '1.00'],
		['0.71', 'right', '0.00'],
		['0.00', '0.00', 'right'],
	]);
	expect(cells[1]?.map(({ share }) => share)).toEqual(['50.0%', '50.0%', '']);
	expect(cells[1]?.[0]?.description).toBe('True label seven, endpoint says three: 1');
});

test('every bar of the reliability diagram leads to the items it counts', () => {
	const { made, view } = viewOf();
	const [reliability] = view.charts;
	const found = reliability?.bars.map(({ filter = {} }) => filterItems(made, filter));
	expect(found).toEqual([[1], [0], [2]]);
	expect(reliability?.summary).toBe('Expected calibration error: 56.7%');
	expect(view.charts.map(({ title }) => title)).toEqual(['Reliability', 'Refusing the doubtful', 'Latency']);
});

test.each<[string, Partial<RunState>, (results: ReturnType<typeof evaluation>['results']) => void, string[]]>([
	['running', { running: true, progress }, () => undefined, ['cancel']],
	['all asked, some failed', {}, () => undefined, ['retryFailed', 'compare', 'export', 'transform', 'another']],
	[
		'cancelled',
		{},
		(results) => results.setPending(0),
		['continue', 'retryFailed', 'compare', 'export', 'transform', 'another'],
	],
	[
		'nothing failed',
		{},
		(results) => results.setClassified(3, [{ label: 2 }], 1),
		['compare', 'export', 'transform', 'another'],
	],
	[
		'some changed',
		{ changed: 2 },
		() => undefined,
		['retryFailed', 'runChanged', 'compare', 'export', 'transform', 'another'],
	],
	[
		'the file changed',
		{ changed: 'f' },
		() => undefined,
		['retryFailed', 'runChanged', 'compare', 'export', 'transform', 'another'],
	],
])('offers what can be done: %s', (_, state, change, expected) => {
	const { made, results } = evaluation();
	change(results);
	const whole = { progress: undefined, running: false, versions, suspected: 0, mayBeNumbers: false, ...state };
	const view = toEvaluationView(made, figuresOf(results, 3), whole, english);
	expect(view.actions.map(({ id }) => id)).toEqual(expected);
	expect(view.progress?.text).toBe(state.progress && '3 of 5 · 1 failed · 2 a second · 1 s left');
});

test.each([
	[{ changed: 1200 }, { text: 'Changed since: 1,200', filter: { only: 'changed' } }],
	[{ changed: 't10k' }, { text: 'Changed since: t10k' }],
])('says what has changed: %j', (state, expected) => {
	expect(viewOf(state).view.counts.at(-1)).toEqual(expected);
});

test.each<[string, Partial<RunState>, ReturnType<typeof viewOf>['view']['review']]>([
	['no label is suspected', { moving: { isPossible: true } }, undefined],
	['labels are no folders', { suspected: 1, moving: { isPossible: false } }, { next: 'Next (N)' }],
	[
		'they are folders',
		{ suspected: 1, moving: { isPossible: true } },
		{ next: 'Next (N)', move: 'Move to the folder of the likelier class (M)' },
	],
	[
		'the last one was moved',
		{ moving: { isPossible: true, last: 'a.jpg' } },
		{
			next: 'Next (N)',
			move: 'Move to the folder of the likelier class (M)',
			undo: 'Move a.jpg back (U)',
		},
	],
])('offers what can be done with suspected labels: %s', (_, state, expected) => {
	expect(viewOf(state).view.review).toEqual(expected);
});

test('a list of those that have changed has these alone', () => {
	expect(filterItems(evaluation().made, { only: 'changed' }, { changed: [3, 4] })).toEqual([3, 4]);
});

test('says which label a suspected one more likely has', () => {
	expect(toItemCaption(evaluation().made, 1, english, 2).description).toContain('More likely: nine');
});

test('without true labels there is no matrix', () => {
	const { made, results } = evaluation();
	results.truth.labels.fill(-1);
	const state = { progress: undefined, running: false, versions, suspected: 0, mayBeNumbers: false };
	const view = toEvaluationView(made, figuresOf(results, 3), state, english);
	expect(view.matrix).toBeUndefined();
	expect(view.accuracy).toBe('No true labels');
	expect(view.charts.map(({ title }) => title)).toEqual(['Latency']);
});

test('tells two runs apart', () => {
	const comparison = {
		both: 4,
		same: 3,
		different: [2],
		rightInBoth: 2,
		rightInFirst: 0,
		rightInSecond: 1,
		wrongInBoth: 1,
		test: { method: 'exact', pValue: 1 },
	} as const;
	// Right, right, wrong; the failed one and the one without a true label do not count.
	const predicted = LabelRows.single([1, 0, 2, -1, 0]);
	const { matrix, ...view } = viewOf({ compared: { name: 'other', comparison, predicted } }).view.comparison ?? {};
	expect(matrix).toMatchObject({ title: 'Confusion matrix: other', rows: ['three', 'seven', 'nine'] });
	expect(matrix?.cells.map((row) => row.map(({ text }) => text))).toEqual([
		['1', '', ''],
		['', '1', '1'],
		['', '', ''],
	]);
	expect(view).toEqual({
		title: 'Compared with other',
		lines: [
			{ text: 'Same label: 3 of 4' },
			{ text: 'Labelled differently: 1', filter: { only: 'different' } },
			{ text: 'Right: 50.0% here, 75.0% there' },
			{ text: 'Right only here: 0; only there: 1' },
			{ text: "McNemar's test (exact): p = 1.0" },
		],
	});
});

test('two runs without true labels are compared by their labels alone', () => {
	const comparison = {
		both: 4,
		same: 3,
		different: [2],
		rightInBoth: 0,
		rightInFirst: 0,
		rightInSecond: 0,
		wrongInBoth: 0,
		test: { method: 'exact', pValue: 1 },
	} as const;
	const predicted = LabelRows.single([1, 0, 2, -1, 0]);
	const { view } = viewOf({ compared: { name: 'other', comparison, predicted } });
	expect(view.comparison).toEqual({
		title: 'Compared with other',
		lines: [{ text: 'Same label: 3 of 4' }, { text: 'Labelled differently: 1', filter: { only: 'different' } }],
	});
});

test('the bar shows how far that is which runs, also where it is the other run', () => {
	const ofOther = { ...progress, done: 1, total: 4 };
	expect(viewOf({ running: true, progress: ofOther }).view.progress?.share).toBe(0.25);
	expect(viewOf({ running: true }).view.progress?.share).toBe(1);
});

test.each([
	[0, 'seven', ''],
	[1, 'three → nine', 'wrong'],
	[3, 'nine ✕', 'problem'],
	[4, 'seven', ''],
])('item %i is called %s and marked %j', (index, label, mark) => {
	expect(toItemCaption(evaluation().made, index, english)).toMatchObject({ label, mark });
});

describe('of a run', () => {
	test.each<[Partial<Progress>, string]>([
		[{ failed: 0 }, '3 of 5 · 2 a second · 1 s left'],
		[{ perSecond: 1234.5, secondsLeft: 600 }, '3 of 5 · 1 failed · 1,235 a second · 10 min left'],
		[{ perSecond: 0, secondsLeft: undefined }, '3 of 5 · 1 failed'],
		[{ failed: 0, secondsLeft: 9000 }, '3 of 5 · 2 a second · 2.5 h left'],
	])('%j: %s', (change, text) => {
		expect(progressText({ ...progress, ...change }, english)).toBe(text);
	});

	test('says what is to be sent', () => {
		expect(confirmationText({ rows: 10_000, requests: 40, bytes: 2e7 }, 'prod', english)).toEqual({
			message: 'Send 10,000 digits to prod?',
			detail: '10,000 rows in about 40 requests, 20 MB in all.',
		});
	});
});
