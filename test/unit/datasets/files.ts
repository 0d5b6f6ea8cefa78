import type { Dataset, DatasetItem } from '../../../src/core/dataset.ts';
import type { DataFile } from '../../../src/datasets/dataFile.ts';

export const unaborted = new AbortController().signal;

/** A file of these bytes, read in pieces of so many. */
export function file(name: string, content: Uint8Array | string, piece = 65_536): DataFile {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return {
		name,
		id: `/data/${name}`,
		async *read() {
			for (let from = 0; from < bytes.length; from += piece) {
				yield bytes.slice(from, from + piece);
			}
		},
	};
}

/** All items that are wanted; all of them, unless said. */
export async function itemsOf(dataset: Dataset, isWanted: (index: number) => boolean = () => true) {
	const items: DatasetItem[] = [];
	for await (const some of dataset.items(isWanted, unaborted)) {
		items.push(...some);
	}
	return items;
}

/** The pixels of an item, or the problem of reading it. */
export async function contentOf(item: DatasetItem): Promise<unknown> {
	return 'digit' in item
		? [...item.digit]
		: item.read().then(
				(bytes) => [...bytes],
				(error: { readonly problem: unknown }) => error.problem,
			);
}
