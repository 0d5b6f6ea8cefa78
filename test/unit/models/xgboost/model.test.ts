import { expect, test } from 'vitest';
import { readXgboostModel } from '../../../../src/models/xgboost/index.ts';
import { probabilitiesOf, problemOf, readAnswers, readFixture } from './fixtures.ts';

const { rows, answers } = readAnswers();

/** As far as the tests edit it. */
interface ModelJson {
	learner: {
		objective: { name: string };
		learner_model_param: Record<string, string>;
		gradient_booster: { name: string; model: { tree_info: number[]; trees: TreeJson[] } };
	};
}

interface TreeJson {
	left_children: number[];
	right_children: number[];
	split_indices: number[];
	split_conditions: unknown[];
	split_type?: number[];
	default_left: unknown[];
	tree_param: Record<string, string>;
}

function parameters(json: ModelJson, changes: Record<string, string>): void {
	Object.assign(json.learner.learner_model_param, changes);
}

/** softprob.json, edited by hand. */
function edited(edit: (json: ModelJson, tree: TreeJson) => void): Uint8Array {
	const json = JSON.parse(new TextDecoder().decode(readFixture('softprob.json'))) as ModelJson;
	edit(json, json.learner.gradient_booster.model.trees[4] as TreeJson);
	return new TextEncoder().encode(JSON.stringify(json));
}

const sameAnswers: Record<string, Parameters<typeof edited>[0]> = {
	'base_score as XGBoost 3.1 writes one for all': (json) => parameters(json, { base_score: '[5E-1]' }),
	'base_score as XGBoost 3.1 writes one per class': (json) => parameters(json, { base_score: '[5E-1,5E-1,5E-1]' }),
	'base_score as XGBoost 1.0 writes it': (json) => parameters(json, { base_score: '0.500000' }),
	'no split_type, as before XGBoost 1.3': (json) =>
		json.learner.gradient_booster.model.trees.forEach((tree) => delete tree.split_type),
	'default_left as booleans': (json) =>
		json.learner.gradient_booster.model.trees.forEach((tree) => {
			tree.default_left = tree.default_left.map(Boolean);
		}),
	'size_leaf_vector as XGBoost 3 writes it': (json) =>
		json.learner.gradient_booster.model.trees.forEach((tree) => {
			tree.tree_param['size_leaf_vector'] = '1';
		}),
};

for (const [name, edit] of Object.entries(sameAnswers)) {
	test(`reads ${name}`, () => {
		const model = readXgboostModel(edited(edit));
		for (const [index, row] of rows.entries()) {
			const expected = answers['softprob']?.[index] as number[];
			for (const [group, probability] of probabilitiesOf(model, row).entries()) {
				expect(Math.abs(probability - (expected[group] as number))).toBeLessThan(1e-6);
			}
		}
	});
}

test('a base_score per class is added to the margin of its class', () => {
	const scores = [1, 0.5, -0.25];
	const model = readXgboostModel(edited((json) => parameters(json, { base_score: JSON.stringify(scores) })));
	for (const [index, row] of rows.entries()) {
		const before = answers['softprob']?.[index] as number[];
		const weights = before.map((probability, group) => probability * Math.exp(scores[group] as number));
		const sum = weights.reduce((total, weight) => total + weight, 0);
		for (const [group, probability] of probabilitiesOf(model, row).entries()) {
			expect(Math.abs(probability - (weights[group] as number) / sum)).toBeLessThan(1e-6);
		}
	}
});

