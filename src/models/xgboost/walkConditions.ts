import type { ConditionSplits, PackedForest } from './packForest.ts';

// In the loops numbers stand as they are: what is imported is a variable once it is bundled, and takes a third longer.
// `| 0` tells the compiler of an Int32.

/** Adds to a row's sums, one per class, the leaves it comes to: eight trees at a time. */
export function addRow(
	{ roots, laneDepths, groups, values }: PackedForest,
	splits: ConditionSplits,
	features: Float32Array,
	sums: Float32Array,
): void {
	const { words } = splits;
	const bits = new Uint8Array(splits.thresholds.length);
	setBits(splits, features, bits, 1);
	const step = (node: number): number => {
		const word = words[node] as number;
		return (node + (word >>> 15) + (bits[word & 0x7fff] as number)) | 0;
	};
	const add = (tree: number, node: number): void => {
		const group = groups[tree] as number;
		sums[group] = (sums[group] as number) + (values[node] as number);
	};
	for (let tree = 0; tree < groups.length; tree += 8) {
		let node0 = roots[tree] as number;
		let node1 = roots[tree + 1] as number;
		let node2 = roots[tree + 2] as number;
		let node3 = roots[tree + 3] as number;
		let node4 = roots[tree + 4] as number;
		let node5 = roots[tree + 5] as number;
		let node6 = roots[tree + 6] as number;
		let node7 = roots[tree + 7] as number;
		for (let steps = laneDepths[tree >>> 3] as number; steps > 0; steps--) {
			node0 = step(node0);
			node1 = step(node1);
			node2 = step(node2);
			node3 = step(node3);
			node4 = step(node4);
			node5 = step(node5);
			node6 = step(node6);
			node7 = step(node7);
		}
		add(tree, node0);
		add(tree + 1, node1);
		add(tree + 2, node2);
		add(tree + 3, node3);
		add(tree + 4, node4);
		add(tree + 5, node5);
		add(tree + 6, node6);
		add(tree + 7, node7);
	}
}

/**
 * The same of up to 32 rows, a multiple of eight: tree by tree, eight rows at a time. An Int32 holds a condition's
 * bits of all rows.
 * @param sums those of the first row, then those of the next
 */
export function addBatch(
	{ roots, depths, groups, values }: PackedForest,
	splits: ConditionSplits,
	rows: readonly Float32Array[],
	sums: Float32Array,
): void {
	const { words } = splits;
	const bits = new Int32Array(splits.thresholds.length);
	for (const [row, features] of rows.entries()) {
		setBits(splits, features, bits, 1 << row);
	}
	const classes = sums.length / rows.length;
	const step = (node: number, row: number): number => {
		const word = words[node] as number;
		return (node + (word >>> 15) + (((bits[word & 0x7fff] as number) >>> row) & 1)) | 0;
	};
	const add = (sum: number, node: number): void => {
		sums[sum] = (sums[sum] as number) + (values[node] as number);
	};
	for (let tree = 0; tree < groups.length; tree++) {
		const root = roots[tree] as number;
		for (let row = 0; row < rows.length; row += 8) {
			let node0 = root;
			let node1 = root;
			let node2 = root;
			let node3 = root;
			let node4 = root;
			let node5 = root;
			let node6 = root;
			let node7 = root;
			for (let steps = depths[tree] as number; steps > 0; steps--) {
				node0 = step(node0, row);
				node1 = step(node1, row + 1);
				node2 = step(node2, row + 2);
				node3 = step(node3, row + 3);
				node4 = step(node4, row + 4);
				node5 = step(node5, row + 5);
				node6 = step(node6, row + 6);
				node7 = step(node7, row + 7);
			}
			const sum = row * classes + (groups[tree] as number);
			add(sum, node0);
			add(sum + classes, node1);
			add(sum + 2 * classes, node2);
			add(sum + 3 * classes, node3);
			add(sum + 4 * classes, node4);
			add(sum + 5 * classes, node5);
			add(sum + 6 * classes, node6);
			add(sum + 7 * classes, node7);
		}
	}
}

/** Sets `mask` in the bits of the conditions that take the row to the right. */
function setBits(splits: ConditionSplits, features: Float32Array, bits: Uint8Array | Int32Array, mask: number): void {
	const { starts, thresholds, missing } = splits;
	for (let feature = 0; feature < starts.length - 1; feature++) {
		const value = features[feature] as number;
		const end = starts[feature + 1] as number;
		let condition = starts[feature] as number;
		for (; condition < end && (thresholds[condition] as number) <= value; condition++) {
			bits[condition] = (bits[condition] as number) | mask;
		}
		if (Number.isNaN(value)) {
			for (; condition < end; condition++) {
				bits[condition] = (bits[condition] as number) | (missing[condition] === 1 ? mask : 0);
			}
		}
	}
}
