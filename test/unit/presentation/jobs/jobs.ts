import type { DeployJob, TrainJob, TransformJob } from '../../../../src/core/job.ts';

const place = {
	target: { profile: 'me', region: 'eu-west-1' },
	account: '123456789012',
	bucket: 'digits',
	role: 'arn:aws:iam::123456789012:role/jobs',
	image: '3.2-0',
	created: 0,
	state: 'running',
} as const;

export const training: TrainJob = {
	kind: 'train',
	name: 'train-1',
	...place,
	instanceType: 'ml.m5.large',
	dataset: 'mnist',
	rows: { train: 54_000, validation: 6000 },
	hyperparameters: {},
};

export const deployment: DeployJob = {
	kind: 'deploy',
	name: 'seven-1',
	...place,
	source: 'mnist.ubj',
	artifact: 's3://digits/digit-classifier/seven-1/model.tar.gz',
};

export const transformation: TransformJob = {
	kind: 'transform',
	name: 'transform-1',
	...place,
	instanceType: 'ml.m5.large',
	dataset: 'mnist',
	rows: 10_000,
	artifact: 's3://digits/model.tar.gz',
};
