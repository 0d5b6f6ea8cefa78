import type { Dataset, DatasetFacts } from '../core/dataset.ts';
import { asDigit, digitPixels } from '../core/image.ts';

/** Digits in memory, one after the other. */
export interface DigitTable {
	/** `count × 784`, in MNIST's convention. */
	readonly digits: Uint8Array;
	/** One for each digit; −1: none. */
	readonly labels?: Int16Array;
}

/** How many digits are given at a time, so that others get their turn. */
const chunk = 1024;

/**
 * Digits in memory as a dataset; its items share that memory.
 * @param id tells the file from all others: its URI or path
 */
export function tableDataset(
	name: string,
	id: string,
	facts: DatasetFacts,
	{ digits, labels }: DigitTable,
): Dataset & { readonly table: DigitTable } {
	const count = digits.length / digitPixels;
	const nameOf = (index: number): string => `${index + 1}`;
	return {
		name,
		facts,
		count,
		table: { digits, ...(labels && { labels }) },
		...(labels && { labels }),
		idOf: (index) => `${id}#${index + 1}`,
		nameOf,
		async *items(isWanted, signal) {
			for (let from = 0; from < count; from += chunk) {
				signal.throwIfAborted();
				const indexes = Array.from({ length: Math.min(chunk, count - from) }, (_, offset) => from + offset);
				yield indexes.filter(isWanted).map((index) => {
					const digit = asDigit(digits.subarray(index * digitPixels, (index + 1) * digitPixels));
					const label = labels?.[index] ?? -1;
					return { index, name: nameOf(index), digit, ...(label >= 0 && { label }) };
				});
			}
		},
	};
}
