import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import {
	CreateTrainingJobCommand,
	DeleteTrainingJobCommand,
	DescribeTrainingJobCommand,
	ListTrainingJobsCommand,
	StopTrainingJobCommand,
	type CreateTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import { describe, expect, test } from 'vitest';
import { unpackModels } from '../../../../src/endpoints/modelFile/unpackModels.ts';
import { readXgboostModel } from '../../../../src/models/xgboost/index.ts';
import { committedModel } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import type { ServerOptions } from '../../../../tools/sageMakerServer/server.ts';
import { defaultTimes } from '../../../../tools/sageMakerServer/controlPlane/times.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { createBucket, getBytes, putText, settled, startAccount } from './awsClients.ts';

const hasXgboost = ['/usr/bin/python3', 'python3'].some(
	(command) => spawnSync(command, ['-c', 'import xgboost']).status === 0,
);
const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
const times = { ...defaultTimes };
const { s3, sageMaker } = await start({ times });
const without = await start({ pythons: ['no-python'] });

/** An account with rows of two digits in S3. */
async function start(options: Partial<ServerOptions>) {
	const clients = await startAccount(options);
	await createBucket(clients.s3, 'digits');
	await createBucket(clients.s3, 'digits-eu', 'eu-west-1');
	const [zero, three] = await Promise.all(
		['0_00003_q75', '3_00030_q95'].map((name) => readFile(`test/fixtures/golden/${name}.csv`, 'utf8')),
	);
	const [first, second] = [`0,${zero?.trim() ?? ''}\n`, `3,${three?.trim() ?? ''}\n`];
	await putText(clients.s3, 'digits', 'training/train/rows.csv', (first + second).repeat(20));
	await putText(clients.s3, 'digits', 'training/validation/rows.csv', second + first);
	await putText(clients.s3, 'digits', 'ragged/rows.csv', '1,2,3\n1,2\n');
	return clients;
}

function trainingInput(name: string, more: Partial<CreateTrainingJobRequest> = {}): CreateTrainingJobRequest {
	return {
		TrainingJobName: name,
		AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
		RoleArn: executionRole,
		InputDataConfig: [channel('train'), channel('validation')],
		OutputDataConfig: { S3OutputPath: 's3://digits/training/output/' },
		ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
		StoppingCondition: { MaxRuntimeInSeconds: 3600 },
		HyperParameters: { objective: 'multi:softmax', num_class: '10', num_round: '3', max_depth: '3' },
		...more,
	};
}

function channel(ChannelName: string, S3Uri = `s3://digits/training/${ChannelName}/`, ContentType = 'text/csv') {
	const DataSource = { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } };
	return { ChannelName, ContentType, DataSource };
}

function endOf(TrainingJobName: string, client = sageMaker) {
	return settled(
		() => client.send(new DescribeTrainingJobCommand({ TrainingJobName })),
		({ TrainingJobStatus }) => TrainingJobStatus,
	);
}

test.skipIf(!hasXgboost)('trains with XGBoost itself, on the rows in S3', async () => {
	await sageMaker.send(new CreateTrainingJobCommand(trainingInput('trained')));
	const job = await endOf('trained');
	const artifact = 's3://digits/training/output/trained/output/model.tar.gz';
	expect(job).toMatchObject({
		TrainingJobStatus: 'Completed',
		SecondaryStatus: 'Completed',
		ModelArtifacts: { S3ModelArtifacts: artifact },
	});
	expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
		'Starting',
		'Downloading',
		'Training',
		'Uploading',
		'Completed',
	]);
	const metrics = job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value]);
	expect(Object.fromEntries(metrics ?? [])).toMatchObject({ 'validation:mlogloss': expect.any(Number) as number });
	const {
		models: [model],
	} = await unpackModels(await getBytes(s3, 'digits', 'training/output/trained/output/model.tar.gz'));
	expect(readXgboostModel(model as Uint8Array)).toMatchObject({
		objective: 'multi:softmax',
		featureCount: 784,
		classCount: 10,
	});
});

