import { labelOf } from './labels.ts';
import type { Locale } from './locale.ts';
import type { ShownPicture } from './pictureState.ts';
import type { Order } from './view.ts';

/** The indices of the pictures in this order: equal ones as they came, those that have no label last. */
export function arrange(pictures: readonly ShownPicture[], order: Order, { format }: Locale): number[] {
	switch (order) {
		case 'selection':
			return [...pictures.keys()];
		case 'name':
			return sortBy(
				pictures,
				({ title: { name, path } }) => ({ name, path }),
				(one, other) => format.compare(one.name, other.name) || format.compare(one.path, other.path),
			);
		case 'label':
			return sortBy(pictures, shownLabelOf, format.compare);
		case 'doubt':
			return sortBy(pictures, leastProbabilityOf, (one, other) => one - other);
	}
}

function sortBy<Key>(
	pictures: readonly ShownPicture[],
	keyOf: (picture: ShownPicture) => Key | undefined,
	compare: (one: Key, other: Key) => number,
): number[] {
	const keys = pictures.map(keyOf);
	return [...keys.keys()].sort((one, other) => {
		const [left, right] = [keys[one], keys[other]];
		return left === undefined || right === undefined
			? Number(left === undefined) - Number(right === undefined)
			: compare(left, right);
	});
}

function shownLabelOf({ state }: ShownPicture): string | undefined {
	return state.state === 'classified' ? labelOf(state.outcome) : undefined;
}

/** Of the picture's digits, the least probability of a label or of a cut. */
function leastProbabilityOf({ state }: ShownPicture): number | undefined {
	if (state.state !== 'classified') {
		return undefined;
	}
	const { predictions, prepared } = state.outcome;
	const known = predictions.flatMap(({ label, probabilities }) => probabilities?.[label] ?? []);
	return known.length === 0 ? undefined : Math.min(...known, ...prepared.digits.map(({ certainty }) => certainty));
}
