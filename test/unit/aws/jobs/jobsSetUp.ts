import { beforeAll, beforeEach } from 'vitest';
import { readFileSync } from 'node:fs';
import { jobUri, type DeployJob, type TrainJob, type TransformJob } from '../../../../src/core/job.ts';
import { hyperparametersOf } from '../../../../src/core/trainingRecipe.ts';
import type { Jobs, Upload } from '../../../../src/aws/index.ts';
import { account } from '../../../../tools/sageMakerServer/runtime/checks.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { createBucket, createClients } from '../../tools/sageMakerServer/awsClients.ts';
import { useAws, type AwsSetUp } from '../awsSetUp.ts';

export const target = { profile: 'digits', region: 'us-east-1' };
const place = { target, account, bucket: 'digits', role: executionRole, created: 0, state: 'preparing' } as const;

export const trainJob: TrainJob = {
	kind: 'train',
	name: 'training',
	...place,
	image: '1.7-1',
	instanceType: 'ml.m5.large',
	dataset: 'digits',
	rows: { train: 2, validation: 0 },
	hyperparameters: hyperparametersOf('getting-started', 2),
};
export const deployJob: DeployJob = {
	kind: 'deploy',
	name: 'endpoint',
	...place,
	image: '3.2-0',
	source: 'mnist.ubj',
	artifact: jobUri({ bucket: 'digits', name: 'endpoint' }, 'model.tar.gz'),
};
export const transformJob: TransformJob = {
	kind: 'transform',
	name: 'transform',
	...place,
	image: '3.2-0',
	instanceType: 'ml.m5.large',
	dataset: 'digits',
	rows: 4,
	artifact: jobUri({ bucket: 'digits', name: 'transform' }, 'model.tar.gz'),
};

export const row = readFileSync('test/fixtures/golden/3_00030_q95.csv', 'utf8').trim();

/** Rows with these labels. */
export const rows = (...labels: readonly number[]): string => labels.map((label) => `${label},${row}\n`).join('');

/** The stand-in with the buckets `digits` and `digits-eu`, and what asks it. */
export function useJobs(): AwsSetUp & { readonly jobs: Jobs } {
	const setUp = useAws();
	let jobs: Jobs;
	beforeAll(async () => {
		const { s3 } = createClients(setUp.server.url);
		await createBucket(s3, 'digits');
		await createBucket(s3, 'digits-eu', 'eu-west-1');
	});
	beforeEach(async () => {
		jobs = await setUp.aws.jobs();
	});
	return Object.create(setUp, { jobs: { get: () => jobs } }) as AwsSetUp & { readonly jobs: Jobs };
}

/** Uploads of these texts and bytes; `made` is told of those that are asked for. */
export function uploadsOf(files: Readonly<Record<string, string | Uint8Array>>, made: string[] = []) {
	return async function* (has: (path: string) => boolean): AsyncGenerator<Upload> {
		for (const [path, content] of Object.entries(files)) {
			if (!has(path)) {
				made.push(path);
				yield { path, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
			}
		}
	};
}
