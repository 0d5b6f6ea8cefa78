import { asFields, countOf, has, listOf, numbersOf, type Fields } from './fields.ts';
import { modelBroken, modelUnsupported } from './problems.ts';

/** The trees of a model, all their nodes in shared arrays. Every walk from a root ends at a leaf. */
export interface Forest {
	/** The root of each tree. */
	readonly roots: Int32Array;
	/** The class each tree adds to. */
	readonly groups: Int32Array;
	/**
	 * {@link nodeSize} numbers a node: the feature it looks at, -1 at a leaf; the nodes to go on with if that
	 * is less than the node's value, if it is not, and if it is missing.
	 */
	readonly nodes: Int32Array;
	/** Each node's threshold, or the value of a leaf. */
	readonly values: Float32Array;
}

export const nodeSize = 4;

interface TreeArrays {
	readonly left: ArrayLike<number>;
	readonly right: ArrayLike<number>;
	readonly features: ArrayLike<number>;
	readonly values: ArrayLike<number>;
	readonly defaultLeft: ArrayLike<number>;
}

/**
 * Reads and checks `gradient_booster.model`.
 * @param weights of the trees (of `dart`), to multiply their leaves with
 * @throws ProblemError `modelBroken`, `modelUnsupported`
 */
export function readForest(
	model: Fields,
	groupCount: number,
	featureCount: number,
	weights: ArrayLike<number> | undefined,
): Forest {
	const trees = listOf(model, 'trees').map(readTree);
	const groups = Int32Array.from(numbersOf(model, 'tree_info'));
	if (groups.length !== trees.length || groups.some((group) => group < 0 || group >= groupCount)) {
		throw modelBroken('tree_info does not fit the trees and classes');
	}
	if (weights !== undefined && weights.length !== trees.length) {
		throw modelBroken('weight_drop does not fit the trees');
	}
	const nodeCount = trees.reduce((sum, { left }) => sum + left.length, 0);
	const forest: Forest = {
		roots: new Int32Array(trees.length),
		groups,
		nodes: new Int32Array(nodeCount * nodeSize),
		values: new Float32Array(nodeCount),
	};
	let root = 0;
	for (const [index, tree] of trees.entries()) {
		forest.roots[index] = root;
		plant(forest, tree, index, root, featureCount, weights?.[index] ?? 1);
		root += tree.left.length;
	}
	return forest;
}

function readTree(value: unknown, index: number): TreeArrays {
	const fields = asFields(value, `Tree ${index}`);
	if (countOf(asFields(fields['tree_param'], 'tree_param'), 'size_leaf_vector') > 1) {
		throw modelUnsupported('trees with several outputs (multi_strategy multi_output_tree)');
	}
	if (has(fields, 'split_type') && !isZero(numbersOf(fields, 'split_type'))) {
		throw modelUnsupported('categorical splits');
	}
	const tree: TreeArrays = {
		left: numbersOf(fields, 'left_children'),
		right: numbersOf(fields, 'right_children'),
		features: numbersOf(fields, 'split_indices'),
		values: numbersOf(fields, 'split_conditions'),
		defaultLeft: numbersOf(fields, 'default_left'),
	};
	if (tree.left.length === 0 || Object.values(tree).some((array) => array.length !== tree.left.length)) {
		throw modelBroken(`Tree ${index} has arrays of different lengths, or no nodes`);
	}
	return tree;
}

function isZero(numbers: Iterable<number>): boolean {
	for (const number of numbers) {
		if (number !== 0) {
			return false;
		}
	}
	return true;
}

/** Copies a tree into the forest, its root at `root`. */
function plant(
	forest: Forest,
	tree: TreeArrays,
	index: number,
	root: number,
	featureCount: number,
	weight: number,
): void {
	const { nodes, values } = forest;
	const size = tree.left.length;
	// A node that has one parent at most, and a root that has none, make no circle.
	const isChild = new Uint8Array(size);
	isChild[0] = 1;
	const adopt = (child: number) => {
		if (!(child > 0 && child < size) || isChild[child] !== 0) {
			throw modelBroken(`Tree ${index} is no tree: its node ${child} is out of range or has two parents`);
		}
		isChild[child] = 1;
		return root + child;
	};
	for (let node = 0; node < size; node++) {
		const value = tree.values[node] as number;
		const at = (root + node) * nodeSize;
		if (tree.left[node] === -1) {
			nodes[at] = -1;
			values[root + node] = weight * value;
			continue;
		}
		const feature = tree.features[node] as number;
		if (!(feature >= 0 && feature < featureCount) || !Number.isInteger(feature) || Number.isNaN(value)) {
			throw modelBroken(`Tree ${index} has an impossible split at node ${node}`);
		}
		const left = adopt(tree.left[node] as number);
		const right = adopt(tree.right[node] as number);
		nodes[at] = feature;
		nodes[at + 1] = left;
		nodes[at + 2] = right;
		nodes[at + 3] = tree.defaultLeft[node] === 0 ? right : left;
		values[root + node] = value;
	}
}
