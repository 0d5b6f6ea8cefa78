import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asDigit, digitPixels } from '../../../../src/core/image.ts';
import { asFields, fieldsOf } from '../../../../src/models/xgboost/fields.ts';
import { nodeSize, readForest, type Forest } from '../../../../src/models/xgboost/forest.ts';
import { readXgboostModel, toFeatures } from '../../../../src/models/xgboost/index.ts';
import { packForest } from '../../../../src/models/xgboost/packForest.ts';
import { marginsOf } from '../../../../src/models/xgboost/predict.ts';
import { readUbjson } from '../../../../src/models/xgboost/ubjson.ts';
import { addLeaves } from '../../../../src/models/xgboost/walk.ts';
import { readAnswers, readFixture } from './fixtures.ts';

/** A node at a time, as the file has them: what the packed walk must equal. */
function addLeavesPlainly({ roots, groups, nodes, values }: Forest, row: Float32Array, sums: Float32Array): void {
	for (const [tree, root] of roots.entries()) {
		let node = root;
		for (let feature: number; (feature = nodes[node * nodeSize] as number) >= 0;) {
			const value = row[feature] as number;
			const threshold = values[node] as number;
			const child = value < threshold ? 1 : value >= threshold ? 2 : 3;
			node = nodes[node * nodeSize + child] as number;
		}
		const group = groups[tree] as number;
		sums[group] = (sums[group] as number) + (values[node] as number);
	}
}

function expectSameSums(forest: Forest, rows: readonly Float32Array[], classes: number, kind: string): void {
	const packed = packForest(forest, rows[0]?.length ?? 0);
	expect(packed.splits.kind).toBe(kind);
	const expected = new Float32Array(rows.length * classes);
	for (const [row, features] of rows.entries()) {
		addLeavesPlainly(forest, features, expected.subarray(row * classes, (row + 1) * classes));
	}
	for (const size of [1, 7, 8, 9, 39, rows.length]) {
		const sums = new Float32Array(rows.length * classes);
		for (let row = 0; row < rows.length; row += size) {
			addLeaves(packed, rows.slice(row, row + size), sums.subarray(row * classes, (row + size) * classes));
		}
		// As bits, so that not even zeros of different signs are equal.
		expect(new Uint32Array(sums.buffer), `${size} at a time`).toEqual(new Uint32Array(expected.buffer));
	}
}

/** A generator of numbers from 0 to below 1, the same in every run (Park and Miller's). */
function createRandom() {
	let state = 1;
	return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

interface Shape {
	readonly trees: number;
	/** Of a tree; its nodes are splits from the root to here, but for one in ten. */
	readonly depth: number;
	readonly features: number;
	readonly threshold: () => number;
}

function growForest({ trees, depth, features, threshold }: Shape, random: () => number): Forest {
	const nodes: number[] = [];
	const values: number[] = [];
	const grow = (depth: number): number => {
		const node = values.length;
		nodes.push(-1, 0, 0, 0);
		values.push(random() - 0.5);
		if (depth > 0 && random() > 0.1) {
			const children = [grow(depth - 1), grow(depth - 1)];
			const missing = children[random() < 0.5 ? 0 : 1];
			const split = [Math.floor(random() * features), ...children, missing as number];
			split.forEach((number, index) => (nodes[node * nodeSize + index] = number));
			values[node] = threshold();
		}
		return node;
	};
	const roots = Int32Array.from({ length: trees }, () => grow(depth));
	return {
		roots,
		groups: roots.map((_, tree) => tree % 3),
		nodes: Int32Array.from(nodes),
		values: Float32Array.from(values),
	};
}

describe('addLeaves', () => {
	const bytes = readFixture('digits.bin');
	const rows = Array.from({ length: 400 }, (_, index) =>
		toFeatures(asDigit(Uint8Array.from(bytes.subarray(index * 785, index * 785 + digitPixels)))),
	);
	const file = readFileSync('model/xgboost/mnist.ubj');

	it("comes to real XGBoost's sums of 2,000 trees, to the bit", () => {
		const expected = Uint8Array.from(readFixture('margins.bin'));
		expect(rows.length * 10 * 4).toBe(expected.length);
		const model = readXgboostModel(file);
		const together = marginsOf(model, rows);
		expect(new Uint8Array(together.buffer)).toEqual(expected);
		const one = rows.map((row) => marginsOf(model, [row]));
		expect(one.flatMap((sums) => [...sums])).toEqual([...together]);
	});

	it('comes to the sums of a walk node by node', () => {
		const learner = fieldsOf(asFields(readUbjson(file), 'model'), 'learner');
		const model = fieldsOf(fieldsOf(learner, 'gradient_booster'), 'model');
		expectSameSums(readForest(model, 10, digitPixels), rows, 10, 'conditions');
	});

	/** What values and thresholds may be: both zeros, infinities, denormals. */
	const odd = [0, -0, 1, -1, Infinity, -Infinity, 1e-45, -1e-45, NaN];
	const few = odd.filter((value) => !Number.isNaN(value));
	const random = createRandom();
	const draw = (values: readonly number[]) => values[Math.floor(random() * values.length)] as number;

	it.each<[string, Shape, string]>([
		['no trees', { trees: 0, depth: 1, features: 5, threshold: random }, 'conditions'],
		['single leaves', { trees: 5, depth: 0, features: 5, threshold: random }, 'conditions'],
		['few trees', { trees: 3, depth: 4, features: 5, threshold: () => draw(few) }, 'conditions'],
		['trees of other depths', { trees: 50, depth: 6, features: 20, threshold: () => draw(few) }, 'conditions'],
		['many thresholds', { trees: 300, depth: 9, features: 20, threshold: random }, 'ranks'],
	])('comes to the same with %s, and values that are missing or odd', (_, shape, kind) => {
		const rows = Array.from({ length: 79 }, (_, row) =>
			Float32Array.from({ length: shape.features }, () => (row % 2 === 0 ? random() : draw(odd))),
		);
		expectSameSums(growForest(shape, random), rows, 3, kind);
	});

	it('comes to the same in a tree too large for words', () => {
		// Complete: the children of node n are 2n + 1 and 2n + 2.
		const splits = 2 ** 18 - 1;
		const count = 2 * splits + 1;
		const forest = {
			roots: Int32Array.of(0),
			groups: Int32Array.of(0),
			nodes: Int32Array.from({ length: count * nodeSize }, (_, index) => {
				const node = Math.floor(index / nodeSize);
				return node < splits ? ([node % 5, 2 * node + 1, 2 * node + 2, 2 * node + 1][index % nodeSize] as number) : -1;
			}),
			values: Float32Array.from({ length: count }, (_, node) => (node < splits ? 0.5 : node)),
		};
		const rows = Array.from({ length: 20 }, () => Float32Array.from({ length: 5 }, () => draw([0, 0.5, 1, NaN])));
		expectSameSums(forest, rows, 1, 'ranks');
	});
});

describe('marginsOf', () => {
	it('takes rows of the right length alone', () => {
		const model = readXgboostModel(readFixture('softprob.ubj'));
		const { rows } = readAnswers();
		expect(() => marginsOf(model, [...rows, new Float32Array(4)])).toThrow(RangeError);
	});
});
