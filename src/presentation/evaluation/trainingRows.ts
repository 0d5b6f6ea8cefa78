import { createRandom } from '../../core/createRandom.ts';
import { toCsvRow, type PixelRange } from '../../core/csv.ts';
import { asDigit } from '../../core/image.ts';
import { itemStatus, type EvaluationResults } from '../../evaluation/results.ts';

export interface TrainingRowsOptions {
	readonly pixelRange: PixelRange;
	/** `first`: as XGBoost is trained, of items that have one; `none`: as Batch Transform takes rows. */
	readonly label: 'first' | 'none';
	/** Shuffles: the same rows in the same order for the same seed. Without one they stay in their order. */
	readonly seed?: number;
	/** How much of the rows is kept for validation, 0..1; the last of them. */
	readonly validationShare?: number;
}

/** What rows are for. */
export type RowsPart = 'train' | 'validation';

/** How many rows are written at a time. */
const chunk = 256;

export interface TrainingOrder {
	/** The digits that are rows, as rows of `predicted` and `digits`, in their order there. */
	readonly order: Uint32Array;
	/** How many of the first are to train on. */
	readonly training: number;
	/** By such a row: its label; −1: none. */
	readonly labels: Int16Array;
	/** Items of which there is no row. */
	readonly leftOut: number;
}

/** A digit of a number has the label of its place, where the number has as many digits as its true label. */
export function trainingOrder(
	{ count, status, truth, predicted, digits }: EvaluationResults,
	{ label, seed, validationShare = 0 }: TrainingRowsOptions,
): TrainingOrder {
	const rows = new Uint32Array(predicted.rowCount);
	const labels = new Int16Array(predicted.rowCount).fill(-1);
	let [length, leftOut] = [0, 0];
	for (let index = 0; index < count; index++) {
		const { from, to } = predicted.rowsOf(index);
		const isLabelled = truth.has(index) && truth.lengths[index] === to - from;
		if (digits && status[index] === itemStatus.classified && (label === 'none' || isLabelled)) {
			labels.set(isLabelled ? truth.of(index) : [], from);
			for (let row = from; row < to; row++) {
				rows[length] = row;
				length += 1;
			}
		} else {
			leftOut += 1;
		}
	}
	const order = rows.slice(0, length);
	if (seed !== undefined) {
		// Fisher and Yates, as Durstenfeld 1964 has it.
		const random = createRandom(seed);
		for (let last = order.length - 1; last > 0; last--) {
			const other = random.below(last + 1);
			[order[last], order[other]] = [order[other] as number, order[last] as number];
		}
	}
	return { order, training: length - Math.round(validationShare * length), labels, leftOut };
}

/**
 * What the model saw as CSV rows with their line breaks. In pieces, since a row has up to 16 kB. Without digits in the
 * results there are none.
 */
export function* trainingRows(
	results: EvaluationResults,
	options: TrainingRowsOptions,
	part: RowsPart,
): Generator<string, void, undefined> {
	const { digits } = results;
	if (!digits) {
		return;
	}
	const { order, training, labels } = trainingOrder(results, options);
	const toRow = (row: number): string => {
		const values = toCsvRow(asDigit(digits.get(row)), options.pixelRange);
		return options.label === 'first' ? `${labels[row]},${values}\n` : `${values}\n`;
	};
	const rows = part === 'train' ? order.subarray(0, training) : order.subarray(training);
	for (let from = 0; from < rows.length; from += chunk) {
		yield Array.from(rows.subarray(from, from + chunk), toRow).join('');
	}
}
