import { ProblemError } from './problem.ts';
import { argmax, type Prediction } from './prediction.ts';

/** `excerpt` is the first 200 characters of what came back. */
export type AnswerProblem =
	| { readonly code: 'answerUnreadable'; readonly excerpt: string }
	| { readonly code: 'answerRowCount'; readonly expected: number; readonly received: number; readonly excerpt: string }
	| { readonly code: 'answerLabelRange'; readonly label: number; readonly classes: number; readonly excerpt: string };

declare module './problem.ts' {
	interface Problems {
		readonly answer: AnswerProblem;
	}
}

export interface AnswerContext {
	/** The number of rows that were sent; each needs one prediction. */
	readonly rows: number;
	/** The number of classes, where it is known: labels are 0..classes − 1. */
	readonly classes?: number | undefined;
	/** The answer's `Content-Type`; the text alone decides, but for HTML. */
	readonly contentType?: string | null | undefined;
}

/** What stands for one row, before it is checked. */
interface Row {
	readonly label?: unknown;
	readonly probabilities?: unknown;
}

/** How far a row of probabilities may be from a sum of 1: services round them. */
const sumTolerance = 0.02;
/** Probabilities come as 32-bit floats, so 1 may be a little exceeded. */
const rangeTolerance = 1e-6;

/**
 * Reads what a model server answers to `rows` rows: labels or probabilities as CSV, JSON, JSON lines or lists in
 * brackets, as SageMaker's XGBoost containers of all versions, selectable inference and common REST services
 * write them. As `1.0,7.0` may be two labels or one row of two probabilities, the number of rows sent decides.
 *
 * @returns one prediction per row, in order.
 * @throws ProblemError of an `AnswerProblem`; never guesses.
 */
export function parseAnswer(text: string, context: AnswerContext): Prediction[] {
	const excerpt = text.slice(0, 200);
	const unreadable = (cause?: unknown) => new ProblemError({ code: 'answerUnreadable', excerpt }, { cause });
	const content = text.trim();
	if (content === '' || content.startsWith('<') || /\bx?html\b/i.test(context.contentType ?? '')) {
		throw unreadable();
	}
	let rows: Row[];
	try {
		rows = /^[[{]/.test(content)
			? fromJson(readJson(content), context.rows)
			: fromLines(
					content.split('\n').filter((line) => line.trim() !== ''),
					context.rows,
				);
	} catch (error) {
		throw unreadable(error);
	}
	if (rows.length !== context.rows) {
		throw new ProblemError({ code: 'answerRowCount', expected: context.rows, received: rows.length, excerpt });
	}
	return rows.map(({ label, probabilities }) => {
		if (probabilities !== undefined && !isDistribution(probabilities)) {
			throw unreadable();
		}
		const index = label ?? (probabilities && argmax(probabilities));
		if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) {
			throw unreadable();
		}
		const classes = Math.min(context.classes ?? Infinity, probabilities?.length ?? Infinity);
		if (index >= classes) {
			throw new ProblemError({ code: 'answerLabelRange', label: index, classes, excerpt });
		}
		return probabilities ? { label: index, probabilities } : { label: index };
	});
}

/** One JSON value, else one per line, else several with commas between them (images 1.0-1 and 1.2-1). */
function readJson(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		const lines = content.split('\n').filter((line) => line.trim() !== '');
		return lines.length > 1 ? lines.map((line) => JSON.parse(line) as unknown) : JSON.parse(`[${content}]`);
	}
}

function fromJson(value: unknown, sent: number): Row[] {
	if (Array.isArray(value)) {
		return value.every((item) => typeof item === 'number')
			? fromNumbers(value, sent)
			: value.flatMap((item: unknown) => (Array.isArray(item) ? [fromScore(item)] : fromJson(item, 1)));
	}
	if (typeof value !== 'object' || value === null) {
		return [{ label: value }];
	}
	const {
		predictions,
		predicted_label,
		label = predicted_label,
		probabilities,
		score,
	} = value as Record<string, unknown>;
	if (predictions !== undefined) {
		return fromJson(predictions, sent);
	}
	if (label === undefined && probabilities === undefined) {
		return [fromScore(score)];
	}
	return [{ label, probabilities: probabilities ?? undefined }];
}

/** A score is a label, or a list of probabilities; a list of one is a label. */
function fromScore(score: unknown): Row {
	if (!Array.isArray(score)) {
		return { label: score };
	}
	return score.length === 1 ? { label: score[0] as unknown } : { probabilities: score };
}

/** Numbers without any rows marked among them. */
function fromNumbers(numbers: readonly number[], sent: number): Row[] {
	const areLabels = numbers.length <= 1 || (sent > 1 && (numbers.length === sent || numbers.every(Number.isInteger)));
	return areLabels ? numbers.map((label) => ({ label })) : [{ probabilities: numbers }];
}

function fromLines(lines: readonly string[], sent: number): Row[] {
	const [first, ...others] = lines.map(splitFields);
	if (first && others.length === 0 && first.every((field) => !field.startsWith('['))) {
		return fromNumbers(first.map(toNumber), sent);
	}
	return [first ?? [], ...others].map((fields) =>
		fields.some((field) => field.startsWith('[')) ? fromColumns(fields) : fromScore(fields.map(toNumber)),
	);
}

/**
 * Selectable inference: the chosen columns in an order that only the endpoint knows, lists in quotes. Among them
 * may be the classes (`labels`), raw scores, and the winner's probability, which may be `1.0` and look like a label.
 */
function fromColumns(fields: readonly string[]): Row {
	const lists = fields.filter((field) => field.startsWith('[')).map((field) => JSON.parse(field) as unknown);
	const labels = fields
		.filter((field) => !field.startsWith('['))
		.map(toNumber)
		.filter(Number.isInteger);
	const probabilities = lists.find(isDistribution);
	if (!probabilities) {
		return { label: labels.length === 1 ? labels[0] : undefined };
	}
	if (labels.length > 0 && !labels.includes(argmax(probabilities))) {
		throw new SyntaxError('No column is the label of the greatest probability');
	}
	return { probabilities };
}

/** The fields of a CSV line; those in double quotes may hold commas. */
function splitFields(line: string): string[] {
	return (line.match(/(?:"[^"]*"|[^",])+|(?<=,|^)(?=,|$)/g) ?? []).map((field) =>
		field.trim().replace(/^"(.*)"$/, '$1'),
	);
}

function toNumber(field: string): number {
	if (!/^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(field)) {
		throw new SyntaxError(`Not a number: ${field}`);
	}
	return Number(field);
}

function isDistribution(value: unknown): value is number[] {
	if (!Array.isArray(value) || value.length < 2) {
		return false;
	}
	const inRange = value.every((item) => typeof item === 'number' && item >= 0 && item <= 1 + rangeTolerance);
	return inRange && Math.abs((value as number[]).reduce((sum, item) => sum + item, 0) - 1) <= sumTolerance;
}
