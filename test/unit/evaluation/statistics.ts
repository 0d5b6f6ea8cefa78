import { readFileSync } from 'node:fs';
import { createResults, type EvaluationResults } from '../../../src/evaluation/results.ts';

type Tuples<Length extends readonly number[]> = readonly Length[];

interface Statistics {
	readonly classes: number;
	readonly truth: readonly number[];
	readonly predicted: readonly number[];
	readonly probabilities: readonly number[];
	readonly confusion: readonly number[];
	readonly precision: readonly number[];
	readonly recall: readonly number[];
	readonly f1: readonly number[];
	readonly support: readonly number[];
	readonly binCounts: readonly number[];
	readonly binConfidence: readonly (number | null)[];
	readonly binAccuracy: readonly (number | null)[];
	readonly ece: number;
	readonly coverage: Tuples<[refuseBelow: number, coverage: number, accuracy: number]>;
	readonly thresholds: readonly number[];
	readonly joint: readonly number[];
	readonly issues: Tuples<[index: number, suggested: number, margin: number]>;
	readonly wilson: Tuples<[right: number, total: number, low: number, high: number]>;
	readonly mcnemar: Tuples<[first: number, second: number, pValue: number]>;
	readonly latencies: readonly number[];
	readonly percentiles: readonly [number, number, number];
	readonly latencyCounts: readonly number[];
}

/** 400 answers, and what Python's libraries make of them: see statistics.py beside the file. */
export const statistics = JSON.parse(readFileSync('test/fixtures/evaluation/statistics.json', 'utf8')) as Statistics;

/** The answers as results. */
export function resultsOfStatistics(): EvaluationResults {
	const { classes, truth, predicted, probabilities, latencies } = statistics;
	const results = createResults(truth.length, { keepsDigits: false, truth: Int16Array.from(truth) });
	predicted.forEach((label, index) => {
		const row = probabilities.slice(index * classes, (index + 1) * classes);
		results.setClassified(index, [{ label: label, probabilities: row }], latencies[index] as number);
	});
	return results;
}
