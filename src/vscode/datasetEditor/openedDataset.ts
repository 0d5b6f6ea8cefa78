import type { Dataset } from '../../core/dataset.ts';
import { digitPixels } from '../../core/image.ts';
import { toProblem, type Problem } from '../../core/problem.ts';
import { readTable } from '../../datasets/readTable.ts';
import type { DigitTable } from '../../datasets/tableDataset.ts';

/** Some items of a dataset. */
export interface Rows extends DigitTable {
	/** `n × 784`; zeros where there is a problem. A copy. */
	readonly digits: Uint8Array<ArrayBuffer>;
	readonly labels: Int16Array;
	/** Why rows are wrong, by their index in the dataset. */
	readonly problems: ReadonlyMap<number, Problem>;
}

/** A dataset of which any items can be had at any time. */
export class OpenedDataset {
	private table: (DigitTable & { readonly problems?: ReadonlyMap<number, Problem> }) | undefined;

	constructor(
		readonly dataset: Dataset & { readonly table?: DigitTable },
		private readonly signal: AbortSignal,
	) {
		this.table = dataset.table;
	}

	get problems(): ReadonlyMap<number, Problem> {
		return this.table?.problems ?? new Map();
	}

	/** Brings all of it into memory; rejects where the file cannot be read on. */
	async readAll(): Promise<void> {
		this.table ??= await readTable(this.dataset, this.signal);
	}

	/** The items `from` to `to`, without the end; out of the file, while not all of it is in memory. */
	async rows(from: number, to: number): Promise<Rows> {
		const end = Math.max(from, Math.min(to, this.dataset.count));
		const { table } = this;
		return table
			? {
					digits: table.digits.slice(from * digitPixels, end * digitPixels),
					labels: table.labels?.slice(from, end) ?? new Int16Array(end - from).fill(-1),
					problems: table.problems ?? new Map<number, Problem>(),
				}
			: this.readRows(from, end);
	}

	private async readRows(from: number, to: number): Promise<Rows> {
		const digits = new Uint8Array((to - from) * digitPixels);
		const labels = new Int16Array(to - from).fill(-1);
		const problems = new Map<number, Problem>();
		let missing = to - from;
		for await (const items of this.dataset.items((index) => index >= from && index < to, this.signal)) {
			for (const item of items) {
				if ('digit' in item) {
					digits.set(item.digit, (item.index - from) * digitPixels);
				} else {
					await item.read().catch((error: unknown) => problems.set(item.index, toProblem(error)));
				}
				labels[item.index - from] = item.label ?? -1;
			}
			missing -= items.length;
			if (missing === 0) {
				break;
			}
		}
		return { digits, labels, problems };
	}
}
