import type { Classified } from '../app/outcome.ts';
import { toCsvLine } from './csvLine.ts';
import { labelOf, nameOf } from './labels.ts';
import type { Locale } from './locale.ts';
import type { Comparison, ShownPicture } from './pictureState.ts';
import { describeProblem } from './problems/describeProblem.ts';

/** What an endpoint says of a digit, or why it says nothing. */
interface Answer {
	readonly label?: string;
	/** The label of the whole picture, where it has several digits. */
	readonly number?: string;
	/** By class name. */
	readonly probabilities?: ReadonlyMap<string, number>;
	readonly error?: string;
}

/** One digit of a picture; a picture without any answer is one, too. */
interface Row {
	readonly file: string;
	readonly answer: Answer;
	/** Of the endpoint that it is compared with. */
	readonly other?: Answer & { readonly endpoint: string };
}

/** Its name, and its value where a row has one. */
type Column = readonly [name: string, value: (row: Row) => string | undefined];

/**
 * All results as a table by RFC 4180: `file`, `label`, a `probability_` for each class that any of them has, `error`.
 * A row is a digit, so that a picture of several has several; `number` then says what all of them read. Where pictures
 * are compared, the same of the other endpoint follows, as `compared_`. Numbers are written as ECMAScript and Python
 * write them.
 */
export function toResultsCsv(pictures: readonly ShownPicture[], locale: Locale): string {
	const rows = pictures.flatMap((picture) => toRows(picture, locale));
	const columns: readonly Column[] = [
		['file', ({ file }) => file],
		...answerColumns('', rows, ({ answer }) => answer),
		...(rows.some(({ other }) => other) ? comparedColumns(rows) : []),
		['error', ({ answer }) => answer.error],
	];
	const lines = rows.map((row) => columns.map(([, value]) => value(row) ?? ''));
	return [columns.map(([name]) => name), ...lines].map(toCsvLine).join('');
}

function comparedColumns(rows: readonly Row[]): Column[] {
	const hasErrors = rows.some(({ other }) => other?.error !== undefined);
	return [
		['compared_endpoint', ({ other }) => other?.endpoint],
		...answerColumns('compared_', rows, ({ other }) => other),
		...(hasErrors ? [['compared_error', ({ other }) => other?.error] satisfies Column] : []),
	];
}

function answerColumns(prefix: string, rows: readonly Row[], answerOf: (row: Row) => Answer | undefined): Column[] {
	const classes = [...new Set(rows.flatMap((row) => [...(answerOf(row)?.probabilities?.keys() ?? [])]))];
	const hasNumbers = rows.some((row) => answerOf(row)?.number !== undefined);
	return [
		...(hasNumbers ? [[`${prefix}number`, (row) => answerOf(row)?.number] satisfies Column] : []),
		[`${prefix}label`, (row) => answerOf(row)?.label],
		...classes.map(
			(name) =>
				[`${prefix}probability_${name}`, (row) => answerOf(row)?.probabilities?.get(name)?.toString()] satisfies Column,
		),
	];
}

function toRows({ title: { path: file }, state: picture }: ShownPicture, locale: Locale): Row[] {
	switch (picture.state) {
		case 'waiting':
			return [{ file, answer: {} }];
		case 'cancelled':
			return [{ file, answer: { error: locale.t('cancelled') } }];
		case 'remembered':
			return [{ file, answer: { error: picture.message } }];
		case 'failed':
			return [{ file, answer: { error: describeProblem(picture.outcome.problem, locale).message } }];
		case 'classified': {
			const { outcome, comparison } = picture;
			return toAnswers(outcome).map((answer, index) => {
				const other = comparison && toOther(comparison, index, locale);
				return { file, answer, ...(other && { other }) };
			});
		}
	}
}

/** None while the other endpoint is still asked. */
function toOther({ endpoint, outcome }: Comparison, index: number, locale: Locale): Row['other'] {
	if (!outcome) {
		return undefined;
	}
	const answer = outcome.ok ? toAnswers(outcome)[index] : { error: describeProblem(outcome.problem, locale).message };
	return { endpoint: endpoint.name, ...answer };
}

function toAnswers(outcome: Classified): Answer[] {
	const { predictions, endpoint } = outcome;
	const number = predictions.length > 1 ? { number: labelOf(outcome) } : {};
	return predictions.map(({ label, probabilities = [] }) => ({
		...number,
		label: nameOf(label, endpoint),
		probabilities: new Map(probabilities.map((value, index) => [nameOf(index, endpoint), value])),
	}));
}
