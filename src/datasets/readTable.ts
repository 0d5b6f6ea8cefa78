import type { Dataset } from '../core/dataset.ts';
import { digitPixels } from '../core/image.ts';
import { toProblem, type Problem } from '../core/problem.ts';
import type { DigitTable } from './tableDataset.ts';

export interface ReadTable extends DigitTable {
	readonly labels: Int16Array;
	/** Why rows are wrong, by index; their digits are zeros. */
	readonly problems: ReadonlyMap<number, Problem>;
}

/**
 * All rows of a dataset whose digits come ready, such as CSV, in memory: 784 bytes each. Rejects where the file itself
 * cannot be read on, and with the signal's reason.
 * @param onRows told how many have been read, as they are
 */
export async function readTable(
	dataset: Dataset,
	signal: AbortSignal,
	onRows: (count: number) => void = () => undefined,
): Promise<ReadTable> {
	const digits = new Uint8Array(dataset.count * digitPixels);
	const labels = new Int16Array(dataset.count).fill(-1);
	const problems = new Map<number, Problem>();
	let count = 0;
	for await (const items of dataset.items(() => true, signal)) {
		for (const item of items) {
			if ('digit' in item) {
				digits.set(item.digit, item.index * digitPixels);
			} else {
				await item.read().catch((error: unknown) => problems.set(item.index, toProblem(error)));
			}
			labels[item.index] = item.label ?? -1;
		}
		count += items.length;
		onRows(count);
	}
	return { digits, labels, problems };
}
