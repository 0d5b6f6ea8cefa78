/** A guess: how probable the model called its label, 0..1, and whether the label was right. */
export interface Guess {
	readonly probability: number;
	readonly isRight: boolean;
}

/** The bins of equal width, as in Guo et al. */
const binCount = 15;

/**
 * The expected calibration error, 0..1: how far the share of right labels is from the mean probability, in each of 15
 * bins of the probability, weighed by the guesses in the bin (Guo et al. 2017, "On Calibration of Modern Neural
 * Networks", equation 3).
 */
export function expectedCalibrationError(guesses: readonly Guess[]): number {
	const gaps = new Float64Array(binCount);
	for (const { probability, isRight } of guesses) {
		const bin = Math.min(binCount - 1, Math.floor(probability * binCount));
		gaps[bin] = (gaps[bin] as number) + (isRight ? 1 : 0) - probability;
	}
	return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / guesses.length;
}
