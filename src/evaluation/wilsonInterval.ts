/** Where a share lies, 0..1. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}

/** The 97.5th percentile of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The 95 % score interval of a share, without correction for continuity (Wilson 1927, "Probable Inference, the Law of
 * Succession, and Statistical Inference"): it stays within 0..1, also where all or none are right. NaN for none of 0.
 */
export function wilsonInterval(right: number, total: number): Interval {
	const share = right / total;
	const square = z ** 2 / total;
	const centre = (share + square / 2) / (1 + square);
	const half = (z * Math.sqrt((share * (1 - share)) / total + square / (4 * total))) / (1 + square);
	// Rounding may leave a hair below 0 or above 1.
	return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
