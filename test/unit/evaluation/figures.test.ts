import { describe, expect, test } from 'vitest';
import { LabelRows } from '../../../src/core/labelRows.ts';
import { compare } from '../../../src/evaluation/compare.ts';
import { classScores, confusionMatrix } from '../../../src/evaluation/confusionMatrix.ts';
import { figuresOf } from '../../../src/evaluation/figures.ts';
import { histogram } from '../../../src/evaluation/histogram.ts';
import { findLabelIssues } from '../../../src/evaluation/labelIssues.ts';
import { mcNemar } from '../../../src/evaluation/mcNemar.ts';
import { createResults } from '../../../src/evaluation/results.ts';
import { wilsonInterval } from '../../../src/evaluation/wilsonInterval.ts';
import { resultsOfStatistics, statistics } from './statistics.ts';

function labels(truth: readonly number[], predicted: readonly number[]) {
	return { truth: LabelRows.single(truth), predicted: LabelRows.single(predicted) };
}

describe('of 400 answers', () => {
	const figures = figuresOf(resultsOfStatistics(), statistics.classes);

	test('the confusion matrix is that of scikit-learn', () => {
		expect([...figures.matrix.counts]).toEqual(statistics.confusion);
		expect(figures).toMatchObject({ classified: 400, failed: 0, pending: 0, matrix: { classes: 4, total: 400 } });
	});

	test('precision, recall, F1 and support are those of scikit-learn', () => {
		const { precision, recall, f1, support } = statistics;
		expect(figures.scores).toEqual(
			support.map((count, label) => ({
				precision: expect.closeTo(precision[label] as number, 12) as unknown,
				recall: expect.closeTo(recall[label] as number, 12) as unknown,
				f1: expect.closeTo(f1[label] as number, 12) as unknown,
				support: count,
				given: statistics.predicted.filter((given) => given === label).length,
			})),
		);
	});

	test('latencies are those of NumPy', () => {
		const { p50, p95, p99 } = figures.latency.percentiles ?? { p50: 0, p95: 0, p99: 0 };
		[p50, p95, p99].forEach((value, at) => expect(value).toBeCloseTo(statistics.percentiles[at] as number, 9));
		expect(figures.latency.counts).toEqual(statistics.latencyCounts);
	});

	test('suspected labels are those of the paper', () => {
		const { issues, thresholds, confidentJoint } = findLabelIssues(resultsOfStatistics()) ?? {};
		thresholds?.forEach((threshold, label) => expect(threshold).toBeCloseTo(statistics.thresholds[label] as number, 7));
		expect([...(confidentJoint ?? [])]).toEqual(statistics.joint);
		expect(issues?.map(({ index, suggested, margin }) => [index, suggested, margin])).toEqual(
			statistics.issues.map(([index, suggested, margin]) => [index, suggested, expect.closeTo(margin, 6)]),
		);
		for (const { index, given } of issues ?? []) {
			expect(given).toBe(statistics.truth[index]);
		}
	});
});

test('what is unknown counts for nothing', () => {
	const results = createResults(6, { keepsDigits: false, truth: Int16Array.of(0, 1, -1, 1, 12, 2) });
	results.setClassified(0, [{ label: 0, probabilities: [0.75, 0.25] }], 5);
	results.setClassified(1, [{ label: 0 }], 5);
	results.setClassified(2, [{ label: 1, probabilities: [0.5, 0.5] }], 5);
	results.setFailed(3, { code: 'noInk' });
	results.setClassified(4, [{ label: 12, probabilities: [0.5, 0.5] }], 7);
	const figures = figuresOf(results, 10);
	expect(figures).toMatchObject({ classified: 4, failed: 1, pending: 1, right: 2, accuracy: 2 / 3 });
	expect(figures.matrix).toMatchObject({ classes: 13, total: 3 });
	expect(figures.calibration?.bins.filter(({ count }) => count > 0)).toEqual([
		{ from: 11 / 15, to: 12 / 15, count: 1, confidence: 0.75, accuracy: 1 },
	]);
	expect(figures.latency.percentiles?.p50).toBe(5);
	// The one that has both labels among the probabilities' classes is not suspected.
	expect(findLabelIssues(results)?.issues).toEqual([]);
});

test('of nothing there is no figure', () => {
	const results = createResults(2, { keepsDigits: false });
	expect(figuresOf(results, 10)).toMatchObject({
		pending: 2,
		accuracy: undefined,
		interval: undefined,
		calibration: undefined,
		latency: { counts: [], percentiles: undefined },
	});
	expect(findLabelIssues(results)).toBeUndefined();
});

test('shares of nothing are unknown', () => {
	const [first, second, third] = classScores(confusionMatrix(labels([0, 0, 0], [0, 0, 1]), 3));
	expect(first).toEqual({ precision: 1, recall: 2 / 3, f1: 0.8, support: 3, given: 2 });
	expect(second).toEqual({ precision: 0, recall: undefined, f1: 0, support: 0, given: 1 });
	expect(third).toEqual({ precision: undefined, recall: undefined, f1: undefined, support: 0, given: 0 });
});

test.each(statistics.wilson)('Wilson, %d of %d: as SciPy', (right, total, low, high) => {
	const interval = wilsonInterval(right, total);
	expect(interval.low).toBeCloseTo(low, 12);
	expect(interval.high).toBeCloseTo(high, 12);
	expect(interval.low).toBeGreaterThanOrEqual(0);
	expect(interval.high).toBeLessThanOrEqual(1);
});

test.each(statistics.mcnemar)('McNemar, %d against %d: as SciPy', (first, second, expected) => {
	const { pValue, method } = mcNemar(first, second);
	expect(method).toBe(first + second < 25 ? 'exact' : 'chiSquared');
	expect(Math.abs(pValue / expected - 1)).toBeLessThan(1e-9);
});

test('two runs are compared where both gave a label', () => {
	const first = labels([0, 1, 2, 3, -1, 5, 6, 7], [0, 1, 9, 9, 4, -1, 6, 8]);
	const second = labels([], [0, 9, 2, 8, 4, 5, -1, 8]);
	expect(compare(first, second)).toEqual({
		both: 6,
		same: 3,
		different: [1, 2, 3],
		rightInBoth: 1,
		rightInFirst: 1,
		rightInSecond: 1,
		wrongInBoth: 2,
		test: { method: 'exact', pValue: 1 },
	});
});

test.each<[string, readonly number[], readonly number[]]>([
	['all the same', [4, 4, 4], [0, 3]],
	['nothing took any time', [0, 0], [2, 0]],
	['one took very long', [...Array<number>(199).fill(1), 500], [0, 199, 1]],
	['what is unknown is left out', [NaN, 2, NaN, 2], [0, 2]],
])('a histogram: %s', (_, values, expected) => {
	expect(histogram(values, 2).counts).toEqual(expected);
});
