import { toCsvRow } from '../core/csv.ts';
import type { Dataset, DatasetItem } from '../core/dataset.ts';
import { asDigit, digitPixels, type Digit } from '../core/image.ts';

/**
 * Rows of a file: some 5 MB of MNIST's digits, and never more than goes to S3 in one request, so that an upload that was
 * cut off goes on with the request it was cut off in.
 */
const shardRows = 1000;

export interface RowShard {
	/** Its number, from 0. */
	readonly shard: number;
	/** CSV rows of pixels of 0–1, each with its line break. */
	readonly bytes: Uint8Array;
}

export interface RowShardOptions {
	/** `first`: as XGBoost is trained; `none`: as Batch Transform takes rows. */
	readonly label: 'first' | 'none';
	/** Those that are made; the others are skipped, without reading their items where that is possible. */
	readonly isWanted: (shard: number) => boolean;
	/** Undefined where an item has no digit: then it has no row, or, so that those behind it keep theirs, a blank one. */
	readonly toDigit: (item: DatasetItem) => Promise<Digit | undefined>;
	readonly rowsPerShard?: number;
}

/**
 * The items of a dataset as files of CSV rows, in order, one at a time in memory.
 * @param indexes of the items, ascending
 * Throws what the dataset throws, and the signal's reason.
 */
export async function* rowShards(
	dataset: Dataset,
	indexes: Uint32Array,
	{ label, isWanted, toDigit, rowsPerShard = shardRows }: RowShardOptions,
	signal: AbortSignal,
): AsyncGenerator<RowShard, void, undefined> {
	const shardOf = new Int32Array(dataset.count).fill(-1);
	indexes.forEach((index, row) => {
		const shard = Math.floor(row / rowsPerShard);
		shardOf[index] = isWanted(shard) ? shard : -1;
	});
	const blank = asDigit(new Uint8Array(digitPixels));
	const encoder = new TextEncoder();
	let rows: Uint8Array[] = [];
	let current = -1;
	for await (const items of dataset.items((index) => (shardOf[index] as number) >= 0, signal)) {
		for (const item of items) {
			const shard = shardOf[item.index] as number;
			if (shard !== current && rows.length > 0) {
				yield { shard: current, bytes: join(rows) };
				rows = [];
			}
			current = shard;
			const digit = (await toDigit(item)) ?? (label === 'none' ? blank : undefined);
			if (digit) {
				const row = toCsvRow(digit);
				rows.push(encoder.encode(label === 'first' ? `${item.label ?? ''},${row}\n` : `${row}\n`));
			}
		}
	}
	if (rows.length > 0) {
		yield { shard: current, bytes: join(rows) };
	}
}

function join(parts: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
