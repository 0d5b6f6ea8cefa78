import type { PackedForest, RankSplits } from './packForest.ts';
import { countUpTo } from './thresholds.ts';

/** Adds to a row's sums, one per class, the leaves it comes to: eight trees at a time. */
export function addRanked(
	{ roots, laneDepths, groups, values }: PackedForest,
	splits: RankSplits,
	features: Float32Array,
	sums: Float32Array,
): void {
	const { nodes } = splits;
	const ranks = rankValues(splits, features);
	const step = (node: number): number => {
		const at = 3 * node;
		const before = (nodes[at + 1] as number) - 1 - (ranks[nodes[at + 2] as number] as number);
		return (node + (nodes[at] as number) + (before >>> 31)) | 0;
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

/** Each value's rank, twice: for nodes whose missing values go left, and right. */
function rankValues({ starts, thresholds }: RankSplits, features: Float32Array): Int32Array {
	const ranks = new Int32Array(2 * (starts.length - 1));
	for (let feature = 0; feature < starts.length - 1; feature++) {
		const value = features[feature] as number;
		const rank = countUpTo(thresholds, starts[feature] as number, starts[feature + 1] as number, value);
		ranks[2 * feature] = rank;
		ranks[2 * feature + 1] = Number.isNaN(value) ? 2 ** 30 : rank;
	}
	return ranks;
}
