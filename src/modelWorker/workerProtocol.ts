import { asDigit, digitPixels, type Digit } from '../core/image.ts';
import type { Prediction } from '../core/prediction.ts';
import type { LocalModel } from '../models/classifyDigits.ts';

/** To the worker, which answers each with a `Reply<Answers>`. */
export interface ClassifyRequest {
	/** Its memory is shared, so that it costs nothing to send. */
	readonly model: LocalModel;
	/** `n × 784`. */
	readonly digits: Uint8Array<ArrayBuffer>;
}

/** Predictions as plain arrays: objects would take longer to send than to work out. */
export interface Answers {
	/** `n` long. */
	readonly labels: Uint16Array<ArrayBuffer>;
	/** A row for each digit; empty where there are none. */
	readonly probabilities: Float64Array<ArrayBuffer>;
}

/** One after the other. */
export function joinDigits(digits: readonly Digit[]): Uint8Array<ArrayBuffer> {
	const joined = new Uint8Array(digits.length * digitPixels);
	digits.forEach((digit, index) => joined.set(digit, index * digitPixels));
	return joined;
}

/** The opposite of {@link joinDigits}; they share the memory. */
export function splitDigits(joined: Uint8Array): Digit[] {
	return Array.from({ length: joined.length / digitPixels }, (_, index) =>
		asDigit(joined.subarray(index * digitPixels, (index + 1) * digitPixels)),
	);
}

export function toAnswers(predictions: readonly Prediction[]): Answers {
	const labels = Uint16Array.from(predictions, ({ label }) => label);
	const classes = predictions[0]?.probabilities?.length ?? 0;
	const probabilities = new Float64Array(predictions.length * classes);
	predictions.forEach((prediction, row) => probabilities.set(prediction.probabilities ?? [], row * classes));
	return { labels, probabilities };
}

export function toPredictions({ labels, probabilities }: Answers): Prediction[] {
	const classes = probabilities.length / labels.length;
	const predictions: Prediction[] = [];
	for (let row = 0; row < labels.length; row++) {
		const label = labels[row] as number;
		const from = row * classes;
		predictions.push(classes === 0 ? { label } : new Answer(label, numbersOf(probabilities, from, from + classes)));
	}
	return predictions;
}

/** A class, since V8 may take for old what one literal makes so often, and keep it. */
class Answer implements Prediction {
	constructor(
		readonly label: number,
		readonly probabilities: readonly number[],
	) {}
}

/** Without an object for each number, as `Array.from` makes of an array of numbers. */
function numbersOf(table: Float64Array, from: number, to: number): readonly number[] {
	return Array.from({ length: to - from }, (_, place) => table[from + place] as number);
}
