import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isBinaryModel, readBinaryModel, type BinaryTree } from '../../../../src/core/xgboost/binary.ts';
import { toProblem } from '../../../../src/core/index.ts';

const bytes = readFileSync('test/fixtures/models/xgboost-model');

/** The same model as JSON. */
const json = JSON.parse(readFileSync('test/fixtures/models/small.json', 'utf8')) as {
	readonly learner: {
		readonly learner_model_param: Readonly<Record<string, string>>;
		readonly gradient_booster: {
			readonly model: {
				readonly tree_info: readonly number[];
				readonly trees: readonly Readonly<Record<keyof BinaryTree, readonly number[]>>[];
			};
		};
	};
};

function problemOf(bytes: Uint8Array) {
	try {
		readBinaryModel(bytes);
	} catch (error) {
		return toProblem(error);
	}
	return undefined;
}

describe('readBinaryModel', () => {
	it('reads what XGBoost 1.7 writes, as it stands in JSON', () => {
		const { learner, version } = readBinaryModel(bytes);
		expect(version.slice(0, 2)).toEqual([1, 7]);
		expect(learner.objective.name).toBe('multi:softprob');
		expect(learner.learner_model_param).toEqual({ base_score: '0.5', num_class: '10', num_feature: '784' });
		const { model } = learner.gradient_booster;
		const expected = json.learner.gradient_booster.model;
		expect([...model.tree_info]).toEqual(expected.tree_info);
		expect(model.trees).toHaveLength(expected.trees.length);
		for (const [index, tree] of model.trees.entries()) {
			for (const [name, values] of Object.entries(tree) as [keyof BinaryTree, ArrayLike<number>][]) {
				const wanted = expected.trees[index]?.[name] ?? [];
				const rounded = name === 'split_conditions' ? wanted.map(Math.fround) : wanted;
				expect(Array.from(values), `${name} of tree ${index}`).toEqual(rounded.map(Number));
			}
		}
	});

	it('knows the format by its first bytes', () => {
		expect(isBinaryModel(bytes)).toBe(true);
		expect(isBinaryModel(readFileSync('test/fixtures/models/small.ubj'))).toBe(false);
		expect(isBinaryModel(new Uint8Array())).toBe(false);
	});

	it('refuses DART', () => {
		expect(problemOf(readFileSync('test/fixtures/models/dart.model'))).toMatchObject({ code: 'modelUnsupported' });
	});

	it.each([4, 100, 150, 200, 400, 5000])('refuses a file cut at byte %i', (length) => {
		expect(problemOf(bytes.subarray(0, length))).toMatchObject({ code: 'modelBroken' });
	});

	it.each([
		['a name', 140],
		['the trees', 176],
		['the nodes', 340],
	])('does not believe a length of %s that the file cannot hold', (_, offset) => {
		const changed = Buffer.from(bytes);
		changed.writeInt32LE(0x7fffffff, offset);
		expect(problemOf(changed)).toMatchObject({ code: 'modelBroken' });
		changed.writeInt32LE(-1, offset);
		expect(problemOf(changed)).toMatchObject({ code: 'modelBroken' });
	});
});
