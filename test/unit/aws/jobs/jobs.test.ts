import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test, vi } from 'vitest';
import { hasEnded, jobUri, type Job } from '../../../../src/core/job.ts';
import { createModelArchive } from '../../../../src/endpoints/modelFile/createModelArchive.ts';
import { committedModel } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { account } from '../../../../tools/sageMakerServer/runtime/checks.ts';
import { createClients } from '../../tools/sageMakerServer/awsClients.ts';
import { problemOf, signal } from '../awsSetUp.ts';
import { deployJob, row, rows, target, trainJob, transformJob, uploadsOf, useJobs } from './jobsSetUp.ts';

const setUp = useJobs();
const model = createModelArchive(readFileSync(committedModel));

async function untilEnded<Of extends Job>(job: Of): Promise<Of> {
	let now = job;
	await vi.waitUntil(
		async () => {
			now = await setUp.jobs.refresh(now, signal);
			return hasEnded(now);
		},
		{ timeout: 60_000, interval: 50 },
	);
	return now;
}

describe('the account', () => {
	test('is told with its region', async () => {
		expect(await setUp.jobs.identify({ profile: 'digits' }, signal)).toEqual({ account, region: 'us-east-1' });
	});

	test.each([
		['nowhere-to-be-found', { code: 'bucketNotFound', bucket: 'nowhere-to-be-found' }],
		['digits-eu', { code: 'bucketElsewhere', bucket: 'digits-eu', region: 'eu-west-1' }],
	])('a bucket that will not do: %s', async (bucket, problem) => {
		expect(await problemOf(setUp.jobs.checkBucket(target, bucket, signal))).toEqual(problem);
	});

	test('a bucket that may not be seen', async () => {
		setUp.faults.push({ operation: 'HeadBucket', fault: 'accessDenied' });
		expect(await problemOf(setUp.jobs.checkBucket(target, 'digits', signal))).toEqual({
			code: 'bucketDenied',
			bucket: 'digits',
		});
	});

	test('a bucket that will', async () => {
		await expect(setUp.jobs.checkBucket(target, 'digits', signal)).resolves.toBeUndefined();
	});
});

describe('a training', () => {
	test('uploads, is created, followed, and leaves a model', async () => {
		const counts: number[] = [];
		const files = { 'train/00000.csv': rows(0, 1, 0, 1), 'validation/00000.csv': rows(0, 1) };
		const job = { ...trainJob, rows: { train: 4, validation: 2 } };
		const started = await setUp.jobs.start(job, uploadsOf(files), (count) => counts.push(count), signal);
		expect(started.state).toBe('running');
		expect(counts).toEqual([0, 1, 2]);
		const ended = await untilEnded(started);
		expect(ended).toMatchObject({
			state: 'completed',
			artifact: 's3://digits/digit-classifier/training/output/model.tar.gz',
		});
		const hasXgboost = spawnSync('/usr/bin/python3', ['-c', 'import xgboost']).status === 0;
		if (hasXgboost) {
			expect(ended.metrics?.map(({ name }) => name)).toContain('validation:merror');
		}
		const bytes = await setUp.jobs.download(target, ended.artifact ?? '', 1e9, signal);
		expect([bytes[0], bytes[1]]).toEqual([0x1f, 0x8b]);
	});

	test('goes on after an interruption: nothing twice, neither files nor job', async () => {
		const job = { ...trainJob, name: 'again' };
		const files = { 'train/00000.csv': rows(0, 1), 'train/00001.csv': rows(1, 0) };
		const made: string[] = [];
		const failing = async function* (has: (path: string) => boolean) {
			for await (const upload of uploadsOf(files, made)(has)) {
				if (upload.path === 'train/00001.csv' && made.length === 2) {
					throw new Error('the window was closed');
				}
				yield upload;
			}
		};
		await expect(setUp.jobs.start(job, failing, () => undefined, signal)).rejects.toThrow('the window was closed');
		await setUp.jobs.start(job, failing, () => undefined, signal);
		expect(made).toEqual(['train/00000.csv', 'train/00001.csv', 'train/00001.csv']);
		// The answer to its creation was lost.
		await expect(setUp.jobs.start(job, failing, () => undefined, signal)).resolves.toMatchObject({ state: 'running' });
		expect((await untilEnded(job)).state).toBe('completed');
	});

	test('fails with a reason', async () => {
		const started = await setUp.jobs.start(
			{ ...trainJob, name: 'wrong', hyperparameters: { objective: 'multi:softmax' } },
			uploadsOf({ 'train/00000.csv': rows(0, 1) }),
			() => undefined,
			signal,
		);
		const { state, problem } = await untilEnded(started);
		expect(state).toBe('failed');
		expect(problem).toMatchObject({
			code: 'jobFailed',
			job: 'train',
			reason: expect.stringContaining('num_round') as string,
			logs: { region: 'us-east-1', group: '/aws/sagemaker/TrainingJobs', prefix: 'wrong' },
		});
	});

	test('SageMaker cannot take on the role', async () => {
		const role = `arn:aws:iam::${account}:role/Nobody`;
		const uploads = uploadsOf({ 'train/00000.csv': rows(0, 1) });
		const problem = await problemOf(
			setUp.jobs.start({ ...trainJob, name: 'no-role', role }, uploads, () => undefined, signal),
		);
		expect(problem).toMatchObject({ code: 'jobRole', role });
	});

	test('a container that nobody knows', async () => {
		const job = { ...trainJob, name: 'no-image', image: '9.9-9' };
		expect(await problemOf(setUp.jobs.start(job, uploadsOf({}), () => undefined, signal))).toEqual({
			code: 'jobImageUnknown',
			region: 'us-east-1',
			image: '9.9-9',
		});
	});

	test('one that SageMaker has forgotten', async () => {
		expect(await problemOf(setUp.jobs.refresh({ ...trainJob, name: 'forgotten' }, signal))).toEqual({
			code: 'jobNotFound',
			name: 'forgotten',
		});
	});
});

