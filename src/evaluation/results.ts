import { createDigitMemory, type DigitStore } from '../core/digitStore.ts';
import { grown, LabelRows } from '../core/labelRows.ts';
import type { Prediction } from '../core/prediction.ts';
import type { Problem } from '../core/problem.ts';

/** What is known of an item. Plain numbers, since there are 100,000 of them. */
export const itemStatus = { pending: 0, classified: 1, failed: 2 } as const;

/**
 * What became of the items of a dataset, by their index, in typed arrays: the state of an evaluation, from which all
 * figures and views are derived. It is filled while the evaluation runs; an item that is `pending` has yet to be
 * asked for, so that what was cancelled is continued, and what failed is tried again, by the same run.
 */
export interface EvaluationResults {
	readonly count: number;
	/** Of {@link itemStatus}. */
	readonly status: Uint8Array;
	/** True labels. May be filled anew where the rule for labels changes. */
	readonly truth: LabelRows;
	/** Labels of the endpoint, none unless classified; as many rows as the item has digits. */
	readonly predicted: LabelRows;
	/** Undefined until the first answer that has probabilities. */
	readonly probabilities: Probabilities | undefined;
	/**
	 * From sending the request that the item went with to its answer, in milliseconds; the item's own share of it where
	 * the endpoint is in this process. NaN unless classified.
	 */
	readonly milliseconds: Float32Array;
	/** What the model saw, by row of `predicted`; absent where it was not to be kept. */
	readonly digits?: DigitStore;
	/** 1: its digits are there, whether it was answered yet or not. */
	readonly ready: Uint8Array;
	/** How probable it is that an item's ink was rightly cut into digits, 0..1; 1 where nothing had to be cut. */
	readonly certainty: Float32Array;
	/**
	 * By what the file that an item was read from is known to be the same: its time in milliseconds since 1970 and its
	 * bytes, two numbers an item. NaN until it is read, and where an item has no file of its own.
	 */
	readonly stamps: Float64Array;
	/** Why items failed. */
	readonly problems: ReadonlyMap<number, Problem>;
}

/** One row of `classes` probabilities, 0..1, for each row of `predicted`; NaN where it has none. */
export interface Probabilities {
	readonly classes: number;
	/** Row-major; there may be more rows than anybody's. */
	readonly values: Float32Array;
}

export interface ResultsOptions {
	/** Whether the digits are to be kept. */
	readonly keepsDigits: boolean;
	/** Where; default: in memory. */
	readonly digits?: DigitStore;
	/** See `Dataset.labels` and `Dataset.numbers`. */
	readonly truth?: LabelRows | Int16Array | undefined;
}

/** Results that can be written to; whoever shows them takes {@link EvaluationResults}. */
export interface ResultsStore extends EvaluationResults {
	setTruth(index: number, labels: ArrayLike<number>): void;
	/** One digit, or all of a number; see `certainty`. */
	setDigits(index: number, digits: readonly Uint8Array[], certainty?: number): void;
	setStamp(index: number, stamp: { readonly mtime: number; readonly size: number }): void;
	/** One prediction for each digit. Probabilities of another length than the first ones are left out. */
	setClassified(index: number, predictions: readonly Prediction[], milliseconds: number): void;
	setFailed(index: number, problem: Problem): void;
	/** Lets go of what became of the item, so that the next run asks for it again. */
	setPending(index: number): void;
}

/** Results of `count` items, all pending. */
export function createResults(count: number, { keepsDigits, digits, truth }: ResultsOptions): ResultsStore {
	return restoreResults({
		status: new Uint8Array(count),
		truth: truth instanceof LabelRows ? truth : LabelRows.single(truth ?? new Int16Array(count).fill(-1)),
		predicted: LabelRows.none(count),
		milliseconds: new Float32Array(count).fill(NaN),
		ready: new Uint8Array(count),
		certainty: new Float32Array(count).fill(1),
		stamps: new Float64Array(2 * count).fill(NaN),
		...(keepsDigits && { digits: digits ?? createDigitMemory(count) }),
		probabilities: undefined,
		problems: new Map(),
	});
}

/** All that results consist of. */
export type ResultsParts = Pick<
	EvaluationResults,
	'status' | 'truth' | 'predicted' | 'milliseconds' | 'ready' | 'certainty' | 'stamps' | 'digits'
> & { readonly problems: Map<number, Problem>; readonly probabilities: Probabilities | undefined };

/** Results that go on with these parts. */
export function restoreResults(parts: ResultsParts): ResultsStore {
	const { status, truth, predicted, milliseconds, ready, certainty, stamps, digits, problems } = parts;
	let { probabilities } = parts;

	function setProbabilities(index: number, predictions: readonly Prediction[]): void {
		const classes = probabilities?.classes ?? predictions.find((one) => one.probabilities)?.probabilities?.length;
		if (classes === undefined) {
			return;
		}
		const length = predicted.rowCount * classes;
		const values = grown(probabilities?.values ?? new Float32Array(length).fill(NaN), length, NaN);
		if (values !== probabilities?.values) {
			probabilities = { classes, values };
		}
		for (let place = 0; place < (predicted.lengths[index] as number); place++) {
			const row = predictions[place]?.probabilities;
			const from = ((predicted.starts[index] as number) + place) * classes;
			if (row?.length === classes) {
				values.set(row, from);
			} else {
				values.fill(NaN, from, from + classes);
			}
		}
	}

	/** Each row of `predicted` keeps a row of probabilities, without any. */
	function clearProbabilities(index: number): void {
		setProbabilities(index, []);
	}

	return {
		count: status.length,
		status,
		truth,
		predicted,
		milliseconds,
		ready,
		certainty,
		stamps,
		problems,
		...(digits && { digits }),
		get probabilities() {
			return probabilities;
		},
		setTruth(index, labels) {
			truth.set(index, labels);
		},
		setDigits(index, own, whole = 1) {
			ready[index] = 1;
			certainty[index] = whole;
			predicted.clear(index, own.length);
			clearProbabilities(index);
			own.forEach((digit, place) => digits?.set((predicted.starts[index] as number) + place, digit));
		},
		setStamp(index, { mtime, size }) {
			stamps[2 * index] = mtime;
			stamps[2 * index + 1] = size;
		},
		setClassified(index, predictions, time) {
			status[index] = itemStatus.classified;
			predicted.set(
				index,
				predictions.map(({ label }) => label),
			);
			milliseconds[index] = time;
			problems.delete(index);
			setProbabilities(index, predictions);
		},
		setFailed(index, problem) {
			this.setPending(index);
			status[index] = itemStatus.failed;
			problems.set(index, problem);
		},
		setPending(index) {
			status[index] = itemStatus.pending;
			predicted.clear(index);
			milliseconds[index] = NaN;
			ready[index] = 0;
			problems.delete(index);
			clearProbabilities(index);
		},
	};
}
