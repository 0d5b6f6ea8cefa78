import { ProblemError } from '../errors.ts';

/** A tree, with the names of XGBoost's JSON schema; one entry per node. */
export interface BinaryTree {
	/** −1 for a leaf. */
	readonly left_children: Int32Array;
	readonly right_children: Int32Array;
	readonly split_indices: Int32Array;
	/** A split's threshold, a leaf's value. */
	readonly split_conditions: Float32Array;
	/** 1 where a missing value goes left. */
	readonly default_left: Uint8Array;
}

// Sizes of the C++ structs that are written as they lie in memory, in bytes.
const learnerParamSize = 136;
const modelParamSize = 160;
const treeParamSize = 148;
const nodeSize = 20;
const nodeStatSize = 16;

/** Whether these are the bytes of XGBoost's old binary format, as 1.0 to 2.0 write it: it starts with `binf`. */
export function isBinaryModel(bytes: Uint8Array): boolean {
	return String.fromCharCode(...bytes.subarray(0, 4)) === 'binf';
}

/**
 * XGBoost's old binary format, what `save_model` of 1.x writes to a file whose name ends neither in `.json` nor in
 * `.ubj`, as the document that JSON and UBJSON hold: as much of it as prediction needs.
 *
 * The layout is that of `LearnerIO::LoadModel`, `GBTreeModel::Load` and `RegTree::Load` of XGBoost 1.7, little
 * endian and without padding.
 *
 * @throws ProblemError `modelBroken`, `modelUnsupported`
 */
export function readBinaryModel(bytes: Uint8Array) {
	const reader = createReader(bytes);
	reader.skip(4);
	const learner = reader.view(learnerParamSize);
	const objective = reader.text();
	const booster = reader.text();
	if (booster !== 'gbtree') {
		throw new ProblemError({ code: 'modelUnsupported', detail: `booster ${booster} in the binary format` });
	}
	const model = reader.view(modelParamSize);
	const treeCount = reader.checkCount(model.getInt32(0, true), treeParamSize);
	const trees = Array.from({ length: treeCount }, () => readTree(reader));
	const info = reader.view(4 * treeCount);
	return {
		learner: {
			learner_model_param: {
				base_score: `${learner.getFloat32(0, true)}`,
				num_feature: `${learner.getUint32(4, true)}`,
				num_class: `${learner.getInt32(8, true)}`,
			},
			objective: { name: objective },
			gradient_booster: {
				name: booster,
				model: {
					gbtree_model_param: {
						num_trees: `${treeCount}`,
						// Before 1.0 this was a number of roots, always 1 or 0.
						num_parallel_tree: `${Math.max(1, model.getInt32(4, true))}`,
					},
					tree_info: Int32Array.from({ length: treeCount }, (_, tree) => info.getInt32(4 * tree, true)),
					trees,
				},
			},
		},
		version: [learner.getUint32(20, true), learner.getUint32(24, true), 0],
	};
}

type Reader = ReturnType<typeof createReader>;

function readTree(reader: Reader): BinaryTree {
	const param = reader.view(treeParamSize);
	const count = reader.checkCount(param.getInt32(4, true), nodeSize + nodeStatSize);
	if (param.getInt32(20, true) > 1) {
		throw new ProblemError({ code: 'modelUnsupported', detail: 'leaves of several values in the binary format' });
	}
	const tree = {
		left_children: new Int32Array(count),
		right_children: new Int32Array(count),
		split_indices: new Int32Array(count),
		split_conditions: new Float32Array(count),
		default_left: new Uint8Array(count),
	};
	const nodes = reader.view(count * nodeSize);
	for (let node = 0; node < count; node++) {
		const start = node * nodeSize;
		// The feature, and in the highest bit whether missing values go left.
		const split = nodes.getUint32(start + 12, true);
		tree.left_children[node] = nodes.getInt32(start + 4, true);
		tree.right_children[node] = nodes.getInt32(start + 8, true);
		tree.split_indices[node] = split & 0x7fffffff;
		tree.default_left[node] = split >>> 31;
		tree.split_conditions[node] = nodes.getFloat32(start + 16, true);
	}
	reader.skip(count * nodeStatSize);
	return tree;
}

function createReader(bytes: Uint8Array) {
	let offset = 0;
	const view = (length: number): DataView => {
		if (length > bytes.length - offset) {
			throw broken(`the file ends at byte ${bytes.length}`);
		}
		const taken = new DataView(bytes.buffer, bytes.byteOffset + offset, length);
		offset += length;
		return taken;
	};
	return {
		/** The next `length` bytes. */
		view,
		skip: (length: number): void => {
			view(length);
		},
		/** A string after its length of 64 bits. */
		text: (): string => {
			const length = view(8).getBigUint64(0, true);
			if (length > 100n) {
				throw broken(`a name of ${length} characters`);
			}
			return Array.from({ length: Number(length) }, () => String.fromCharCode(view(1).getUint8(0))).join('');
		},
		/** A number of things of at least `size` bytes each that can still be in the file. */
		checkCount: (count: number, size: number): number => {
			if (count < 0 || count * size > bytes.length - offset) {
				throw broken(`a count of ${count}`);
			}
			return count;
		},
	};
}

function broken(detail: string): ProblemError {
	return new ProblemError({ code: 'modelBroken', detail });
}
