import { giveBack } from '../core/giveBack.ts';
import { expectedCalibrationError, reliabilityBins, type Guesses, type ReliabilityBin } from './calibration.ts';
import { isMistake } from './align.ts';
import { classCountOf, classScores, confusionMatrix, digitScores } from './confusionMatrix.ts';
import type { ClassScores, ConfusionMatrix, DigitScores } from './confusionMatrix.ts';
import { coverageCurve, type CoveragePoint } from './coverage.ts';
import { histogram, type Histogram } from './histogram.ts';
import { itemStatus, type EvaluationResults } from './results.ts';
import { wilsonInterval, type Interval } from './wilsonInterval.ts';

/** How good the endpoint is, as far as the results go. Shares are 0..1. */
export interface Figures {
	readonly classified: number;
	readonly failed: number;
	readonly pending: number;
	/** Items that are classified and have a true label; the rest is of these. */
	readonly judged: number;
	/** Items whose label is right; of a number all of its digits. */
	readonly right: number;
	/** Undefined where no item has both labels. */
	readonly accuracy: number | undefined;
	/** Of the accuracy, with 95 % confidence. */
	readonly interval: Interval | undefined;
	readonly matrix: ConfusionMatrix;
	/** Undefined where no item is a number. */
	readonly digits: DigitScores | undefined;
	/** By label. */
	readonly scores: readonly ClassScores[];
	/** Undefined where no item has both labels and probabilities. */
	readonly calibration:
		| { readonly bins: readonly ReliabilityBin[]; readonly error: number; readonly coverage: readonly CoveragePoint[] }
		| undefined;
	/** Of the requests that the items went with, in milliseconds. */
	readonly latency: Histogram;
}

/** @param leastClasses there are as many classes, or more where any label needs them */
export function figuresOf(results: EvaluationResults, leastClasses: number): Figures {
	const matrix = confusionMatrix(results, classCountOf(results, leastClasses));
	const { judged, right } = judge(results);
	const failed = countOf(results, itemStatus.failed);
	const pending = countOf(results, itemStatus.pending);
	const guesses = guessesOf(results);
	const calibration = calibrationOf(guesses);
	// While a run lasts there are figures ten times a second: those of 100,000 would fill the memory with what is done with.
	giveBack(guesses.probabilities, guesses.isRight);
	return {
		classified: results.count - failed - pending,
		failed,
		pending,
		judged,
		right,
		accuracy: judged === 0 ? undefined : right / judged,
		interval: judged === 0 ? undefined : wilsonInterval(right, judged),
		matrix,
		digits: digitScores(matrix),
		scores: classScores(matrix),
		calibration,
		latency: histogram(results.milliseconds),
	};
}

function calibrationOf(guesses: Guesses): Figures['calibration'] {
	if (guesses.probabilities.length === 0) {
		return undefined;
	}
	const bins = reliabilityBins(guesses);
	return { bins, error: expectedCalibrationError(bins), coverage: coverageCurve(guesses) };
}

/**
 * The probability of the label that was given to the item, 0..1; undefined where none is known. That of a number is the
 * product of its digits', as far as these are independent, times the certainty that they were rightly cut.
 */
export function confidenceOf(results: EvaluationResults, index: number): number | undefined {
	const confidence = confidenceOrNaN(results, index);
	return Number.isNaN(confidence) ? undefined : confidence;
}

/** NaN where none is known: a number that may also be undefined is an object each time. */
function confidenceOrNaN({ predicted, probabilities, certainty }: EvaluationResults, index: number): number {
	if (!probabilities || !predicted.has(index)) {
		return NaN;
	}
	const { classes, values } = probabilities;
	const start = predicted.starts[index] as number;
	const end = start + (predicted.lengths[index] as number);
	let confidence = certainty[index] as number;
	for (let row = start; row < end; row++) {
		const label = predicted.at(row);
		confidence *= label < classes ? (values[row * classes + label] as number) : NaN;
	}
	return confidence;
}

/** Of the items that have both labels and a probability, in their order. */
export function guessesOf(results: EvaluationResults): { probabilities: Float32Array; isRight: Uint8Array } {
	const confidences = new Float32Array(results.count);
	const isRight = new Uint8Array(results.count);
	let count = 0;
	for (let index = 0; index < results.count; index++) {
		const confidence = confidenceOrNaN(results, index);
		if (!Number.isNaN(confidence) && results.truth.has(index)) {
			confidences[count] = confidence;
			isRight[count] = isMistake(results, index) ? 0 : 1;
			count += 1;
		}
	}
	return { probabilities: confidences.subarray(0, count), isRight: isRight.subarray(0, count) };
}

function judge({ count, truth, predicted }: EvaluationResults): { readonly judged: number; readonly right: number } {
	let [judged, right] = [0, 0];
	for (let index = 0; index < count; index++) {
		if (truth.has(index) && predicted.has(index)) {
			judged += 1;
			right += truth.isSame(index, predicted) ? 1 : 0;
		}
	}
	return { judged, right };
}

function countOf({ status }: EvaluationResults, wanted: number): number {
	return status.reduce((count, one) => count + (one === wanted ? 1 : 0), 0);
}
