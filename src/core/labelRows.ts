/**
 * The labels of items: of most one, of a number one for each digit, in reading order. −1: none. They are rows of one
 * table, as what else there is of each digit may be: the one label of an item is in the row of its index, the labels
 * of a number are side by side behind those. Plain numbers, since there are 100,000 items.
 */
export class LabelRows {
	private table: Int16Array;
	private end: number;

	private constructor(
		/** The first row of each item. */
		readonly starts: Uint32Array,
		/** How many rows each item has, at least 1. */
		readonly lengths: Uint16Array,
		labels: Int16Array,
	) {
		this.table = labels;
		this.end = labels.length;
	}

	/** Of `count` items without labels. */
	static none(count: number): LabelRows {
		return LabelRows.single(new Int16Array(count).fill(-1));
	}

	/** One label for each item. They are copied. */
	static single(labels: ArrayLike<number>): LabelRows {
		const starts = Uint32Array.from(labels, (_, index) => index);
		return new LabelRows(starts, new Uint16Array(labels.length).fill(1), Int16Array.from(labels));
	}

	/** The parts of what {@link starts}, {@link lengths} and {@link labels} were, which belong together. */
	static restore(starts: Uint32Array, lengths: Uint16Array, labels: Int16Array): LabelRows {
		return new LabelRows(starts, lengths, labels);
	}

	get count(): number {
		return this.starts.length;
	}

	/** Of all items, and those that are no longer anybody's. */
	get rowCount(): number {
		return this.end;
	}

	/** By row. */
	get labels(): Int16Array {
		return this.table.subarray(0, this.end);
	}

	/** Whether the item has any. */
	has(index: number): boolean {
		return this.first(index) >= 0;
	}

	/** The item's first label, or the only one; −1: none. */
	first(index: number): number {
		return this.at(this.starts[index] as number);
	}

	/** The label in a row. */
	at(row: number): number {
		return this.table[row] ?? -1;
	}

	/** The item's rows: from the first to, but without, the last. */
	rowsOf(index: number): { readonly from: number; readonly to: number } {
		const from = this.starts[index] ?? 0;
		return { from, to: from + (this.lengths[index] ?? 0) };
	}

	/** All of the item's labels; −1 for each row where there is none. */
	of(index: number): Int16Array {
		const { from, to } = this.rowsOf(index);
		return this.table.subarray(from, to);
	}

	set(index: number, labels: ArrayLike<number>): void {
		this.clear(index, labels.length);
		const start = this.starts[index] as number;
		for (let place = 0; place < labels.length; place++) {
			this.table[start + place] = labels[place] as number;
		}
	}

	/** The item has no labels now, but as many rows for them. */
	clear(index: number, length: number = this.lengths[index] ?? 1): void {
		this.empty(index);
		if (length === 1) {
			this.starts[index] = index;
		} else if (length > (this.lengths[index] as number)) {
			this.starts[index] = this.end;
			this.end += length;
			this.table = grown(this.table, this.end);
		}
		this.lengths[index] = length;
		this.empty(index);
	}

	private empty(index: number): void {
		const start = this.starts[index] as number;
		this.table.fill(-1, start, start + (this.lengths[index] as number));
	}

	/** Whether the item's labels are those of the same item, or of that `at`, of others. */
	isSame(index: number, others: LabelRows, at = index): boolean {
		const length = this.lengths[index] as number;
		const [start, other] = [this.starts[index] as number, others.starts[at] as number];
		if (others.lengths[at] !== length) {
			return false;
		}
		for (let place = 0; place < length; place++) {
			if (this.table[start + place] !== others.table[other + place]) {
				return false;
			}
		}
		return true;
	}
}

/** The array, or a copy with room for as many values and a quarter more, so that this is seldom; with `fill` there. */
export function grown<Values extends Uint8Array | Int16Array | Float32Array>(
	array: Values,
	length: number,
	fill = 0,
): Values {
	if (length <= array.length) {
		return array;
	}
	const larger = new (array.constructor as new (length: number) => Values)(Math.ceil(1.25 * length));
	larger.set(array);
	larger.fill(fill, array.length);
	return larger;
}
