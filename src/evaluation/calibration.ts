/** Guesses: how probable the model called its labels, and whether they were right. Both are of the same length. */
export interface Guesses {
	/** Of the label that was given, 0..1. */
	readonly probabilities: ArrayLike<number>;
	/** 1: right, 0: wrong. */
	readonly isRight: ArrayLike<number>;
}

/** A bin of a reliability diagram. */
export interface ReliabilityBin {
	/** The probabilities from `from` up to, but for the last bin, below `to`. */
	readonly from: number;
	readonly to: number;
	readonly count: number;
	/** The mean probability, 0..1; undefined where the bin is empty. */
	readonly confidence: number | undefined;
	/** The share of right labels, 0..1; undefined where the bin is empty. */
	readonly accuracy: number | undefined;
}

/** The bins of equal width, as in Guo et al. */
export const reliabilityBinCount = 15;

/** The bin of a probability, 0..14. */
export function reliabilityBinOf(probability: number): number {
	return Math.min(reliabilityBinCount - 1, Math.floor(probability * reliabilityBinCount));
}

/** The reliability diagram of Guo et al. 2017, "On Calibration of Modern Neural Networks": 15 bins of equal width. */
export function reliabilityBins({ probabilities, isRight }: Guesses): ReliabilityBin[] {
	const counts = new Uint32Array(reliabilityBinCount);
	const sums = new Float64Array(reliabilityBinCount);
	const right = new Uint32Array(reliabilityBinCount);
	for (let index = 0; index < probabilities.length; index++) {
		const probability = probabilities[index] as number;
		const bin = reliabilityBinOf(probability);
		counts[bin] = (counts[bin] as number) + 1;
		sums[bin] = (sums[bin] as number) + probability;
		right[bin] = (right[bin] as number) + (isRight[index] as number);
	}
	return Array.from(counts, (count, bin) => ({
		from: bin / reliabilityBinCount,
		to: (bin + 1) / reliabilityBinCount,
		count,
		confidence: count === 0 ? undefined : (sums[bin] as number) / count,
		accuracy: count === 0 ? undefined : (right[bin] as number) / count,
	}));
}

/**
 * The expected calibration error, 0..1: how far the share of right labels is from the mean probability, in each bin,
 * weighed by the guesses in the bin (Guo et al., equation 3). NaN without any guess.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
	let gaps = 0;
	let total = 0;
	for (const { count, confidence = 0, accuracy = 0 } of bins) {
		gaps += count * Math.abs(accuracy - confidence);
		total += count;
	}
	return gaps / total;
}