// XGBoost 3.3 has them beside the trees, 3.4 and later among what belongs to the trees: both call it gbtree.
test.each(['3.3', '3.4'])('weights of dart count where XGBoost %s keeps them', (version) => {
	const { learner, ...rest } = JSON.parse(new TextDecoder().decode(readFixture('dart.json'))) as {
		learner: { gradient_booster: { gbtree: { model: object }; weight_drop: number[] } };
	};
	const { gbtree, weight_drop } = learner.gradient_booster;
	const inside = version === '3.3' ? {} : { weight_drop };
	const beside = version === '3.3' ? { weight_drop } : {};
	const gradient_booster = { ...beside, name: 'gbtree', model: { ...gbtree.model, ...inside } };
	const moved = JSON.stringify({ ...rest, learner: { ...learner, gradient_booster } });
	const model = readXgboostModel(new TextEncoder().encode(moved));
	expect(model).toEqual({ ...readXgboostModel(readFixture('dart.json')), readers: { from: '3.3' } });
});

const unsupported: Record<string, [content: Uint8Array, detail: string]> = {
	'another objective': [readFixture('squarederror.ubj'), 'objective reg:squarederror'],
	'a linear booster': [readFixture('linear.ubj'), 'booster gblinear'],
	'categorical splits': [readFixture('categorical.ubj'), 'categorical splits'],
	'leaves with several outputs': [
		edited((_, tree) => {
			tree.tree_param['size_leaf_vector'] = '3';
		}),
		'trees with several outputs',
	],
	'a pickle': [Uint8Array.of(0x80, 4, 0x95), 'a Python pickle'],
	'an archive': [Uint8Array.of(0x1f, 0x8b, 8), 'a gzip archive'],
	"XGBoost's old binary format": [Uint8Array.of(0, 0, 0, 0x3f, 0x10, 3), 'not JSON or UBJSON'],
};

for (const [name, [content, detail]] of Object.entries(unsupported)) {
	test(`${name} is not supported`, () => {
		expect(problemOf(() => readXgboostModel(content))).toEqual({
			code: 'modelUnsupported',
			detail: expect.stringContaining(detail) as string,
		});
	});
}

const broken: Record<string, Uint8Array> = {
	'an empty file': new Uint8Array(),
	'JSON that ends early': readFixture('softprob.json').subarray(0, 2000),
	'JSON of something else': new TextEncoder().encode('{"name": "package"}'),
	'a child that is its parent': edited((_, tree) => (tree.left_children[0] = 0)),
	'a circle': edited((_, tree) => (tree.left_children[1] = 1)),
	'two parents': edited((_, tree) => (tree.right_children[0] = tree.left_children[0] as number)),
	'a child out of range': edited((_, tree) => (tree.right_children[0] = 9999)),
	'a negative child': edited((_, tree) => (tree.left_children[0] = -2)),
	'a child that is no integer': edited((_, tree) => (tree.right_children[0] = 1.5)),
	'a feature out of range': edited((_, tree) => (tree.split_indices[0] = 5)),
	'a feature that is no integer': edited((_, tree) => (tree.split_indices[0] = 0.5)),
	'a threshold that is no number': edited((_, tree) => (tree.split_conditions[0] = 'much')),
	'arrays of different lengths': edited((_, tree) => tree.split_indices.pop()),
	'a tree without nodes': edited((_, tree) => {
		for (const array of Object.values(tree).filter(Array.isArray)) {
			array.length = 0;
		}
	}),
	'a tree of no class': edited((json) => (json.learner.gradient_booster.model.tree_info[0] = 3)),
	'a tree too many': edited((json) => json.learner.gradient_booster.model.tree_info.pop()),
	'a single class': edited((json) => parameters(json, { num_class: '1' })),
	'too many classes': edited((json) => parameters(json, { num_class: '2000000000' })),
	'no number of features': edited((json) => parameters(json, { num_feature: '-5' })),
	'a base_score too many': edited((json) => parameters(json, { base_score: '[1E0,1E0]' })),
	'a base_score that is no number': edited((json) => parameters(json, { base_score: 'half' })),
};

for (const [name, content] of Object.entries(broken)) {
	test(`${name} is broken`, () => {
		expect(problemOf(() => readXgboostModel(content))?.code).toBe('modelBroken');
	});
}