describe('an endpoint', () => {
	test('is created of a model, answers, and is deleted with all that was created', async () => {
		const started = await setUp.jobs.start(deployJob, uploadsOf({ 'model.tar.gz': model }), () => undefined, signal);
		expect(await untilEnded(started)).toMatchObject({ state: 'completed', step: 'InService' });
		const request = { endpointName: 'endpoint', body: row, features: 784, accept: 'text/csv' };
		expect((await setUp.aws.invoke(target, request, signal)).body).toMatch(/^[\d.,e-]+\n$/);
		expect(await setUp.jobs.deleteEndpoint(started, signal)).toMatchObject({ state: 'deleted' });
		await vi.waitFor(async () => {
			expect(await problemOf(setUp.aws.invoke(target, request, signal))).toMatchObject({ code: 'awsEndpointNotFound' });
		});
		// Once more, as after an answer that was lost; and the name is free again.
		await setUp.jobs.deleteEndpoint(started, signal);
		await expect(setUp.jobs.start(deployJob, uploadsOf({}), () => undefined, signal)).resolves.toMatchObject({
			state: 'running',
		});
	});

	test('a model that is not there', async () => {
		const uri = 's3://digits/nothing/model.tar.gz';
		const job = { ...deployJob, name: 'nothing', artifact: uri };
		expect(await problemOf(setUp.jobs.start(job, uploadsOf({}), () => undefined, signal))).toEqual({
			code: 'objectNotFound',
			uri,
		});
		const download = async () => problemOf(setUp.jobs.download(target, uri, 1e6, signal));
		expect(await download()).toEqual({ code: 'objectNotFound', uri });
		setUp.faults.push({ operation: 'HeadObject', fault: 'accessDenied' });
		expect(await download()).toEqual({ code: 'objectNotFound', uri });
	});

	test('an object that was stored as packed is downloaded as it is', async () => {
		const { s3 } = createClients(setUp.server.url);
		const where = { Bucket: 'digits', Key: 'packed/model.tar.gz' };
		await s3.send(new PutObjectCommand({ ...where, Body: gzipSync('7'), ContentEncoding: 'gzip' }));
		const bytes = await setUp.jobs.download(target, 's3://digits/packed/model.tar.gz', 1000, signal);
		expect(Buffer.from(bytes)).toEqual(gzipSync('7'));
	});

	test('an object that is too large is not downloaded', async () => {
		const uri = jobUri(deployJob, 'model.tar.gz');
		expect(await problemOf(setUp.jobs.download(target, uri, 1000, signal))).toEqual({
			code: 'objectTooLarge',
			uri,
			bytes: model.length,
			limit: 1000,
		});
	});
});

describe('a Batch Transform', () => {
	test('predicts all rows, file by file, in order', async () => {
		const text = `${row}\n${row}\n`;
		const started = await setUp.jobs.start(
			transformJob,
			uploadsOf({ 'model.tar.gz': model, 'rows/00000.csv': text, 'rows/00001.csv': text }),
			() => undefined,
			signal,
		);
		expect(await untilEnded(started)).toMatchObject({ state: 'completed' });
		const uris = await setUp.jobs.list(target, jobUri(transformJob, 'predictions/'), signal);
		expect(uris.map((uri) => uri.replace(/.*\//, ''))).toEqual(['00000.csv.out', '00001.csv.out']);
		const [first = ''] = uris;
		const answer = new TextDecoder().decode(await setUp.jobs.download(target, first, 1e6, signal));
		expect(answer.trimEnd().split('\n')).toHaveLength(2);
	});
});
