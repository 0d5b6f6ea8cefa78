import type { Dataset } from '../core/dataset.ts';

/**
 * The true labels of a dataset by index, −1 where there is none or the item cannot be read. Those of CSV are read row
 * by row. Rejects where the file itself cannot be read on, and with the signal's reason.
 */
export async function readLabels(dataset: Dataset, signal: AbortSignal): Promise<Int16Array> {
	if (dataset.labels) {
		return dataset.labels;
	}
	const labels = new Int16Array(dataset.count).fill(-1);
	for await (const items of dataset.items(() => true, signal)) {
		for (const { index, label = -1 } of items) {
			labels[index] = label;
		}
	}
	return labels;
}
