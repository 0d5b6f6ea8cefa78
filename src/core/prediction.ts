/** What a model says of one digit. */
export interface Prediction {
	/** Class index, an integer from 0; its display name comes from the endpoint's `labels`. */
	readonly label: number;
	/** One probability per class, each 0..1, where the endpoint gives them. */
	readonly probabilities?: readonly number[];
}

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
