/** What a model says of one digit. */
export interface Prediction {
	/** Class index, an integer from 0; its display name comes from the endpoint's `labels`. */
	readonly label: number;
	/** One probability per class, each 0..1, where the endpoint gives them. */
	readonly probabilities?: readonly number[];
}

/** The greatest that a label may be. Whatever is greater is an ID; a matrix of so many classes would not fit into memory. */
export const maximumLabel = 999;

/** The index of the greatest value; of equal ones the first, as XGBoost and NumPy choose. */
export function argmax(values: ArrayLike<number>): number {
	let best = 0;
	for (let index = 1; index < values.length; index++) {
		if ((values[index] as number) > (values[best] as number)) {
			best = index;
		}
	}
	return best;
}

/**
 * A label of a lower probability, 0..1, is a guess. On 5,000 photos of digits that the built-in network was not
 * trained on, 40 % of the labels below it are wrong, and 0.4 % of those above (model/network/train.py prints both).
 * A calibrated probability is the share of labels that are right, so the bound is the same for any number of classes.
 */
const doubtfulBelow = 0.9;

export interface Doubt {
	/** The likeliest of the other classes. */
	readonly alternative: number;
}

/** The doubt about a label whose probability is below {@link doubtfulBelow}; none where no probability is known. */
export function doubtOf({ label, probabilities }: Prediction): Doubt | undefined {
	const probability = probabilities?.[label];
	if (probabilities === undefined || probability === undefined || probability >= doubtfulBelow) {
		return undefined;
	}
	return { alternative: argmax(probabilities.with(label, -1)) };
}
