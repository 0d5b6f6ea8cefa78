import type { LabelRows } from '../core/labelRows.ts';

/** A true digit and the one read in its place; −1: none, so that the other one was missed, or is one too many. */
export type AlignedPair = readonly [truth: number, predicted: number];

/**
 * The digits of two numbers side by side with the least number of edits (Levenshtein 1966, by the dynamic program of
 * Wagner and Fischer 1974): each pair that is not of one digit twice is an edit. Of several ways that with most pairs
 * of two digits, compared from the end, is taken.
 */
export function align(truth: ArrayLike<number>, predicted: ArrayLike<number>): AlignedPair[] {
	const width = predicted.length + 1;
	const edits = new Uint32Array((truth.length + 1) * width);
	const cost = (row: number, column: number): number => edits[row * width + column] as number;
	const substitution = (row: number, column: number): number =>
		cost(row - 1, column - 1) + (truth[row - 1] === predicted[column - 1] ? 0 : 1);
	for (let row = 0; row <= truth.length; row++) {
		for (let column = 0; column <= predicted.length; column++) {
			edits[row * width + column] =
				row === 0 || column === 0
					? row + column
					: Math.min(substitution(row, column), cost(row - 1, column) + 1, cost(row, column - 1) + 1);
		}
	}
	const pairs: AlignedPair[] = [];
	let [row, column] = [truth.length, predicted.length];
	while (row > 0 || column > 0) {
		const [own, given] = [truth[row - 1] as number, predicted[column - 1] as number];
		if (row > 0 && column > 0 && cost(row, column) === substitution(row, column)) {
			pairs.push([own, given]);
			row -= 1;
			column -= 1;
		} else if (row > 0 && cost(row, column) === cost(row - 1, column) + 1) {
			pairs.push([own, -1]);
			row -= 1;
		} else {
			pairs.push([-1, given]);
			column -= 1;
		}
	}
	return pairs.reverse();
}

/** What of the results tells right from wrong. */
export interface Labels {
	/** True labels. */
	readonly truth: LabelRows;
	/** Given labels. */
	readonly predicted: LabelRows;
}

/** The pairs of an item that has both labels; of any other none. */
export function pairsOf({ truth, predicted }: Labels, index: number): readonly AlignedPair[] {
	if (!truth.has(index) || !predicted.has(index)) {
		return [];
	}
	return isSingle({ truth, predicted }, index)
		? [[truth.first(index), predicted.first(index)]]
		: align(truth.of(index), predicted.of(index));
}

/** Whether an item has no more than one label of each kind. */
export function isSingle({ truth, predicted }: Labels, index: number): boolean {
	return truth.lengths[index] === 1 && predicted.lengths[index] === 1;
}

/** Whether an item has both labels and they differ. */
export function isMistake({ truth, predicted }: Labels, index: number): boolean {
	return truth.has(index) && predicted.has(index) && !truth.isSame(index, predicted);
}

/** Whether any item has, or was given, more labels than one. */
export function hasNumbers({ truth, predicted }: Labels): boolean {
	return [truth, predicted].some(
		(rows) => rows.rowCount > rows.count && rows.lengths.some((length, index) => length > 1 && rows.has(index)),
	);
}
