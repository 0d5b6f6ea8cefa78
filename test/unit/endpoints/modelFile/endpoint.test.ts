import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createModelArchive } from '../../../../src/endpoints/modelFile/createModelArchive.ts';
import { ProblemError, toProblem } from '../../../../src/core/problem.ts';
import type { ModelFileConfig } from '../../../../src/endpoints/modelFile/config.ts';
import { createModelFileEndpoint } from '../../../../src/endpoints/modelFile/endpoint.ts';
import { goldenSample } from '../../../../tools/localService/samples.ts';

const { signal } = new AbortController();
const names = ['0_00003_q75.jpg', '3_00030_q95.jpg', '7_00017_q100.jpg'];
const samples = await Promise.all(names.map(goldenSample));
const expected = (
	JSON.parse(readFileSync('test/fixtures/models/predictions.json', 'utf8')) as {
		readonly small: Readonly<Record<string, readonly number[]>>;
	}
).small;

const fixture = (name: string) => readFileSync(`test/fixtures/models/${name}`);

/** A disk with one file. */
function createDisk(path: string, bytes: Uint8Array) {
	let content = bytes;
	let mtime = 1;
	let reads = 0;
	const check = (asked: string): void => {
		if (asked !== path) {
			throw new ProblemError({ code: 'fileNotFound' });
		}
	};
	return {
		write(bytes: Uint8Array): void {
			content = bytes;
			mtime++;
		},
		reads: () => reads,
		files: {
			stat: async (asked: string) => {
				check(asked);
				return Promise.resolve({ mtime, size: content.length });
			},
			readFile: async (asked: string) => {
				check(asked);
				reads++;
				return Promise.resolve(content);
			},
		},
	};
}

function endpointOf(disk: ReturnType<typeof createDisk>, config: Partial<ModelFileConfig> = {}) {
	return createModelFileEndpoint({ type: 'modelFile', name: 'mine', path: '/models/m', ...config }, disk.files);
}

describe('createModelFileEndpoint', () => {
	it.each([
		['small.ubj', fixture('small.ubj')],
		['small.json', fixture('small.json')],
		['xgboost-model', fixture('xgboost-model')],
		['model.tar.gz', createModelArchive(fixture('xgboost-model'))],
	])('says of %s what XGBoost says', async (_, bytes) => {
		const { predictions, sent } = await endpointOf(createDisk('/models/m', bytes)).classify(samples, signal);
		expect(sent).toBeUndefined();
		expect(predictions.map(({ label }) => label)).toEqual([0, 3, 7]);
		for (const [index, { probabilities }] of predictions.entries()) {
			const wanted = expected[names[index] as string] as readonly number[];
			expect(probabilities?.map((value) => value.toFixed(6))).toEqual(wanted.map((value) => value.toFixed(6)));
		}
	});

	it('reads the file once, and again when it has changed', async () => {
		const disk = createDisk('/models/m', fixture('small.ubj'));
		const endpoint = endpointOf(disk);
		await Promise.all([endpoint.classify(samples, signal), endpoint.classify(samples, signal)]);
		await endpoint.classify(samples, signal);
		expect(disk.reads()).toBe(1);
		disk.write(fixture('small.pickle'));
		await expect(endpoint.classify(samples, signal)).rejects.toThrow('modelPickled');
		disk.write(fixture('small.json'));
		expect((await endpoint.classify(samples, signal)).predictions).toHaveLength(3);
	});

	it('starts at the home folder', async () => {
		const disk = createDisk(join(homedir(), 'm.ubj'), fixture('small.ubj'));
		expect((await endpointOf(disk, { path: '~/m.ubj' }).classify(samples, signal)).predictions).toHaveLength(3);
	});

	it('gives the model the pixels as configured', async () => {
		const disk = createDisk('/models/m', fixture('small.ubj'));
		const [zeroToOne, bytes] = await Promise.all([
			endpointOf(disk, { pixelRange: '0-1' }).classify(samples, signal),
			endpointOf(disk, { pixelRange: '0-255' }).classify(samples, signal),
		]);
		expect(bytes.predictions).not.toEqual(zeroToOne.predictions);
	});

	it.each([
		['a pickle', fixture('small.pickle'), { code: 'modelPickled' }],
		['783 features', fixture('783.ubj'), { code: 'modelFeatures', features: 783, expected: 784 }],
		['half a model', fixture('small.ubj').subarray(0, 5000), { code: 'modelBroken' }],
		['a text', Buffer.from('a model'), { code: 'modelUnsupported' }],
		['nothing', Buffer.alloc(0), { code: 'modelBroken' }],
	])('refuses %s', async (_, bytes, problem) => {
		const failure: unknown = await endpointOf(createDisk('/models/m', bytes))
			.classify(samples, signal)
			.catch((error: unknown) => error);
		expect(toProblem(failure)).toMatchObject(problem);
	});

	it("says that the file is missing, and follows the signal's abort", async () => {
		const disk = createDisk('/models/m', fixture('small.ubj'));
		await expect(endpointOf(disk, { path: '/other' }).classify(samples, signal)).rejects.toMatchObject({
			problem: { code: 'modelFileFailed', path: '/other', problem: { code: 'fileNotFound' } },
		});
		await expect(endpointOf(disk).classify(samples, AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
			'stopped',
		);
	});
});
