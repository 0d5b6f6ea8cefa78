import { giveBack } from '../../core/giveBack.ts';
import { nodeSize, type Forest } from './forest.ts';
import { countUpTo, sortThresholds } from './thresholds.ts';

/**
 * A forest as it is walked. Every node's children stand side by side, so that a step is `node += offset + bit`,
 * where the bit is 0 to the left; a leaf's offset and bit are 0, so that it is its own child, and all walks of a
 * tree may take as many steps as its longest.
 */
export interface PackedForest {
	/** Of each tree. There are whole lanes of trees: the last ones may be leaves that add nothing. */
	readonly roots: Int32Array;
	/** The steps of each tree's longest walk. */
	readonly depths: Int32Array;
	/** The greatest depth of each {@link lanes} trees. */
	readonly laneDepths: Int32Array;
	/** The class each tree adds to. */
	readonly groups: Int32Array;
	/** Of each node that is a leaf, what it adds. */
	readonly values: Float32Array;
	readonly splits: ConditionSplits | RankSplits;
}

/** The trees, or rows, that are walked side by side, so that none waits for the memory alone. */
export const lanes = 8;

/**
 * Where few splits differ: each that does is a condition with a bit, which is worked out once a row. Conditions are
 * in order of feature and threshold, from 1; 0 is that of leaves.
 */
export interface ConditionSplits {
	readonly kind: 'conditions';
	/** Of each node: its condition in the lowest 15 bits, the offset of its children above. */
	readonly words: Int32Array;
	/** Where each feature's conditions start; one more says where the last one's end. */
	readonly starts: Int32Array;
	/** Of each condition: a value from it on goes right. */
	readonly thresholds: Float32Array;
	/** Of each condition: the bit of a missing value. */
	readonly missing: Uint8Array;
}

const conditionBits = 15;

/** Where there are more of them: a node looks at its value's rank, the number of the feature's thresholds it reaches. */
export interface RankSplits {
	readonly kind: 'ranks';
	/**
	 * Three numbers a node: the offset of its children; the rank from which on it goes right; where the rank stands,
	 * twice the feature, and one more where missing values go right.
	 */
	readonly nodes: Int32Array;
	/** Where each feature's thresholds start; one more says where the last one's end. */
	readonly starts: Int32Array;
	/** Ascending by feature, none twice. */
	readonly thresholds: Float32Array;
}

/** @param featureCount above every node's feature */
export function packForest(forest: Forest, featureCount: number): PackedForest {
	const { roots, depths, groups, nodes } = arrange(forest);
	const { starts, thresholds } = sortThresholds(nodes.features, nodes.values, featureCount);
	const ranks = nodes.features.map((feature, node) =>
		feature < 0
			? 0
			: countUpTo(thresholds, starts[feature] as number, starts[feature + 1] as number, nodes.values[node] as number),
	);
	const splits = toConditions(nodes, ranks, starts, thresholds) ?? toRanks(nodes, ranks, starts, thresholds);
	giveBack(nodes.offsets, nodes.features, nodes.missing, ranks);
	return {
		roots,
		depths,
		laneDepths: Int32Array.from({ length: roots.length / lanes }, (_, index) =>
			Math.max(...depths.subarray(index * lanes, (index + 1) * lanes)),
		),
		groups,
		values: nodes.values,
		splits,
	};
}

/** The nodes in the order in which they are packed. */
interface Nodes {
	/** From each to its left child; 0 at leaves. */
	readonly offsets: Int32Array;
	/** -1 at leaves. */
	readonly features: Int32Array;
	readonly values: Float32Array;
	/** 1 where missing values go right. */
	readonly missing: Uint8Array;
}

