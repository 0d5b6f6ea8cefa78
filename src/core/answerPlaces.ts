import type { Row } from './answerRow.ts';

/**
 * Where label and probabilities stand in an answer: in JSON names and numbers with dots between them, `*` for each
 * row (`predictions.*.digit`); in CSV the number of a column, from 0.
 */
export interface AnswerPlaces {
	readonly label?: string;
	readonly probabilities?: string;
}

/**
 * The rows at these places of a JSON value or of a CSV table.
 * @throws SyntaxError where one of them is not there
 */
export function fromPlaces(value: unknown, { label, probabilities }: AnswerPlaces): Row[] {
	const found = [label, probabilities].map((place) => (place === undefined ? undefined : find(value, place)));
	const [labels, shares] = found;
	const length = labels?.length ?? shares?.length ?? 0;
	if (labels && shares && labels.length !== shares.length) {
		throw new SyntaxError('There are other numbers of labels and probabilities');
	}
	return Array.from({ length }, (_, row) => ({
		...(labels && { label: labels[row] }),
		...(shares && { probabilities: shares[row] }),
	}));
}

function find(value: unknown, place: string): unknown[] {
	const names = place
		.replace(/^\$\.?/, '')
		.replace(/\[(\w+|\*)\]/g, '.$1')
		.split('.')
		.filter((name) => name !== '');
	let values = [value];
	for (const name of names) {
		values = values.flatMap((item): unknown[] => {
			if (typeof item !== 'object' || item === null || (name !== '*' && !Object.hasOwn(item, name))) {
				throw new SyntaxError(`Nothing stands at ${place}`);
			}
			return name === '*' ? Object.values(item) : [(item as Record<string, unknown>)[name]];
		});
	}
	return values;
}
