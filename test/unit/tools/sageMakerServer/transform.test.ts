import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
	CreateModelCommand,
	CreateTransformJobCommand,
	DescribeTransformJobCommand,
	ListTransformJobsCommand,
	StopTransformJobCommand,
	type CreateTransformJobRequest,
} from '@aws-sdk/client-sagemaker';
import { describe, expect, test } from 'vitest';
import { packTar } from '../../../../src/endpoints/modelFile/packTar.ts';
import type { OperationFault } from '../../../../tools/sageMakerServer/faults.ts';
import { committedModel, readXgboostPredictions } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { defaultTimes } from '../../../../tools/sageMakerServer/controlPlane/times.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { createBucket, getText, putText, settled, startAccount } from './awsClients.ts';

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
const golden = ['0_00003_q75', '3_00030_q95'];
const faults: OperationFault[] = [];
const times = { ...defaultTimes };
const { s3, sageMaker } = await startAccount({ predict: await readXgboostPredictions(), faults, times });
await createBucket(s3, 'digits');
await createBucket(s3, 'digits-eu', 'eu-west-1');
await putArchive('model.tar.gz', [{ name: 'xgboost-model', bytes: await readFile(committedModel) }]);
await sageMaker.send(new CreateModelCommand(modelInput('digits-model', 's3://digits/model.tar.gz')));

async function putArchive(Key: string, files: Parameters<typeof packTar>[0]): Promise<Buffer> {
	const Body = gzipSync(packTar(files));
	await s3.send(new PutObjectCommand({ Bucket: 'digits', Key, Body }));
	return Body;
}

function modelInput(ModelName: string, ModelDataUrl: string, ExecutionRoleArn: string = executionRole) {
	return { ModelName, ExecutionRoleArn, PrimaryContainer: { Image: image, ModelDataUrl } };
}

async function goldenRow(name: string): Promise<string> {
	return (await readFile(`test/fixtures/golden/${name}.csv`, 'utf8')).trim();
}

const endOfTransform = (TransformJobName: string) =>
	settled(
		() => sageMaker.send(new DescribeTransformJobCommand({ TransformJobName })),
		({ TransformJobStatus }) => TransformJobStatus,
	);
describe('Batch Transform', () => {
	function transformInput(name: string, more: Partial<CreateTransformJobRequest> = {}): CreateTransformJobRequest {
		return {
			TransformJobName: name,
			ModelName: 'digits-model',
			BatchStrategy: 'MultiRecord',
			TransformInput: {
				DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://digits/${name}/rows/` } },
				ContentType: 'text/csv',
				SplitType: 'Line',
			},
			TransformOutput: { S3OutputPath: `s3://digits/${name}/answers`, Accept: 'text/csv', AssembleWith: 'Line' },
			TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
			...more,
		};
	}

	test('answers each object of rows with one of labels, a line each, in order', async () => {
		const [zero, three] = await Promise.all(golden.map(goldenRow));
		// The last line has no end; the second object is of more than one payload of a megabyte.
		await putText(s3, 'digits', 'labels/rows/a.csv', `${zero}\n${three}`);
		await putText(s3, 'digits', 'labels/rows/sub/b.csv', `${three}\n`.repeat(700) + `${zero}\n`.repeat(3));
		await sageMaker.send(new CreateTransformJobCommand(transformInput('labels', { MaxPayloadInMB: 1 })));
		const job = await endOfTransform('labels');
		expect(job).toMatchObject({ TransformJobStatus: 'Completed', ModelName: 'digits-model' });
		expect(job.TransformEndTime?.getTime()).toBeGreaterThanOrEqual(job.TransformStartTime?.getTime() ?? Infinity);
		const list = await s3.send(new ListObjectsV2Command({ Bucket: 'digits', Prefix: 'labels/answers/' }));
		expect(list.Contents?.map(({ Key }) => Key)).toEqual(['labels/answers/a.csv.out', 'labels/answers/sub/b.csv.out']);
		const labelsOf = async (key: string) =>
			(await getText(s3, 'digits', key))
				.trimEnd()
				.split('\n')
				.map((line) => line.split(',').map(Number))
				.map((values) => values.indexOf(Math.max(...values)));
		expect(await labelsOf('labels/answers/a.csv.out')).toEqual([0, 3]);
		expect(await labelsOf('labels/answers/sub/b.csv.out')).toEqual([...Array<number>(700).fill(3), 0, 0, 0]);
	});

	test.each<[string, string, Partial<CreateTransformJobRequest>]>([
		['a header', 'label,pixel1\n', {}],
		['a line that is too long', `${'0,'.repeat(600_000)}0\n`, { MaxPayloadInMB: 1 }],
		['payloads above the container’s own limit', `${'0,'.repeat(783)}0\n`.repeat(5000), { MaxPayloadInMB: 7 }],
	])('fails with %s, and leaves no output', async (title, rows, more) => {
		const name = title.replace(/[^a-z]+/g, '-');
		await putText(s3, 'digits', `${name}/rows/a.csv`, rows);
		await sageMaker.send(new CreateTransformJobCommand(transformInput(name, more)));
		expect(await endOfTransform(name)).toMatchObject({
			TransformJobStatus: 'Failed',
			FailureReason: 'ClientError: See job logs for more information',
		});
		expect((await s3.send(new ListObjectsV2Command({ Bucket: 'digits', Prefix: `${name}/answers` }))).KeyCount).toBe(0);
	});

	test('stops', async () => {
		times.jobStep = 60_000;
		await putText(s3, 'digits', 'stopped/rows/a.csv', '0');
		await sageMaker.send(new CreateTransformJobCommand(transformInput('stopped')));
		await sageMaker.send(new StopTransformJobCommand({ TransformJobName: 'stopped' }));
		times.jobStep = 0;
		expect((await endOfTransform('stopped')).TransformJobStatus).toBe('Stopped');
		const { TransformJobSummaries } = await sageMaker.send(new ListTransformJobsCommand({ StatusEquals: 'Stopped' }));
		expect(TransformJobSummaries?.map(({ TransformJobName }) => TransformJobName)).toEqual(['stopped']);
	});
});
