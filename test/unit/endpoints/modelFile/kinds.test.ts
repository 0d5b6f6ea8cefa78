import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toProblem, type Problem } from '../../../../src/core/problem.ts';
import type { ModelFileConfig } from '../../../../src/endpoints/modelFile/config.ts';
import { createModelFileEndpoint } from '../../../../src/endpoints/modelFile/endpoint.ts';
import { goldenSample } from '../../../../tools/localService/samples.ts';
import { packTar } from './packTar.ts';

interface Kinds {
	readonly pictures: readonly string[];
	/** By file, of each picture: what real XGBoost predicts, the probabilities or one number. */
	readonly predicted: Readonly<Record<string, readonly (number | readonly number[])[]>>;
}

const { pictures, predicted } = JSON.parse(readFileSync('test/fixtures/models/kinds.json', 'utf8')) as Kinds;
const samples = await Promise.all(pictures.map(goldenSample));
const small = (
	JSON.parse(readFileSync('test/fixtures/models/predictions.json', 'utf8')) as {
		readonly small: Readonly<Record<string, readonly number[]>>;
	}
).small;

const fixture = (name: string) => readFileSync(`test/fixtures/models/${name}`);

async function reply(bytes: Uint8Array, config: Partial<ModelFileConfig> = {}) {
	const files = {
		stat: async () => Promise.resolve({ mtime: 1, size: bytes.length }),
		readFile: async () => Promise.resolve(bytes),
	};
	const endpoint = createModelFileEndpoint({ type: 'modelFile', name: 'mine', path: '/m', ...config }, files);
	return endpoint.classify(samples, new AbortController().signal);
}

async function classify(bytes: Uint8Array, config: Partial<ModelFileConfig> = {}) {
	return (await reply(bytes, config)).predictions;
}

const sixDigits = (values: readonly number[] | undefined) => values?.map((value) => value.toFixed(6));

describe('a model file answers as XGBoost does', () => {
	it.each<[string, Partial<ModelFileConfig>]>([
		['sparse.ubj', { missing: 0 }],
		['780.ubj', { missing: 0 }],
		['785.ubj', { featureOffset: 1 }],
		['early.ubj', {}],
		['early.model', {}],
		['weights.json', {}],
		['nan.json', {}],
		['small-0.90.model', {}],
	])('%s, %j', async (file, config) => {
		const predictions = await classify(fixture(file), config);
		expect(predictions.map(({ probabilities }) => sixDigits(probabilities))).toEqual(
			predicted[file]?.map((expected) => sixDigits(expected as readonly number[])),
		);
	});

	it.each(['logistic.ubj', 'logistic.model', 'logistic-0.90.model'])(
		'%s: the probability of the second',
		async (file) => {
			const expected = predicted[file] as readonly number[];
			const predictions = await classify(fixture(file));
			expect(predictions.map(({ label }) => label)).toEqual(expected.map((value) => Number(value > 0.5)));
			expect(sixDigits(predictions.map(({ probabilities }) => probabilities?.[1] ?? NaN))).toEqual(sixDigits(expected));
		},
	);

	it.each(['logitraw.ubj', 'logitraw.model'])('%s: the margin', async (file) => {
		const expected = predicted[file] as readonly number[];
		const predictions = await classify(fixture(file));
		expect(predictions.map(({ label }) => label)).toEqual(expected.map((value) => Number(value > 0)));
		const margins = predictions.map(({ probabilities: [other, own] = [] }) => Math.log((own ?? 0) / (other ?? 0)));
		expect(margins.map((value) => value.toFixed(4))).toEqual(expected.map((value) => value.toFixed(4)));
	});

	it.each(['hinge.ubj', 'hinge.model'])('%s: the label alone', async (file) => {
		expect(await classify(fixture(file))).toEqual(predicted[file]?.map((label) => ({ label })));
	});

	it('gives other answers where it is not said that zeros are missing', async () => {
		const right = await classify(fixture('sparse.ubj'), { missing: 0 });
		expect(await classify(fixture('sparse.ubj'))).not.toEqual(right);
	});

	it.each<[string, Partial<ModelFileConfig>, string | undefined]>([
		['sparse.ubj', {}, 'zerosMissing'],
		['sparse.ubj', { missing: 0 }, undefined],
		['small.ubj', {}, undefined],
		['785.ubj', { featureOffset: 1 }, undefined],
		['weights.json', {}, undefined],
	])('of %s, %j, it warns: %s', async (file, config, warning) => {
		expect((await reply(fixture(file), config)).warning).toBe(warning);
	});

	it('takes the mean of the models of k-fold cross-validation', async () => {
		const archive = gzipSync(
			packTar([
				['xgboost-model-0', fixture('small.ubj')],
				['xgboost-model-1', fixture('weights.json')],
				['xgboost-model-2', fixture('small.json')],
			]),
		);
		const predictions = await classify(archive);
		for (const [index, { label, probabilities }] of predictions.entries()) {
			const [one, two] = [small[pictures[index] as string], predicted['weights.json']?.[index] as readonly number[]];
			const means = (one ?? []).map((value, of) => (2 * value + (two[of] as number)) / 3);
			for (const [of, mean] of means.entries()) {
				expect(probabilities?.[of]).toBeCloseTo(mean, 6);
			}
			expect(label).toBe(means.indexOf(Math.max(...means)));
		}
	});

	it('lets models vote that answer with labels', async () => {
		const softmax = fixture('small.json').toString().replaceAll('multi:softprob', 'multi:softmax');
		const other = fixture('weights.json').toString().replaceAll('multi:softprob', 'multi:softmax');
		const archive = gzipSync(
			packTar([softmax, other, other].map((text, index) => [`xgboost-model-${index}`, Buffer.from(text)])),
		);
		expect(await classify(archive)).toEqual((await classify(Buffer.from(other))).map(({ label }) => ({ label })));
	});
});

