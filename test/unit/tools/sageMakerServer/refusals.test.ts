import {
	CreateModelCommand,
	CreateTrainingJobCommand,
	CreateTransformJobCommand,
	type CreateTrainingJobRequest,
	type CreateTransformJobRequest,
} from '@aws-sdk/client-sagemaker';
import { describe, expect, test } from 'vitest';
import type { OperationFault } from '../../../../tools/sageMakerServer/faults.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { createBucket, putText, startAccount } from './awsClients.ts';

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
const faults: OperationFault[] = [];
const { s3, sageMaker } = await startAccount({ faults });
await createBucket(s3, 'digits');
await createBucket(s3, 'digits-eu', 'eu-west-1');
await putText(s3, 'digits', 'rows/a.csv', '0');

const training: CreateTrainingJobRequest = {
	TrainingJobName: 'refused',
	AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
	RoleArn: executionRole,
	InputDataConfig: [
		{
			ChannelName: 'train',
			ContentType: 'text/csv',
			DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://digits/rows/' } },
		},
	],
	OutputDataConfig: { S3OutputPath: 's3://digits/output' },
	ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
	StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};
const transform: CreateTransformJobRequest = {
	TransformJobName: 'refused',
	ModelName: 'missing',
	TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://digits/rows/' } } },
	TransformOutput: { S3OutputPath: 's3://digits/answers' },
	TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
};
const dataIn = (S3Uri: string) => [
	{ ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri } } },
];

describe('refuses', () => {
	const stranger = 'arn:aws:iam::123456789012:role/Stranger';

	test.each<[string, Partial<CreateTrainingJobRequest>, RegExp]>([
		['a role that it cannot assume', { RoleArn: stranger }, /^Could not assume role arn:.*Stranger\. Please ensure/],
		[
			'data that is not there',
			{ InputDataConfig: dataIn('s3://digits/none') },
			/^No S3 objects found under S3 URL "s3:/,
		],
		['data in another region', { InputDataConfig: dataIn('s3://digits-eu/rows') }, /selected region \(us-east-1\)/],
		[
			'an image of another region',
			{ AlgorithmSpecification: { TrainingImage: image.replace('us-east-1', 'eu-west-1'), TrainingInputMode: 'File' } },
			/^Requested image 683313688378\.dkr.* not found\.$/,
		],
		['a name that is none', { TrainingJobName: 'a b' }, /'a b' at 'trainingJobName'.*regular expression pattern/],
		[
			'several mistakes at once',
			{ RoleArn: 'x', ResourceConfig: { InstanceType: 'ml.none' as never, InstanceCount: 1, VolumeSizeInGB: 1 } },
			/^3 validation errors detected: .*'roleArn'.*'roleArn'.*'resourceConfig\.instanceType'/,
		],
	])('to train with %s', async (_, more, message) => {
		await expect(sageMaker.send(new CreateTrainingJobCommand({ ...training, ...more }))).rejects.toMatchObject({
			name: 'ValidationException',
			message: expect.stringMatching(message) as string,
		});
	});

	test.each<[string, Partial<CreateTransformJobRequest>, RegExp]>([
		[
			'a model that is not there',
			{},
			/^Could not find model "arn:aws:sagemaker:us-east-1:123456789012:model\/missing"\.$/,
		],
		['more than 100 MB at once', { MaxPayloadInMB: 6, MaxConcurrentTransforms: 17 }, /must not exceed 100 MB/],
		['filters', { DataProcessing: { InputFilter: '$[1:]' } }, /knows no DataProcessing/],
	])('to transform with %s', async (_, more, message) => {
		await expect(sageMaker.send(new CreateTransformJobCommand({ ...transform, ...more }))).rejects.toMatchObject({
			name: 'ValidationException',
			message: expect.stringMatching(message) as string,
		});
	});

	test.each([
		['s3://digits/none.tar.gz', /^Could not access model data at s3:\/\/digits\/none\.tar\.gz\./],
		['s3://digits-eu/model.tar.gz', /the object is located in us-east-1/],
	])('to make a model of %s', async (ModelDataUrl, message) => {
		const input = { ModelName: 'refused', ExecutionRoleArn: executionRole };
		await expect(
			sageMaker.send(new CreateModelCommand({ ...input, PrimaryContainer: { Image: image, ModelDataUrl } })),
		).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringMatching(message) as string });
	});

	test('a second job of a name', async () => {
		const job = { ...training, TrainingJobName: 'twice' };
		await sageMaker.send(new CreateTrainingJobCommand(job));
		await expect(sageMaker.send(new CreateTrainingJobCommand(job))).rejects.toMatchObject({ name: 'ResourceInUse' });
	});

	test.each([
		[
			'resourceLimit',
			'ResourceLimitExceeded',
			/^The account-level service limit 'ml\.m5\.xlarge for training job usage' is 0/,
		],
		['throttled', 'ThrottlingException', /^Rate exceeded$/],
		['expiredToken', 'ExpiredTokenException', /expired/],
		['accessDenied', 'AccessDeniedException', /not authorized to perform: sagemaker:CreateTrainingJob/],
	] as const)('once, as told: %s', async (fault, name, message) => {
		faults.push({ operation: 'CreateTrainingJob', nameContains: fault, fault, times: 1 });
		const create = () => sageMaker.send(new CreateTrainingJobCommand({ ...training, TrainingJobName: fault }));
		await expect(create()).rejects.toMatchObject({ name, message: expect.stringMatching(message) as string });
		await create();
	});
});
