import { expect, test } from 'vitest';
import { jobName, type Job } from '../../../../src/core/job.ts';
import { startText } from '../../../../src/presentation/jobs/startText.ts';
import { toJobView, type JobAction } from '../../../../src/presentation/jobs/jobView.ts';
import { english } from '../english.ts';
import { deployment, training, transformation } from './jobs.ts';

test.each<[string, Job, string, readonly JobAction[]]>([
	['being prepared', { ...training, state: 'preparing' }, 'Training job · preparing', ['stop']],
	['interrupted', { ...training, state: 'interrupted' }, 'Training job · interrupted', ['resume', 'remove']],
	['running', { ...training, step: 'Downloading' }, 'Training job · Downloading', ['stop', 'openLog', 'openInConsole']],
	[
		'with figures',
		{
			...training,
			metrics: [
				{ name: 'train:merror', value: 0.01 },
				{ name: 'validation:merror', value: 0.02 },
			],
		},
		'Training job · started · validation:merror 0.02',
		['stop', 'openLog', 'openInConsole'],
	],
	[
		'trained',
		{ ...training, state: 'completed', artifact: 's3://digits/model.tar.gz' },
		'Training job · completed',
		['tryLocally', 'deploy', 'openLog', 'openInConsole', 'remove'],
	],
	['failed', { ...training, state: 'failed' }, 'Training job · failed', ['openLog', 'openInConsole', 'remove']],
	// SageMaker has no way to stop it.
	['an endpoint on its way', { ...deployment, step: 'Creating' }, 'Endpoint · Creating', ['openLog', 'openInConsole']],
	[
		'an endpoint in service',
		{ ...deployment, state: 'completed' },
		'Endpoint · in service',
		['evaluate', 'deleteEndpoint', 'openLog', 'openInConsole', 'remove'],
	],
	[
		'an endpoint that failed, and is there',
		{ ...deployment, state: 'failed' },
		'Endpoint · failed',
		['deleteEndpoint', 'openLog', 'openInConsole', 'remove'],
	],
	['deleted', { ...deployment, state: 'deleted' }, 'Endpoint · deleted', ['remove']],
	[
		'predicted',
		{ ...transformation, state: 'completed' },
		'Batch Transform · completed',
		['openPredictions', 'openLog', 'openInConsole', 'remove'],
	],
])('%s', (_, job, label, actions) => {
	const view = toJobView(job, undefined, english);
	expect(view.label).toBe(label);
	expect([...view.actions].sort()).toEqual([...actions].sort());
});

test('why it failed comes first, in words', () => {
	const problem = { code: 'jobFailed', job: 'train', reason: 'CapacityError: none' } as const;
	const { facts } = toJobView({ ...training, state: 'failed', problem }, undefined, english);
	expect(facts[0]).toMatch(/^The training failed\. AWS has no such machine free/);
	expect(facts[1]).toBe('CapacityError: none');
});

test.each<[Job, number | undefined, readonly string[]]>([
	[
		training,
		undefined,
		['54,000 rows to train on', '6,000 to validate by', 's3://digits/digit-classifier/train-1/', 'one ml.m5.large'],
	],
	[deployment, 1_700_000, ['Uploads the model (1.7 MB)', 'serverless endpoint seven-1', 'nothing while nobody asks']],
	[deployment, undefined, ['Takes the model from s3://digits/digit-classifier/seven-1/model.tar.gz']],
	[{ ...deployment, instanceType: 'ml.m5.xlarge' }, 1, ['on one ml.m5.xlarge', 'by the hour, whether or not']],
	[transformation, undefined, ['10,000 rows without labels', 'transform job transform-1', 's3://digits/model.tar.gz']],
])('what is said before it starts: %o', (job, bytes, words) => {
	const { detail } = startText(job, bytes, english);
	const always = ['account 123456789012, eu-west-1, with the profile me', job.role, 'container 3.2-0', 'Costs: ', 'S3'];
	expect([...always, ...words].filter((word) => !detail.includes(word))).toEqual([]);
	expect(detail).not.toMatch(/\{\d\}|undefined/);
});

test.each([
	['train-some images (1)', 'train-some-images-1-20261129-044233'],
	['数字', 'digits-20261129-044233'],
	['a'.repeat(100), `${'a'.repeat(40)}-20261129-044233`],
])('a name that SageMaker takes: %s', (stem, name) => {
	expect(jobName(stem, new Date('2026-11-29T04:42:33.5Z'))).toBe(name);
	expect(name).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
});
