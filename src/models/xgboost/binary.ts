import { modelBroken, modelUnsupported } from '../problems.ts';

// Sizes of the C++ structs that are written as they lie in memory, in bytes.
const learnerParamSize = 136;
const modelParamSize = 160;
const treeParamSize = 148;
const nodeSize = 20;
const nodeStatSize = 16;

/** Whether these are the bytes of XGBoost's old binary format, as up to 2.0 write it. */
export function isBinaryModel(bytes: Uint8Array): boolean {
	return headerSize(bytes) !== undefined;
}

/**
 * From 1.0 on it starts with `binf`. Before, nothing marked it: it is taken for one if the parameters are possible,
 * what was reserved is 0, and the names of an objective and a booster follow.
 */
function headerSize(bytes: Uint8Array): number | undefined {
	if (String.fromCharCode(...bytes.subarray(0, 4)) === 'binf') {
		return 4;
	}
	if (bytes.length < learnerParamSize + 8) {
		return undefined;
	}
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	const flags = [view.getUint32(12, true), view.getUint32(16, true)];
	const reserved = bytes.subarray(20, learnerParamSize);
	const names = new TextDecoder('latin1').decode(bytes.subarray(learnerParamSize, learnerParamSize + 60));
	const isOne =
		Number.isFinite(view.getFloat32(0, true)) &&
		flags.every((flag) => flag <= 1) &&
		reserved.every((byte) => byte === 0) &&
		/^[\0-\x28]\0{7}[a-z]+:[a-z]+[\0-\x08]\0{7}(gbtree|dart|gblinear)/.test(names);
	return isOne ? 0 : undefined;
}

/**
 * XGBoost's old binary format, what `save_model` of 1.x writes to a file whose name ends neither in `.json` nor in
 * `.ubj`, as the document that JSON and UBJSON hold: as much of it as prediction needs.
 *
 * The layout is that of `LearnerIO::LoadModel`, `GBTreeModel::Load` and `RegTree::Load` of XGBoost 1.7, and of
 * `LearnerImpl::Load` of 0.90, little endian and without padding.
 *
 * @throws ProblemError `modelBroken`, `modelUnsupported`
 */
export function readBinaryModel(bytes: Uint8Array) {
	const reader = createReader(bytes);
	reader.skip(headerSize(bytes) ?? 0);
	const learner = reader.view(learnerParamSize);
	const objective = reader.text();
	const booster = reader.text();
	if (booster !== 'gbtree' && booster !== 'dart') {
		throw modelUnsupported(`booster ${booster} in the binary format`);
	}
	const model = readModel(reader);
	const weights = booster === 'dart' ? readWeights(reader) : undefined;
	return {
		learner: {
			attributes: learner.getInt32(12, true) === 0 ? {} : readAttributes(reader),
			learner_model_param: {
				base_score: `${learner.getFloat32(0, true)}`,
				num_feature: `${learner.getUint32(4, true)}`,
				num_class: `${learner.getInt32(8, true)}`,
			},
			objective: { name: objective },
			gradient_booster: weights ? { name: booster, gbtree: { model }, weight_drop: weights } : { name: booster, model },
		},
		version: [learner.getUint32(20, true), learner.getUint32(24, true)],
	};
}

type Reader = ReturnType<typeof createReader>;

function readModel(reader: Reader) {
	const param = reader.view(modelParamSize);
	const treeCount = reader.checkCount(param.getInt32(0, true), treeParamSize);
	const trees = Array.from({ length: treeCount }, () => readTree(reader));
	const info = reader.view(4 * treeCount);
	return { tree_info: trees.map((_, tree) => info.getInt32(4 * tree, true)), trees };
}

function readTree(reader: Reader) {
	const param = reader.view(treeParamSize);
	const nodeCount = reader.checkCount(param.getInt32(4, true), nodeSize + nodeStatSize);
	const view = reader.view(nodeCount * nodeSize);
	reader.skip(nodeCount * nodeStatSize);
	const nodes = Array.from({ length: nodeCount }, (_, node) => {
		const start = node * nodeSize;
		return {
			left: view.getInt32(start + 4, true),
			right: view.getInt32(start + 8, true),
			/** The feature, and in the highest bit whether missing values go left. */
			split: view.getUint32(start + 12, true),
			value: view.getFloat32(start + 16, true),
		};
	});
	return {
		tree_param: { size_leaf_vector: `${param.getInt32(20, true)}` },
		left_children: nodes.map(({ left }) => left),
		right_children: nodes.map(({ right }) => right),
		split_indices: nodes.map(({ split }) => split & 0x7fffffff),
		split_conditions: nodes.map(({ value }) => value),
		default_left: nodes.map(({ split }) => split >>> 31),
	};
}

function readWeights(reader: Reader): number[] {
	const count = reader.checkCount(Number(reader.view(8).getBigUint64(0, true)), 4);
	const weights = reader.view(4 * count);
	return Array.from({ length: count }, (_, tree) => weights.getFloat32(4 * tree, true));
}

/** Texts by name, such as `best_iteration`. */
function readAttributes(reader: Reader): Record<string, string> {
	const count = reader.checkCount(Number(reader.view(8).getBigUint64(0, true)), 16);
	return Object.fromEntries(Array.from({ length: count }, () => [reader.text(), reader.text(1_000_000)]));
}

function createReader(bytes: Uint8Array) {
	let offset = 0;
	const view = (length: number): DataView => {
		if (length > bytes.length - offset) {
			throw modelBroken(`the file ends at byte ${bytes.length}`);
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
		text: (limit = 100): string => {
			const length = Number(view(8).getBigUint64(0, true));
			if (length > limit) {
				throw modelBroken(`a name of ${length} characters`);
			}
			return Array.from({ length }, () => String.fromCharCode(view(1).getUint8(0))).join('');
		},
		/** A number of things of at least `size` bytes each that can still be in the file. */
		checkCount: (count: number, size: number): number => {
			if (count < 0 || count * size > bytes.length - offset) {
				throw modelBroken(`a count of ${count}`);
			}
			return count;
		},
	};
}
