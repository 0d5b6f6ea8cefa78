/** The test's outcome. */
export interface McNemar {
	/** How probable a difference as great as this or greater is, if both are right equally often: 0..1. */
	readonly pValue: number;
	/** `exact`: two-sided binomial; `chiSquared`: with one degree of freedom, corrected for continuity. */
	readonly method: 'exact' | 'chiSquared';
}

/** With fewer discordant pairs the chi-squared distribution is a poor approximation. */
const leastForChiSquared = 25;

/**
 * McNemar's test of two classifiers on the same items (McNemar 1947, "Note on the Sampling Error of the Difference
 * between Correlated Proportions or Percentages"), with the correction of Edwards 1948; below 25 discordant pairs, the
 * exact binomial test. Dietterich 1998, "Approximate Statistical Tests for Comparing Supervised Classification Learning
 * Algorithms", section 3.1, applies it so.
 * @param onlyFirst items that the first alone has right
 * @param onlySecond items that the second alone has right
 */
export function mcNemar(onlyFirst: number, onlySecond: number): McNemar {
	const pairs = onlyFirst + onlySecond;
	if (pairs < leastForChiSquared) {
		return { method: 'exact', pValue: Math.min(1, 2 * binomialTail(Math.min(onlyFirst, onlySecond), pairs)) };
	}
	// A difference of 0 is as corrected as one of 1 is.
	const difference = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
	return { method: 'chiSquared', pValue: complementaryErrorFunction(difference / Math.sqrt(2 * pairs)) };
}

/** The probability of at most `successes` in `trials` fair ones. */
function binomialTail(successes: number, trials: number): number {
	let term = 0.5 ** trials;
	let sum = term;
	for (let count = 1; count <= successes; count++) {
		term *= (trials - count + 1) / count;
		sum += term;
	}
	return sum;
}

/**
 * erfc(x) for x ≥ 0; a chi-squared variable of one degree of freedom exceeds 2x² with this probability. The series of
 * Abramowitz and Stegun 7.1.6 below 2, the continued fraction 7.1.14 above.
 */
function complementaryErrorFunction(x: number): number {
	const scale = Math.exp(-x * x) / Math.sqrt(Math.PI);
	if (x < 2) {
		let term = 2 * x;
		let sum = term;
		for (let n = 1; term > 1e-17 * sum; n++) {
			term *= (2 * x * x) / (2 * n + 1);
			sum += term;
		}
		return 1 - scale * sum;
	}
	let fraction = x;
	for (let n = 60; n >= 1; n--) {
		fraction = x + n / 2 / fraction;
	}
	return scale / fraction;
}
