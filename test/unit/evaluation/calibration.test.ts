import { describe, expect, test } from 'vitest';
import { coverageCurve } from '../../../src/evaluation/coverage.ts';
import { guessesOf } from '../../../src/evaluation/figures.ts';
import {
	expectedCalibrationError,
	reliabilityBinOf,
	reliabilityBins,
	type Guesses,
} from '../../../src/evaluation/calibration.ts';
import { resultsOfStatistics, statistics } from './statistics.ts';

function guesses(...groups: readonly (readonly [probability: number, right: number, wrong: number])[]): Guesses {
	return {
		probabilities: groups.flatMap(([probability, right, wrong]) => Array<number>(right + wrong).fill(probability)),
		isRight: groups.flatMap(([, right, wrong]) => [...Array<number>(right).fill(1), ...Array<number>(wrong).fill(0)]),
	};
}

describe('expected calibration error', () => {
	test.each([
		['as many are right as was said', guesses([0.75, 3, 1]), 0],
		['sure and right', guesses([1, 5, 0]), 0],
		['sure and wrong', guesses([1, 0, 5]), 1],
		['too sure', guesses([0.9, 7, 3]), 0.2],
		['not sure enough', guesses([0.5, 8, 2]), 0.3],
		['bins weighed by their guesses', guesses([0.9, 7, 3], [0.5, 15, 15]), (10 * 0.2) / 40],
		['errors of one bin cancel out', guesses([0.94, 10, 0], [0.96, 9, 1]), 0],
		['of 400 answers', guessesOf(resultsOfStatistics()), statistics.ece],
	])('%s', (_, all, expected) => {
		expect(expectedCalibrationError(reliabilityBins(all))).toBeCloseTo(expected, 10);
	});
});

test('the calibration error of no guess is unknown', () => {
	expect(expectedCalibrationError(reliabilityBins(guesses()))).toBeNaN();
});

test('the reliability diagram is that of NumPy and SciPy', () => {
	const bins = reliabilityBins(guessesOf(resultsOfStatistics()));
	expect(bins.map(({ count }) => count)).toEqual(statistics.binCounts);
	for (const [bin, { confidence, accuracy, from, to }] of bins.entries()) {
		expect([from, to].map((edge) => Math.round(edge * 15))).toEqual([bin, bin + 1]);
		expect(confidence ?? null).toEqual(closeTo(statistics.binConfidence[bin]));
		expect(accuracy ?? null).toEqual(closeTo(statistics.binAccuracy[bin]));
	}
});

test.each([
	[0, 0],
	[0.5, 7],
	[0.9333, 13],
	[0.9334, 14],
	[1, 14],
	// 32-bit floats may exceed 1 a little.
	[1.0000001, 14],
])('the bin of %d is %d', (probability, bin) => {
	expect(reliabilityBinOf(probability)).toBe(bin);
});

describe('accuracy over coverage', () => {
	test('is that of NumPy at every probability that occurs', () => {
		const points = coverageCurve(guessesOf(resultsOfStatistics()), 400);
		expect(points).toHaveLength(statistics.coverage.length);
		for (const [at, [refuseBelow, coverage, accuracy]] of statistics.coverage.entries()) {
			expect(points[at]).toEqual({
				refuseBelow: closeTo(refuseBelow),
				coverage: closeTo(coverage),
				accuracy: closeTo(accuracy),
			});
		}
	});

	test.each([
		['thinned, its points are some of these, and the last has all', 20],
		['to one', 1],
	])('%s', (_, most) => {
		const all = coverageCurve(guessesOf(resultsOfStatistics()), 400);
		const points = coverageCurve(guessesOf(resultsOfStatistics()), most);
		expect(points.length).toBeLessThanOrEqual(most);
		expect(all).toEqual(expect.arrayContaining(points));
		expect(points.at(-1)).toMatchObject({ coverage: 1 });
	});

	test('takes equal probabilities all together', () => {
		expect(coverageCurve(guesses([0.9, 1, 0], [0.5, 1, 2]))).toEqual([
			{ refuseBelow: 0.9, coverage: 0.25, accuracy: 1 },
			{ refuseBelow: 0.5, coverage: 1, accuracy: 0.5 },
		]);
	});

	test('of nothing has no point', () => {
		expect(coverageCurve(guesses())).toEqual([]);
	});
});

function closeTo(value: number | null | undefined): unknown {
	return value === null || value === undefined ? null : (expect.closeTo(value, 7) as unknown);
}
