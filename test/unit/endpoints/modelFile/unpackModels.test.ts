import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toProblem } from '../../../../src/core/problem.ts';
import { unpackModels } from '../../../../src/endpoints/modelFile/unpackModels.ts';
import { createModelArchive } from '../../../../src/endpoints/modelFile/createModelArchive.ts';

const model = readFileSync('test/fixtures/models/xgboost-model');
const hasTar = spawnSync('tar', ['--version']).status === 0;

async function problemOf(bytes: Uint8Array, limit?: number) {
	return toProblem(await unpackModels(bytes, limit).catch((error: unknown) => error));
}

describe('unpackModels', () => {
	it('gives a model as it is', async () => {
		expect((await unpackModels(model)).models[0]).toBe(model);
	});

	it('finds the model in the archive that createModelArchive makes', async () => {
		expect((await unpackModels(createModelArchive(model))).models.map((bytes) => Buffer.from(bytes))).toEqual([model]);
	});

	it('refuses a pickle, packed or not', async () => {
		const pickle = readFileSync('test/fixtures/models/small.pickle');
		expect(await problemOf(pickle)).toEqual({ code: 'modelPickled' });
		expect(await problemOf(createModelArchive(pickle))).toEqual({ code: 'modelPickled' });
	});

	it.each([
		['a cut file', createModelArchive(model).subarray(0, 1000)],
		['what is no tar', gzipSync(Buffer.alloc(2000, 'x'))],
		['a cut tar', gzipSync(gunzipSync(createModelArchive(model)).subarray(0, 2000))],
		['a header with a wrong sum', gzipSync(gunzipSync(createModelArchive(model)).fill('y', 0, 1))],
	])('refuses %s', async (_, bytes) => {
		expect(await problemOf(bytes)).toMatchObject({ code: 'modelBroken' });
	});

	it('refuses to unpack more than the limit', async () => {
		expect(await problemOf(gzipSync(Buffer.alloc(2 ** 20)), 2 ** 16)).toMatchObject({ code: 'modelBroken' });
	});

	it('refuses an archive without a file', async () => {
		expect(await problemOf(gzipSync(Buffer.alloc(1024)))).toEqual({ code: 'modelArchive', files: [] });
	});
});

describe.runIf(hasTar)('unpackModels, of what tar writes', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'model-'));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true });
	});

	function pack(names: readonly string[], ...options: string[]): Uint8Array {
		for (const name of names) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			copyFileSync('test/fixtures/models/xgboost-model', join(folder, name));
		}
		const { stdout } = spawnSync('tar', ['-cz', ...options, '-C', folder, '.']);
		return stdout;
	}

	it.each([
		['the training job', ['xgboost-model']],
		['the training job, beside others', ['code/inference.py', 'xgboost-model', 'metrics.json']],
		['a folder', ['model/xgboost-model']],
		['a model of another name', ['my.ubj']],
		['a model beside code and what macOS adds', ['my.ubj', 'code/inference.py', '._my.ubj']],
	])('finds the model of %s: %j', async (_, names) => {
		expect((await unpackModels(pack(names))).models.map((bytes) => Buffer.from(bytes))).toEqual([model]);
		expect((await unpackModels(pack(names, '--format=pax'))).models.map((bytes) => Buffer.from(bytes))).toEqual([
			model,
		]);
	});

	it('says which files it cannot choose from', async () => {
		const problem = await problemOf(pack(['a.ubj', 'b.ubj']));
		const files: unknown = expect.arrayContaining(['./a.ubj', './b.ubj']);
		expect(problem).toEqual({ code: 'modelArchive', files });
	});
});
