import { fromNumbers, fromScore, type Row } from './answerRow.ts';

/** Under which names services give what was predicted, for all rows or for one. */
const lists = ['predictions', 'outputs', 'output', 'results', 'result'];
const labels = ['label', 'predicted_label', 'prediction', 'predicted_class', 'class', 'class_id', 'digit'];
const probabilities = ['probabilities', 'probs', 'scores', 'confidences'];

/**
 * JSON values, their rows in order.
 * @param fromBody reads the text of a Lambda's answer that has come with its envelope
 * @throws SyntaxError
 */
export function fromJson(value: unknown, sent: number, fromBody: (text: string) => Row[]): Row[] {
	if (Array.isArray(value)) {
		return value.every((item) => typeof item === 'number')
			? fromNumbers(value, sent)
			: value.flatMap((item: unknown) => (Array.isArray(item) ? [fromScore(item)] : fromJson(item, 1, fromBody)));
	}
	if (typeof value !== 'object' || value === null) {
		return [{ label: value }];
	}
	const fields = value as Readonly<Record<string, unknown>>;
	const { body, statusCode = 200 } = fields;
	if (body !== undefined && Number(statusCode) === 200) {
		return typeof body === 'string' ? fromBody(body) : fromJson(body, sent, fromBody);
	}
	const list = lists.find((name) => fields[name] !== undefined);
	if (list !== undefined) {
		return fromJson(fields[list], sent, fromBody);
	}
	const label = pick(fields, labels);
	const shares = toShares(pick(fields, probabilities));
	if (label === undefined && shares === undefined) {
		return [fromScore(fields['score'])];
	}
	// One row's label may be a list of one, and be called what are its probabilities.
	return typeof label === 'object' && label !== null && shares === undefined
		? fromJson(label, sent, fromBody)
		: [{ label: Array.isArray(label) && label.length === 1 ? label[0] : label, probabilities: shares }];
}

function pick(fields: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
	return names.map((name) => fields[name]).find((value) => value !== undefined);
}

/** Probabilities are a list, or by class; null says that there are none. */
function toShares(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return value ?? undefined;
	}
	return Object.keys(value).every((name, index) => name === `${index}`) ? Object.values(value) : undefined;
}

/** One JSON value, else one per line, else several with commas between them (images 1.0-1 and 1.2-1). */
export function readJson(content: string): unknown {
	const lines = content.split('\n').filter((line) => line.trim() !== '');
	try {
		return JSON.parse(content);
	} catch {
		// Python writes NaN, and infinities, of which none can be an answer.
		const strict = (text: string): string =>
			text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) => (token.startsWith('"') ? token : 'null'));
		const parse = (text: string): unknown => JSON.parse(strict(text));
		try {
			return parse(content);
		} catch {
			return lines.length > 1 ? lines.map(parse) : parse(`[${content}]`);
		}
	}
}
