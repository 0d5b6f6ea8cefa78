import { modelBroken, modelUnsupported } from '../problems.ts';
import { asFields, countOf, fieldsOf, has, listOf, numbersOf, type Fields, type Numbers } from './fields.ts';

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

/** A tree as the file has it: arrays of the same length, with an element for each node. */
interface Tree {
	/** -1 at a leaf. */
	readonly left: Numbers;
	readonly right: Numbers;
	readonly features: Numbers;
	readonly values: Numbers;
	readonly defaultLeft: Numbers;
	/** 0 for numerical splits; files from before XGBoost 1.3 have no others. */
	readonly types?: Numbers;
}

/**
 * Reads and checks `gradient_booster.model`.
 * @param weights of the trees (of `dart`), to multiply their leaves with; of those beyond its end it is 1
 * @param limit how many trees count, from the first on
 * @throws ProblemError `modelBroken`, `modelUnsupported`
 */
export function readForest(
	model: Fields,
	groupCount: number,
	featureCount: number,
	weights?: Numbers,
	limit = Infinity,
): Forest {
	const all = listOf(model, 'trees');
	const treeInfo = numbersOf(model, 'tree_info');
	if (treeInfo.length !== all.length || (weights !== undefined && weights.length > all.length)) {
		throw modelBroken('tree_info or weight_drop has another length than trees');
	}
	const trees = all.slice(0, limit).map(readTree);
	const nodeCount = trees.reduce((sum, { left }) => sum + left.length, 0);
	const forest: Forest = {
		roots: new Int32Array(trees.length),
		groups: new Int32Array(trees.length),
		nodes: new Int32Array(nodeCount * nodeSize),
		values: new Float32Array(nodeCount),
	};
	let root = 0;
	for (const [index, tree] of trees.entries()) {
		const group = treeInfo.at(index) as number;
		if (!(group >= 0 && group < groupCount)) {
			throw modelBroken(`Tree ${index} is of class ${group}, but there are ${groupCount}`);
		}
		forest.roots[index] = root;
		forest.groups[index] = group;
		const weight = weights !== undefined && index < weights.length ? (weights.at(index) as number) : 1;
		plant(tree, forest, root, featureCount, weight);
		root += tree.left.length;
	}
	return forest;
}

/**
 * Whether trees send missing values both ways: training had some. Where it had none, it makes the same choice in
 * every split.
 */
export function sawMissing({ nodes }: Forest): boolean {
	let [left, right] = [0, 0];
	for (let at = 0; at < nodes.length; at += nodeSize) {
		if ((nodes[at] as number) >= 0) {
			if (nodes[at + 3] === nodes[at + 1]) {
				left++;
			} else {
				right++;
			}
		}
	}
	return Math.min(left, right) > 0.01 * (left + right);
}

function readTree(value: unknown, index: number): Tree {
	const fields = asFields(value, `Tree ${index}`);
	if (countOf(fieldsOf(fields, 'tree_param'), 'size_leaf_vector') > 1) {
		throw modelUnsupported('trees with several outputs (multi_strategy multi_output_tree)');
	}
	const tree: Tree = {
		left: numbersOf(fields, 'left_children'),
		right: numbersOf(fields, 'right_children'),
		features: numbersOf(fields, 'split_indices'),
		values: numbersOf(fields, 'split_conditions'),
		defaultLeft: numbersOf(fields, 'default_left'),
		...(has(fields, 'split_type') && { types: numbersOf(fields, 'split_type') }),
	};
	if (tree.left.length === 0 || Object.values(tree).some(({ length }) => length !== tree.left.length)) {
		throw modelBroken(`Tree ${index} has arrays of different lengths, or no nodes`);
	}
	return tree;
}

/** Copies a tree into the forest, where its root is to be the node `root`. */
function plant(tree: Tree, forest: Forest, root: number, featureCount: number, weight: number): void {
	const { nodes, values } = forest;
	const size = tree.left.length;
	// Where no node has two parents, and the root has none, there is no circle.
	const hasParent = new Uint8Array(size);
	hasParent[0] = 1;
	for (let node = 0; node < size; node++) {
		const at = nodeSize * (root + node);
		const value = tree.values.at(node) as number;
		const left = tree.left.at(node) as number;
		if (left === -1) {
			nodes[at] = -1;
			values[root + node] = weight * value;
			continue;
		}
		const right = tree.right.at(node) as number;
		const feature = tree.features.at(node) as number;
		if (tree.types !== undefined && tree.types.at(node) !== 0) {
			throw modelUnsupported('categorical splits');
		}
		if (!(feature >= 0 && feature < featureCount) || !Number.isInteger(feature) || Number.isNaN(value)) {
			throw modelBroken(`A tree has an impossible split: feature ${feature} at ${value}`);
		}
		takeChild(hasParent, left);
		takeChild(hasParent, right);
		nodes[at] = feature;
		nodes[at + 1] = root + left;
		nodes[at + 2] = root + right;
		nodes[at + 3] = root + (tree.defaultLeft.at(node) === 0 ? right : left);
		values[root + node] = value;
	}
}

function takeChild(hasParent: Uint8Array, child: number): void {
	if (hasParent[child] !== 0) {
		throw modelBroken(`A tree's node ${child} has two parents or is none`);
	}
	hasParent[child] = 1;
}