test('answers with the committed model where there is no XGBoost, and how often that one is wrong', async () => {
	await without.sageMaker.send(new CreateTrainingJobCommand(trainingInput('pretended')));
	const job = await endOf('pretended', without.sageMaker);
	expect(job.TrainingJobStatus).toBe('Completed');
	expect(job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value])).toEqual([
		['train:merror', 0],
		['validation:merror', 0],
	]);
	const {
		models: [model],
	} = await unpackModels(await getBytes(without.s3, 'digits', 'training/output/pretended/output/model.tar.gz'));
	expect(Buffer.from(model as Uint8Array).equals(await readFile(committedModel))).toBe(true);
});

describe('fails', () => {
	const parameters = { objective: 'multi:softmax', num_class: '10', num_round: '3' };

	test.each<[string, Partial<CreateTrainingJobRequest>, string]>([
		[
			'without num_round',
			{ HyperParameters: { objective: 'multi:softmax', num_class: '10' } },
			'ClientError: Missing required hyperparameter: num_round, exit code: 1',
		],
		[
			'with a hyperparameter that XGBoost has not',
			{ HyperParameters: { ...parameters, max_height: '3' } },
			'ClientError: Extraneous hyperparameter found: max_height, exit code: 1',
		],
		[
			'with rows taken for libsvm',
			{ InputDataConfig: [channel('train', undefined, 'text/libsvm')] },
			'ClientError: Blankspace and colon not found in firstline of the file. ContentType by default is in libsvm. ' +
				'Please ensure the file is in libsvm format., exit code: 1',
		],
		[
			'with an output bucket in another region',
			{ OutputDataConfig: { S3OutputPath: 's3://digits-eu/models' } },
			'ClientError: Artifact upload failed:PermanentRedirect (301): The bucket is in this region: eu-west-1. ' +
				'Please use this region to retry the request',
		],
		[
			'with an output bucket that is not there',
			{ OutputDataConfig: { S3OutputPath: 's3://nobody/models' } },
			'ClientError: Artifact upload failed:NoSuchBucket (404): The specified bucket does not exist',
		],
	])('%s', async (title, more, reason) => {
		const name = title.replace(/[^a-z]+/g, '-');
		await sageMaker.send(new CreateTrainingJobCommand(trainingInput(name, more)));
		expect(await endOf(name)).toMatchObject({ TrainingJobStatus: 'Failed', FailureReason: reason });
	});

	const ragged = trainingInput('ragged', { InputDataConfig: [channel('train', 's3://digits/ragged/')] });

	test.skipIf(!hasXgboost)('with what XGBoost says of rows that differ in length', async () => {
		await sageMaker.send(new CreateTrainingJobCommand(ragged));
		expect((await endOf('ragged')).FailureReason).toMatch(/^AlgorithmError: ValueError: .*, exit code: 1$/);
	});

	test('with the file of rows that are none, also where there is no XGBoost', async () => {
		await without.sageMaker.send(new CreateTrainingJobCommand(ragged));
		expect((await endOf('ragged', without.sageMaker)).FailureReason).toBe(
			'AlgorithmError: a row of 0-rows.csv is not a label and 784 numbers, exit code: 1',
		);
	});
});

test('stops when told to, and frees its name when deleted', async () => {
	times.jobStep = 60_000;
	await sageMaker.send(new CreateTrainingJobCommand(trainingInput('stopped')));
	const TrainingJobName = 'stopped';
	await expect(sageMaker.send(new DeleteTrainingJobCommand({ TrainingJobName }))).rejects.toMatchObject({
		name: 'ResourceInUse',
	});
	await sageMaker.send(new StopTrainingJobCommand({ TrainingJobName }));
	times.jobStep = 0;
	expect((await endOf('stopped')).TrainingJobStatus).toBe('Stopped');
	await expect(sageMaker.send(new StopTrainingJobCommand({ TrainingJobName }))).rejects.toThrow(
		'The request was rejected because the training job is in status Stopped.',
	);
	await sageMaker.send(new DeleteTrainingJobCommand({ TrainingJobName }));
	const { TrainingJobSummaries } = await sageMaker.send(new ListTrainingJobsCommand({ NameContains: 'stopped' }));
	expect(TrainingJobSummaries).toEqual([]);
});
