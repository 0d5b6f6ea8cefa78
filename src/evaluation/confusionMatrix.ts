import type { LabelRows } from '../core/labelRows.ts';
import { align, hasNumbers, isSingle, type Labels } from './align.ts';

/** How often which label was given to which; of numbers, digit by digit as they are aligned. */
export interface ConfusionMatrix {
	readonly classes: number;
	/**
	 * Of rows and of columns: `classes`, or, of numbers, one more, which stands for no digit: a true digit in that
	 * column was missed, a given one in that row is one too many.
	 */
	readonly size: number;
	/** Row-major, `size × size`: the true label's row, the given label's column. */
	readonly counts: Uint32Array;
	/** The sum of all counts. */
	readonly total: number;
}

/** As many classes as any label needs, and no fewer than `least`. */
export function classCountOf({ truth, predicted }: Labels, least: number): number {
	const greatestOf = ({ labels }: LabelRows): number => labels.reduce((most, label) => Math.max(most, label), -1);
	return Math.max(least, greatestOf(truth) + 1, greatestOf(predicted) + 1);
}

/** Of the items that have both labels. All labels are below `classes`. */
export function confusionMatrix(labels: Labels, classes: number): ConfusionMatrix {
	const size = hasNumbers(labels) ? classes + 1 : classes;
	const counts = new Uint32Array(size * size);
	const { truth, predicted } = labels;
	let total = 0;
	const add = (own: number, given: number): void => {
		const cell = (own < 0 ? classes : own) * size + (given < 0 ? classes : given);
		counts[cell] = (counts[cell] as number) + 1;
		total += 1;
	};
	for (let index = 0; index < truth.count; index++) {
		if (!truth.has(index) || !predicted.has(index)) {
			continue;
		}
		if (isSingle(labels, index)) {
			add(truth.first(index), predicted.first(index));
		} else {
			align(truth.of(index), predicted.of(index)).forEach(([own, given]) => add(own, given));
		}
	}
	return { classes, size, counts, total };
}

/** How the digits of numbers fare. */
export interface DigitScores {
	/** Of the true numbers, all together. */
	readonly digits: number;
	/** How many digits would have to be changed, put in or left out. */
	readonly edits: number;
	/** 1 − edits ÷ digits, and no less than 0; undefined without any digit. */
	readonly accuracy: number | undefined;
}

/** Undefined where the matrix is not of numbers. */
export function digitScores({ classes, size, counts, total }: ConfusionMatrix): DigitScores | undefined {
	if (size === classes) {
		return undefined;
	}
	const extra = counts.subarray(classes * size).reduce((sum, count) => sum + count, 0);
	let right = 0;
	for (let label = 0; label < classes; label++) {
		right += counts[label * size + label] as number;
	}
	const [digits, edits] = [total - extra, total - right];
	return { digits, edits, accuracy: digits === 0 ? undefined : Math.max(0, 1 - edits / digits) };
}

/** How one class fares. Shares are 0..1, and undefined where there is nothing to take a share of. */
export interface ClassScores {
	/** Of the items that were given this label, those that have it. */
	readonly precision: number | undefined;
	/** Of the items that have this label, those that were given it. */
	readonly recall: number | undefined;
	/** The harmonic mean of precision and recall: 2·TP / (2·TP + FP + FN). */
	readonly f1: number | undefined;
	/** Items that have this label. */
	readonly support: number;
	/** Items that were given this label. */
	readonly given: number;
}

/** By label. */
export function classScores({ classes, size, counts }: ConfusionMatrix): ClassScores[] {
	return Array.from({ length: classes }, (_, label) => {
		let [support, given] = [0, 0];
		for (let other = 0; other < size; other++) {
			support += counts[label * size + other] as number;
			given += counts[other * size + label] as number;
		}
		const right = counts[label * size + label] as number;
		return {
			precision: share(right, given),
			recall: share(right, support),
			f1: share(2 * right, support + given),
			support,
			given,
		};
	});
}

function share(part: number, whole: number): number | undefined {
	return whole === 0 ? undefined : part / whole;
}