/** Every tree level by level, without the nodes that no walk reaches, and leaves for the trees that lanes lack. */
function arrange(forest: Forest) {
	const { nodes, values } = forest;
	const treeCount = Math.ceil(forest.roots.length / lanes) * lanes;
	const [roots, depths, groups] = [new Int32Array(treeCount), new Int32Array(treeCount), new Int32Array(treeCount)];
	groups.set(forest.groups);
	const capacity = values.length + lanes;
	/** The forest's node at each place. */
	const order = new Int32Array(capacity);
	const offsets = new Int32Array(capacity);
	const features = new Int32Array(capacity).fill(-1);
	const missing = new Uint8Array(capacity);
	let count = 0;
	for (const [tree, root] of forest.roots.entries()) {
		let place = count;
		roots[tree] = place;
		order[count++] = root;
		for (let levelEnd = count; place < count; place++) {
			if (place === levelEnd) {
				depths[tree] = (depths[tree] as number) + 1;
				levelEnd = count;
			}
			const at = (order[place] as number) * nodeSize;
			const feature = nodes[at] as number;
			if (feature >= 0) {
				features[place] = feature;
				offsets[place] = count - place;
				order[count++] = nodes[at + 1] as number;
				order[count++] = nodes[at + 2] as number;
				missing[place] = nodes[at + 3] === nodes[at + 2] ? 1 : 0;
			}
		}
	}
	const packed = new Float32Array(count + 1);
	for (let place = 0; place < count; place++) {
		packed[place] = values[order[place] as number] as number;
	}
	roots.fill(count, forest.roots.length);
	// Nothing changes when it is added, zeros' signs neither.
	packed[count++] = -0;
	giveBack(order);
	const reached: Nodes = {
		offsets: offsets.subarray(0, count),
		features: features.subarray(0, count),
		values: packed,
		missing: missing.subarray(0, count),
	};
	return { roots, depths, groups, nodes: reached };
}

/** Undefined where a word is too short for so many conditions, or for so large a tree. */
function toConditions(
	{ offsets, features, missing }: Nodes,
	ranks: Int32Array,
	starts: Int32Array,
	thresholds: Float32Array,
): ConditionSplits | undefined {
	/** By threshold, first for nodes whose missing values go left: which conditions there are, then their numbers. */
	const numbers = new Int32Array(2 * thresholds.length);
	const keyOf = (node: number) =>
		2 * ((starts[features[node] as number] as number) + (ranks[node] as number) - 1) + (missing[node] as number);
	for (let node = 0; node < features.length; node++) {
		if ((features[node] as number) >= 0) {
			numbers[keyOf(node)] = 1;
		}
	}
	let count = 1;
	const conditionStarts = starts.map((start, feature) => {
		for (let key = feature === 0 ? 0 : 2 * (starts[feature - 1] as number); key < 2 * start; key++) {
			if (numbers[key] === 1) {
				numbers[key] = count++;
			}
		}
		return count;
	});
	if (count > 2 ** conditionBits || offsets.some((offset) => offset >= 2 ** (32 - conditionBits))) {
		return undefined;
	}
	const conditions: ConditionSplits = {
		kind: 'conditions',
		words: offsets.map((offset, node) =>
			offset === 0 ? 0 : (offset << conditionBits) | (numbers[keyOf(node)] as number),
		),
		starts: conditionStarts,
		thresholds: new Float32Array(count),
		missing: new Uint8Array(count),
	};
	for (let key = 0; key < numbers.length; key++) {
		const number = numbers[key] as number;
		if (number > 0) {
			conditions.thresholds[number] = thresholds[key >>> 1] as number;
			conditions.missing[number] = key & 1;
		}
	}
	return conditions;
}

function toRanks(
	{ offsets, features, missing }: Nodes,
	ranks: Int32Array,
	starts: Int32Array,
	thresholds: Float32Array,
): RankSplits {
	const nodes = new Int32Array(3 * offsets.length);
	for (let node = 0; node < offsets.length; node++) {
		const offset = offsets[node] as number;
		// No rank is as high as that of leaves.
		const [rank, at] = offset === 0 ? [2 ** 31 - 1, 0] : [ranks[node] as number, 2 * (features[node] as number)];
		nodes.set([offset, rank, at + (missing[node] as number)], 3 * node);
	}
	return { kind: 'ranks', nodes, starts, thresholds };
}