const model = fixture('xgboost-model');

describe('the model of an archive is', () => {
	it.each<[string, readonly (readonly [string, Uint8Array])[]]>([
		[
			"the training job's in the top folder, whatever comes first",
			[
				['old/xgboost-model', fixture('dart.model')],
				['xgboost-model', model],
			],
		],
		[
			'the same after ./',
			[
				['./old/xgboost-model', fixture('dart.model')],
				['./xgboost-model', model],
			],
		],
		[
			'the only model, beside code',
			[
				['model.bst', model],
				['inference.py', Buffer.from('\n')],
				['requirements.txt', Buffer.from('xgboost\n')],
			],
		],
		[
			'the only model, beside other JSON',
			[
				['my.json', fixture('small.json')],
				['notes.txt', Buffer.from('7')],
				['a.csv', Buffer.from('7,0')],
			],
		],
		[
			'the one in the top folder, of any name',
			[
				['old/xgboost-model', fixture('dart.model')],
				['my.ubj', model],
			],
		],
		[
			'one with a long name',
			[
				[`${'long/'.repeat(30)}xgboost-model`, fixture('dart.model')],
				[`${'m'.repeat(150)}.ubj`, model],
			],
		],
	])('%s', async (_, files) => {
		for (const form of ['ustar', 'gnu', 'pax'] as const) {
			const predictions = await classify(gzipSync(packTar(files, form)));
			expect(predictions.map(({ probabilities }) => sixDigits(probabilities))).toEqual(
				pictures.map((name) => sixDigits(small[name])),
			);
		}
	});

	it('what gzip packed without tar', async () => {
		expect(await classify(gzipSync(fixture('small.json')))).toEqual(await classify(fixture('small.json')));
	});
});

const tar = packTar([['xgboost-model', model]]);
const bytes = (...values: (string | number)[]) =>
	Buffer.concat(
		values.map((value) => (typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from([value]))),
	);
const s3Error =
	'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';

describe('what is no model is named', () => {
	it.each<[string, Uint8Array, Partial<Problem>]>([
		['a dump as JSON', fixture('dump.json'), { code: 'modelForeign', format: 'dump' }],
		['a dump as text', fixture('dump.txt'), { code: 'modelForeign', format: 'dump' }],
		['a tree of a dump', Buffer.from('{"nodeid": 0, "leaf": 0.5}'), { code: 'modelForeign', format: 'dump' }],
		['save_config', fixture('config.json'), { code: 'modelForeign', format: 'configuration' }],
		['a pickle, protocol 0', fixture('protocol0.pickle'), { code: 'modelPickled' }],
		['a pickle of a dictionary, protocol 1', fixture('protocol1.pickle'), { code: 'modelPickled' }],
		['a pickle, protocol 4', fixture('small.pickle'), { code: 'modelPickled' }],
		['a pickle, packed', gzipSync(fixture('protocol0.pickle')), { code: 'modelPickled' }],
		['a pickle, packed by joblib', deflateSync(fixture('small.pickle')), { code: 'modelPickled' }],
		[
			'a pickle in an archive',
			gzipSync(packTar([['xgboost-model', fixture('protocol1.pickle')]])),
			{ code: 'modelPickled' },
		],
		[
			'a dump in an archive',
			gzipSync(packTar([['model.json', fixture('dump.json')]])),
			{ code: 'modelForeign', format: 'dump' },
		],
		['a tar', tar, { code: 'modelForeign', format: 'tar' }],
		['a zip', bytes('PK', 3, 4, 20, 0), { code: 'modelForeign', format: 'zip' }],
		['a bz2', bytes('BZh91AY&SY'), { code: 'modelForeign', format: 'bzip2' }],
		['an xz', bytes(0xfd, '7zXZ', 0, 0, 4), { code: 'modelForeign', format: 'xz' }],
		['a zst', bytes(0x28, 0xb5, 0x2f, 0xfd, 4), { code: 'modelForeign', format: 'zstd' }],
		[
			"S3's error page",
			Buffer.from(s3Error),
			{ code: 'modelForeign', format: 'errorPage', detail: 'AccessDenied: Access Denied' },
		],
		['a page', Buffer.from('<!DOCTYPE html>\n<html>'), { code: 'modelForeign', format: 'errorPage' }],
		[
			'a Git LFS pointer',
			Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:1'),
			{ code: 'modelForeign', format: 'gitLfs' },
		],
		['training rows', Buffer.from('7,0.0,0.0,0.5\n'), { code: 'modelForeign', format: 'data' }],
		['libsvm rows', Buffer.from('7 153:0.1 154:0.5\n'), { code: 'modelForeign', format: 'data' }],
		['weights', bytes(0x40, 0, 0, 0, 0, 0, 0, 0, '{"conv.weight":{'), { code: 'modelForeign', format: 'network' }],
		['a LightGBM model', Buffer.from('tree\nversion=v4\n'), { code: 'modelForeign', format: 'lightGbm' }],
		['785 features', fixture('785.ubj'), { code: 'modelFeatures', features: 785, expected: 784 }],
		['780 features', fixture('780.ubj'), { code: 'modelFeatures', features: 780, expected: 784 }],
	])('%s', async (_, content, problem) => {
		const failure: unknown = await classify(content).catch((error: unknown) => error);
		expect(toProblem(failure)).toMatchObject(problem);
	});
});
