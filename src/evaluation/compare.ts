import type { Labels } from './align.ts';
import { mcNemar, type McNemar } from './mcNemar.ts';

/** Two runs over the same items, which correspond by index. */
export interface Comparison {
	/** Items that both gave a label. */
	readonly both: number;
	/** Of these, those that were given the same label. */
	readonly same: number;
	/** The indexes of the others, ascending. */
	readonly different: readonly number[];
	/** Of the items that both gave a label and that have a true one. */
	readonly rightInBoth: number;
	readonly rightInFirst: number;
	readonly rightInSecond: number;
	readonly wrongInBoth: number;
	/** Whether the one that is right more often is so by more than chance. */
	readonly test: McNemar;
}

/** @param second has as many items as `first`, in the same order */
export function compare(first: Labels, second: Pick<Labels, 'predicted'>): Comparison {
	const different: number[] = [];
	const counts = { both: 0, rightInBoth: 0, rightInFirst: 0, rightInSecond: 0, wrongInBoth: 0 };
	const { truth, predicted } = first;
	for (let index = 0; index < truth.count; index++) {
		if (!predicted.has(index) || !second.predicted.has(index)) {
			continue;
		}
		counts.both += 1;
		if (!predicted.isSame(index, second.predicted)) {
			different.push(index);
		}
		if (truth.has(index)) {
			const [isFirst, isSecond] = [predicted, second.predicted].map((labels) => labels.isSame(index, truth));
			counts[isFirst ? (isSecond ? 'rightInBoth' : 'rightInFirst') : isSecond ? 'rightInSecond' : 'wrongInBoth'] += 1;
		}
	}
	const test = mcNemar(counts.rightInFirst, counts.rightInSecond);
	return { ...counts, same: counts.both - different.length, different, test };
}
