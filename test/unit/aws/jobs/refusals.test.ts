import { describe, expect, test } from 'vitest';
import { createDigitReader, trainingUploads } from '../../../../src/app/rowUploads.ts';
import { digitPixels } from '../../../../src/core/image.ts';
import { jobUri } from '../../../../src/core/job.ts';
import { tableDataset } from '../../../../src/datasets/tableDataset.ts';
import { problemOf, signal } from '../awsSetUp.ts';
import { deployJob, rows, target, trainJob, uploadsOf, useJobs } from './jobsSetUp.ts';

const setUp = useJobs();

const puts = (name: string) =>
	setUp.server.requests.filter(({ method, path }) => method === 'PUT' && path.includes(name));

describe('what AWS refuses', () => {
	test.each([
		['CreateTrainingJob', 'resourceLimit', { code: 'jobQuota', region: 'us-east-1' }],
		['CreateTrainingJob', 'accessDenied', { code: 'awsAccessDenied', action: 'sagemaker:CreateTrainingJob' }],
		['CreateTrainingJob', 'throttled', { code: 'awsThrottled' }],
		[
			'PutObject',
			'accessDenied',
			{ code: 'awsAccessDenied', action: 's3:PutObject', resource: 'arn:aws:s3:::digits/*' },
		],
		['PutObject', 'droppedBefore', { code: 'hostUnreachable', reason: 'reset' }],
		[
			'ListObjectsV2',
			'accessDenied',
			{ code: 'awsAccessDenied', action: 's3:ListBucket', resource: 'arn:aws:s3:::digits' },
		],
	] as const)('%s: %s', async (operation, fault, problem) => {
		setUp.faults.push({ operation, fault });
		const job = { ...trainJob, name: `${operation}-${fault}` };
		const uploads = uploadsOf({ 'train/00000.csv': rows(0, 1) });
		expect(await problemOf(setUp.jobs.start(job, uploads, () => undefined, signal))).toMatchObject(problem);
		// What was refused goes on where it was.
		setUp.faults.length = 0;
		await expect(setUp.jobs.start(job, uploads, () => undefined, signal)).resolves.toMatchObject({ state: 'running' });
	});
});

/** The pixels of 0–1 that have the most decimals. */
const longest = new Uint8Array(1200 * digitPixels).fill(
	Array.from({ length: 256 }, (_, pixel) => pixel).reduce((one, other) =>
		String(one / 255).length > String(other / 255).length ? one : other,
	),
);

test('a file of rows goes in one request, however long its rows, and is not sent again', async () => {
	const labels = new Int16Array(1200).fill(1);
	const dataset = tableDataset('longest', '/longest', { kind: 'idx' }, { digits: longest, labels });
	const toDigit = createDigitReader(async () => Promise.reject(new Error('No picture')), 'none', signal);
	const split = { train: Uint32Array.from(labels.keys()), validation: new Uint32Array(), classCount: 2 };
	const uploads = trainingUploads(dataset, split, toDigit, signal);
	const job = { ...trainJob, name: 'longest' };
	setUp.faults.push({ operation: 'PutObject', nameContains: 'train/00001', fault: 'accessDenied' });
	await problemOf(setUp.jobs.start(job, uploads, () => undefined, signal));
	setUp.faults.length = 0;
	await setUp.jobs.start(job, uploads, () => undefined, signal);
	expect(puts('/longest/').map(({ path, bytes }) => [path.slice(-9), bytes > 2 ** 23])).toEqual([
		['00000.csv', true],
		['00001.csv', false],
		['00001.csv', false],
	]);
});

test('what is large goes in parts, and comes back the same', async () => {
	const bytes = Uint8Array.from({ length: 17_000_000 }, (_, at) => at % 251);
	await problemOf(
		setUp.jobs.start(
			{ ...deployJob, name: 'large', artifact: 's3://digits/nothing' },
			uploadsOf({ 'model.tar.gz': bytes }),
			() => undefined,
			signal,
		),
	);
	expect(puts('/large/')).toHaveLength(2);
	const uri = jobUri({ bucket: 'digits', name: 'large' }, 'model.tar.gz');
	expect(Buffer.from(await setUp.jobs.download(target, uri, 1e9, signal)).equals(bytes)).toBe(true);
});
