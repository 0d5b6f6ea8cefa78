import { giveBack } from '../core/giveBack.ts';
import { sortedPlaces } from '../core/sortedPlaces.ts';
import type { Guesses } from './calibration.ts';

/** What comes of refusing the labels less probable than a bound. */
export interface CoveragePoint {
	/** The least probability that is accepted, 0..1. */
	readonly refuseBelow: number;
	/** The share of the items that are answered, 0..1. */
	readonly coverage: number;
	/** The share of right labels among these, 0..1. */
	readonly accuracy: number;
}

/**
 * Accuracy over coverage, as El-Yaniv and Wiener 2010 call it in "On the Foundations of Noise-free Selective
 * Classification": what is right of that which the model is surest of. From low to full coverage, one point for each
 * probability that occurs, thinned to about `most` that are even in coverage; the last has all.
 */
export function coverageCurve({ probabilities, isRight }: Guesses, most = 200): CoveragePoint[] {
	const count = probabilities.length;
	const falling = new Float64Array(count);
	for (let index = 0; index < count; index++) {
		falling[index] = -(probabilities[index] as number);
	}
	const order = sortedPlaces(falling);
	const points: CoveragePoint[] = [];
	let right = 0;
	let next = 1 / most;
	for (let rank = 0; rank < count; rank++) {
		const at = order[rank] as number;
		right += isRight[at] as number;
		const refuseBelow = probabilities[at] as number;
		const isLastOfEqual = rank === count - 1 || probabilities[order[rank + 1] as number] !== refuseBelow;
		const coverage = (rank + 1) / count;
		if (isLastOfEqual && (coverage >= next || rank === count - 1)) {
			points.push({ refuseBelow, coverage, accuracy: right / (rank + 1) });
			next = (Math.floor(coverage * most) + 1) / most;
		}
	}
	giveBack(falling, order);
	return points;
}
