import type { Dataset } from '../core/dataset.ts';
import { largestOf, type Preprocessing } from '../core/normalization.ts';
import type { Prepare } from '../core/ports.ts';
import { rowShards, type RowShardOptions } from './rowShards.ts';
import type { RowSplit } from './splitRows.ts';

/** A file of rows, below the folder of its job. */
interface RowUpload {
	readonly path: string;
	readonly bytes: Uint8Array;
}

/** Files that are not there yet, made one after the other; the same rows in the same files each time. */
export type RowUploads = (has: (path: string) => boolean) => AsyncGenerator<RowUpload, void, undefined>;

/** Makes the digit of an item; undefined where it has none. */
export type ToDigit = RowShardOptions['toDigit'];

/** Rows with their labels first, below `train/` and `validation/`. */
export function trainingUploads(
	dataset: Dataset,
	{ train, validation }: RowSplit,
	toDigit: ToDigit,
	signal: AbortSignal,
): RowUploads {
	const options = { label: 'first', toDigit } as const;
	return async function* (has) {
		yield* rowUploads('train', dataset, train, options, has, signal);
		yield* rowUploads('validation', dataset, validation, options, has, signal);
	};
}

/** Rows without labels, one for each item, below `rows/`. */
export function transformUploads(dataset: Dataset, toDigit: ToDigit, signal: AbortSignal): RowUploads {
	const all = Uint32Array.from({ length: dataset.count }, (_, index) => index);
	return (has) => rowUploads('rows', dataset, all, { label: 'none', toDigit }, has, signal);
}

async function* rowUploads(
	folder: string,
	dataset: Dataset,
	indexes: Uint32Array,
	options: Pick<RowShardOptions, 'label' | 'toDigit'>,
	has: (path: string) => boolean,
	signal: AbortSignal,
): AsyncGenerator<RowUpload, void, undefined> {
	const isWanted = (shard: number): boolean => !has(shardPath(folder, shard));
	for await (const { shard, bytes } of rowShards(dataset, indexes, { ...options, isWanted }, signal)) {
		yield { path: shardPath(folder, shard), bytes };
	}
}

/** The path of a file of rows, by its number. */
function shardPath(folder: string, shard: number): string {
	return `${folder}/${String(shard).padStart(5, '0')}.csv`;
}

/**
 * The digits of items, pictures prepared as they are to be classified; of several digits, the one that stands for all.
 * What fails has none. The signal's reason is thrown.
 */
export function createDigitReader(prepare: Prepare, preprocessing: Preprocessing, signal: AbortSignal): ToDigit {
	return async (item) => {
		if ('digit' in item) {
			return item.digit;
		}
		try {
			const { digits } = await prepare(await item.read(), preprocessing, { steps: false, signal });
			return digits[largestOf(digits)]?.digit;
		} catch {
			signal.throwIfAborted();
			return undefined;
		}
	};
}
