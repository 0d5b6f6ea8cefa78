import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import type { XgboostImage } from '../../../../src/aws/xgboostImages.ts';
import { toProblem, type Problem } from '../../../../src/core/problem.ts';
import { createModelArchive } from '../../../../src/endpoints/modelFile/createModelArchive.ts';
import { readDeployable } from '../../../../src/endpoints/modelFile/readDeployable.ts';
import { unpackModels } from '../../../../src/endpoints/modelFile/unpackModels.ts';
import { packTar } from './packTar.ts';

const read = (name: string) => readFileSync(`test/fixtures/models/${name}`);
const model = read('small.ubj');

/** small.json, as another version of XGBoost would write it. */
function edited(edit: (learner: Learner) => void): Uint8Array {
	const json = JSON.parse(read('small.json').toString()) as { learner: Learner };
	edit(json.learner);
	return Buffer.from(JSON.stringify(json));
}

interface Learner {
	readonly learner_model_param: Record<string, string>;
	readonly gradient_booster: { weight_drop?: number[]; readonly model: { weight_drop?: number[]; trees: unknown[] } };
}

async function problemOf(bytes: Uint8Array, image: XgboostImage): Promise<Problem | undefined> {
	return readDeployable(bytes, [image]).then(() => undefined, toProblem);
}

const python = '/usr/bin/python3';
const { stdout: version } = spawnSync(python, ['-c', 'import xgboost; print(xgboost.__version__)'], {
	encoding: 'utf8',
});

/** Loads a model of standard input, and prints the base score that it took. */
const printBaseScore = `
import json, sys, xgboost
booster = xgboost.Booster(model_file=bytearray(sys.stdin.buffer.read()))
print(json.loads(booster.save_config())["learner"]["learner_model_param"]["base_score"])
`;

// Why a file of 3.1 is refused for an older image: it would answer, and wrongly.
test.runIf(/^(1|2|3\.0)\./.test(version))('real XGBoost before 3.1 takes base scores in brackets for 0.5', () => {
	const baseScoreOf = (text: string) => {
		// As text: JSON.stringify would write 1.0 as the integer 1.
		const input = read('small.json').toString().replace('"base_score":"5E-1"', `"base_score":"${text}"`);
		return Number(spawnSync(python, ['-c', printBaseScore], { input, encoding: 'utf8' }).stdout);
	};
	expect([baseScoreOf('1E-1'), baseScoreOf('[1E-1]')]).toEqual([0.1, 0.5]);
});

describe('readDeployable', () => {
	it('takes the very bytes of an archive as a training job leaves it', async () => {
		const archive = createModelArchive(model);
		expect(await readDeployable(archive, ['1.7-1'])).toEqual({
			archive,
			objective: 'multi:softprob',
			images: ['1.7-1'],
		});
		expect((await readDeployable(archive, ['1.7-1'])).archive).toBe(archive);
	});

	it.each([
		['a model', model],
		['a model packed with gzip', gzipSync(model)],
		['an archive with the model in a folder', gzipSync(packTar([['model/xgboost-model', model]]))],
		// The container would load both, and fail.
		[
			'an archive with something beside the model',
			gzipSync(
				packTar([
					['metrics.json', Buffer.from('{}')],
					['xgboost-model', model],
				]),
			),
		],
	])('makes an archive of %s', async (_, bytes) => {
		const { archive } = await readDeployable(bytes, ['3.2-0']);
		expect(Buffer.from(archive)).toEqual(Buffer.from(createModelArchive(model)));
	});

	it('tells which of several images read it, and of none the last', async () => {
		const all = ['3.2-0', '3.0-5', '1.7-1'] as const;
		expect((await readDeployable(model, all)).images).toEqual(all);
		expect((await readDeployable(read('xgboost-model'), all)).images).toEqual(['3.0-5', '1.7-1']);
		const { images } = await readDeployable(
			edited(({ learner_model_param }) => (learner_model_param['base_score'] = '[5E-1]')),
			all,
		);
		expect(images).toEqual(['3.2-0']);
	});

	it('keeps all models of k-fold cross-validation', async () => {
		const folds = ['xgboost-model-0', 'xgboost-model-1'].map((name) => [name, model] as const);
		const kept = gzipSync(packTar(folds));
		expect((await readDeployable(kept, ['3.2-0'])).archive).toBe(kept);
		const made = await readDeployable(gzipSync(packTar([...folds, ['log.txt', Buffer.from('x')]])), ['3.2-0']);
		const { models, isForContainer } = await unpackModels(made.archive);
		expect([models.length, isForContainer]).toEqual([2, true]);
		expect(gunzipSync(made.archive).toString('latin1')).toContain('xgboost-model-1');
	});

	test.each<[string, Uint8Array, XgboostImage, Problem]>([
		['785 features', read('785.ubj'), '3.2-0', { code: 'modelNotServed', of: 'features', found: 785, expected: 784 }],
		['two classes', read('logistic.ubj'), '3.2-0', { code: 'modelNotServed', of: 'classes', found: 2, expected: 10 }],
		['a pickle', read('small.pickle'), '3.2-0', { code: 'modelPickled' }],
		[
			'the old binary format',
			read('xgboost-model'),
			'3.2-0',
			{ code: 'modelImage', image: '3.2-0', from: '1.0', upTo: '3.0' },
		],
		[
			'base scores of XGBoost 3.1',
			edited(({ learner_model_param }) => (learner_model_param['base_score'] = '[5E-1]')),
			'3.0-5',
			{ code: 'modelImage', image: '3.0-5', from: '3.1' },
		],
		[
			'dart of XGBoost 3.3',
			edited(({ gradient_booster }) => (gradient_booster.weight_drop = gradient_booster.model.trees.map(() => 0.5))),
			'3.2-0',
			{ code: 'modelImage', image: '3.2-0', from: '3.3' },
		],
		[
			'dart of XGBoost 3.4',
			edited(({ gradient_booster: { model } }) => (model.weight_drop = model.trees.map(() => 0.5))),
			'3.2-0',
			{ code: 'modelImage', image: '3.2-0', from: '3.3' },
		],
	])('refuses %s', async (_, bytes, image, problem) => {
		expect(await problemOf(bytes, image)).toEqual(problem);
	});

	test.each<[string, Uint8Array, XgboostImage]>([
		['the old binary format', read('xgboost-model'), '3.0-5'],
		['the old binary format', read('xgboost-model'), '1.7-1'],
		[
			'base scores of XGBoost 3.1',
			edited(({ learner_model_param }) => (learner_model_param['base_score'] = '[5E-1]')),
			'3.2-0',
		],
		['the committed model', readFileSync('model/xgboost/mnist.ubj'), '1.7-1'],
		['the committed model', readFileSync('model/xgboost/mnist.ubj'), '3.2-0'],
	])('takes %s', async (_, bytes, image) => {
		expect(await problemOf(bytes, image)).toBeUndefined();
	});
});
