import type { Evaluation } from '../../app/evaluation.ts';
import type { LabelRows } from '../../core/labelRows.ts';
import { confidenceOf } from '../../evaluation/figures.ts';
import { itemStatus, type EvaluationResults } from '../../evaluation/results.ts';
import { describeProblem } from '../problems/describeProblem.ts';
import type { Locale } from '../locale.ts';

/** An item as it is exported. */
export interface ItemView {
	readonly file: string;
	/** The name of the true class, or the true number. */
	readonly truth: string | undefined;
	/** The name of the class, or the number, that the endpoint gave. */
	readonly predicted: string | undefined;
	/** One row for each digit, by label, 0..1; a row is empty where they are not known. */
	readonly probabilities: readonly (readonly number[])[];
	/** See `confidenceOf`. */
	readonly confidence: number | undefined;
	/** Of the request that it went with. */
	readonly milliseconds: number | undefined;
	/** Why it failed, in words. */
	readonly error: string | undefined;
}

/** The name of a class: its number, where it has none. */
export function classNameOf(label: number, { classes }: Pick<Evaluation, 'classes'>): string {
	return classes[label] ?? `${label}`;
}

export function toItemView(evaluation: Evaluation, index: number, locale: Locale): ItemView {
	const { results, nameOf } = evaluation;
	const { truth, predicted, milliseconds, problems, status } = results;
	const isClassified = status[index] === itemStatus.classified;
	const problem = problems.get(index);
	const confidence = confidenceOf(results, index);
	const nameFrom = (rows: LabelRows): string | undefined =>
		rows.has(index) ? Array.from(rows.of(index), (label) => classNameOf(label, evaluation)).join('') : undefined;
	return {
		file: nameOf(index),
		truth: nameFrom(truth),
		predicted: isClassified ? nameFrom(predicted) : undefined,
		probabilities: probabilityRows(results, index),
		confidence: confidence === undefined ? undefined : Number(confidence.toPrecision(6)),
		milliseconds: isClassified ? Number((milliseconds[index] as number).toFixed(3)) : undefined,
		error: problem && describeProblem(problem, locale).message,
	};
}

function probabilityRows({ predicted, probabilities }: EvaluationResults, index: number): number[][] {
	const { from, to } = predicted.rowsOf(index);
	return Array.from({ length: to - from }, (_, place) => {
		const { classes = 0, values } = probabilities ?? {};
		const row = values?.subarray((from + place) * classes, (from + place + 1) * classes);
		return row && !Number.isNaN(row[0]) ? Array.from(row, toShortest) : [];
	});
}

/** The shortest decimal of those that are the same 32-bit float: 0.1, and not 0.10000000149011612. */
function toShortest(value: number): number {
	for (let digits = 6; digits < 9; digits++) {
		const short = Number(value.toPrecision(digits));
		if (Math.fround(short) === value) {
			return short;
		}
	}
	return Number(value.toPrecision(9));
}
