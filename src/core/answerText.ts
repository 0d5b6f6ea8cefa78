import { fromNumbers, fromScore, isDistribution, pickLabel, type Row } from './answerRow.ts';
import { argmax } from './prediction.ts';

/**
 * CSV: a line for each row, or labels with commas between them.
 * @param isName whether a text is the name of a class
 * @throws SyntaxError
 */
export function fromText(content: string, sent: number, isName: (text: string) => boolean): Row[] {
	const lines = content.split('\n').filter((line) => line.trim() !== '');
	const table = lines.map(splitFields);
	const [first, ...others] = table;
	if (first && others.length === 0 && sent > 1 && first.every((field) => !field.startsWith('['))) {
		return first.some(isName)
			? first.map((label) => ({ label: toLabel(label, isName) }))
			: fromNumbers(first.map(toNumber), sent);
	}
	const isSelectable = !isProbabilities(table);
	return table.map((fields) =>
		fields.length === 1 && !fields[0]?.startsWith('[')
			? { label: toLabel(fields[0] as string, isName) }
			: isSelectable
				? fromColumns(fields, isName)
				: fromScore(fields.map(toNumber)),
	);
}

/** The fields of each line, as numbers and lists where they are such. */
export function readTable(content: string): unknown[][] {
	const lines = content.split('\n').filter((line) => line.trim() !== '');
	return lines.map((line) =>
		splitFields(line).map((field): unknown =>
			field.startsWith('[') ? JSON.parse(field) : isNumber(field) ? Number(field) : field,
		),
	);
}

/**
 * Whether every line is probabilities. Two columns of a whole number and a fraction may sum to 1 as well: a label and
 * its probability, such as `0,1.0`.
 */
function isProbabilities(table: readonly (readonly string[])[]): boolean {
	const isLabelled = ([one, other, ...rest]: readonly string[]): boolean =>
		rest.length === 0 && one === '0' && other !== undefined && /^\d*\.\d/.test(other) && Number(other) > 0.5;
	return table.every((fields) => isDistribution(fields.map(Number))) && !table.some(isLabelled);
}

/**
 * Selectable inference: the chosen columns in an order that only the endpoint knows, lists in quotes. Among them
 * may be the classes (`labels`), raw scores, and the winner's probability, which may be `1.0` and look like a label;
 * what the objective has not is `nan`.
 */
function fromColumns(fields: readonly string[], isName: (text: string) => boolean): Row {
	const lists = fields.filter((field) => field.startsWith('[')).map((field) => JSON.parse(field) as unknown);
	const plain = fields.filter((field) => !field.startsWith('[') && !/^nan$/i.test(field));
	const name = plain.find(isName);
	const numbers = plain.filter((field) => field !== name).map(toNumber);
	const label = name ?? pickLabel(plain);
	const probabilities = lists.find(isDistribution);
	if (!probabilities) {
		return { label };
	}
	const whole = numbers.filter(Number.isInteger);
	if (whole.length > 0 && !whole.includes(argmax(probabilities))) {
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

function toLabel(field: string, isName: (text: string) => boolean): string | number {
	return isName(field) ? field : toNumber(field);
}

function toNumber(field: string): number {
	if (!isNumber(field)) {
		throw new SyntaxError(`Not a number: ${field}`);
	}
	return Number(field);
}

function isNumber(field: string): boolean {
	return /^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$/i.test(field);
}
