import { fromJson, readJson } from './answerJson.ts';
import { fromPlaces, type AnswerPlaces } from './answerPlaces.ts';
import { isDistribution, type Row } from './answerRow.ts';
import { fromText, readTable } from './answerText.ts';
import { argmax, maximumLabel, type Prediction } from './prediction.ts';
import { ProblemError } from './problem.ts';

interface AnswerFacts {
	/** The first 200 characters of what came back. */
	readonly excerpt: string;
	/** By what the service finds the request in its log. */
	readonly requestId?: string;
}

export type AnswerProblem =
	| (AnswerFacts & { readonly code: 'answerUnreadable' })
	| (AnswerFacts & { readonly code: 'answerRowCount'; readonly expected: number; readonly received: number })
	| (AnswerFacts & { readonly code: 'answerLabelRange'; readonly label: number; readonly classes: number });

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
	/** The classes' names, which an answer may have in place of their numbers. */
	readonly labels?: readonly string[] | undefined;
	/** Where label and probabilities stand; without it, they are looked for. */
	readonly places?: AnswerPlaces | undefined;
	/** The answer's `Content-Type`; the text alone decides, but for HTML. */
	readonly contentType?: string | undefined;
	/** What problems tell of the request. */
	readonly requestId?: string | undefined;
}

/**
 * Reads what a model server answers to `rows` rows: labels or probabilities as CSV, JSON, JSON lines or lists in
 * brackets, as SageMaker's XGBoost containers of all versions, selectable inference and common REST services
 * write them. As `1.0,7.0` may be two labels or one row of two probabilities, the number of rows sent decides.
 *
 * Single numbers from 0 to 1, one of them no whole number, are probabilities of the second of two classes, as
 * `binary:logistic` answers, unless there are known to be more classes.
 *
 * @returns one prediction per row, in order.
 * @throws ProblemError of an `AnswerProblem`; never guesses.
 */
export function parseAnswer(text: string, context: AnswerContext): Prediction[] {
	const { labels, classes: classCount = labels?.length, requestId } = context;
	const facts = { excerpt: text.slice(0, 200), ...(requestId !== undefined && { requestId }) };
	const unreadable = (cause?: unknown) => new ProblemError({ code: 'answerUnreadable', ...facts }, { cause });
	if (/\bx?html\b/i.test(context.contentType ?? '')) {
		throw unreadable();
	}
	let rows: Row[];
	try {
		rows = readRows(text, context, 0);
	} catch (error) {
		throw unreadable(error);
	}
	if (rows.length !== context.rows) {
		throw new ProblemError({ code: 'answerRowCount', expected: context.rows, received: rows.length, ...facts });
	}
	const areShares =
		(classCount ?? 2) === 2 &&
		rows.some(({ label, probabilities }) => probabilities === undefined && isFraction(label));
	return rows.map(({ label, probabilities }) => {
		if (probabilities !== undefined && !isDistribution(probabilities)) {
			throw unreadable();
		}
		const index = toIndex(label, labels) ?? (probabilities && argmax(probabilities));
		if (areShares && typeof index === 'number' && index >= 0 && index <= 1) {
			return { label: index > 0.5 ? 1 : 0, probabilities: [1 - index, index] };
		}
		if (areShares || typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > maximumLabel) {
			throw unreadable();
		}
		const classes = Math.min(classCount ?? Infinity, probabilities?.length ?? Infinity);
		if (index >= classes) {
			throw new ProblemError({ code: 'answerLabelRange', label: index, classes, ...facts });
		}
		return probabilities ? { label: index, probabilities } : { label: index };
	});
}

/** @throws SyntaxError */
function readRows(text: string, context: AnswerContext, depth: number): Row[] {
	const content = text.trim();
	if (content === '' || content.startsWith('<') || depth > 2) {
		throw new SyntaxError('No answer');
	}
	const isJson = /^(?:[[{]|"(?:[^"\\]|\\.)*"$)/.test(content);
	const { places } = context;
	if (places) {
		return isJson
			? fromPlaces(readJson(content), places)
			: readTable(content).flatMap((fields) => fromPlaces(fields, places));
	}
	return isJson
		? fromJson(readJson(content), context.rows, (body) => readRows(body, context, depth + 1))
		: fromText(content, context.rows, (name) => !isWhole(name) && indexOfName(name, context.labels) !== undefined);
}

/** A label as a number; one that is a text is a number in it, or a class's name. Null and undefined are none. */
function toIndex(label: unknown, labels: readonly string[] | undefined): unknown {
	if (typeof label !== 'string') {
		return label;
	}
	const text = label.trim();
	return indexOfName(text, labels) ?? (isWhole(text) ? Number(text) : label);
}

function isFraction(label: unknown): boolean {
	const value = typeof label === 'string' ? Number(label) : label;
	return typeof value === 'number' && value > 0 && value < 1;
}

function isWhole(text: string): boolean {
	return /^\d+(\.0*)?$/.test(text);
}

function indexOfName(text: string, labels: readonly string[] | undefined): number | undefined {
	const index = labels?.findIndex((label) => label.toLowerCase() === text.toLowerCase()) ?? -1;
	return index === -1 ? undefined : index;
}
