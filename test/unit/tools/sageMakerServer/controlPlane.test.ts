import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import {
	CreateEndpointCommand,
	CreateEndpointConfigCommand,
	CreateModelCommand,
	DeleteEndpointCommand,
	DeleteEndpointConfigCommand,
	DeleteModelCommand,
	DescribeEndpointCommand,
	DescribeEndpointConfigCommand,
	DescribeModelCommand,
	ListEndpointConfigsCommand,
	ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { expect, test, vi } from 'vitest';
import { packTar } from '../../../../src/endpoints/modelFile/packTar.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { committedModel } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { createBucket, settled, startAccount } from './awsClients.ts';

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
const { server, s3, sageMaker } = await startAccount();
await createBucket(s3, 'digits');
const model = await readFile(committedModel);

/** A model of the files in an archive, with an endpoint's configuration of the same name. */
async function createConfig(name: string, files: Parameters<typeof packTar>[0], Image = image): Promise<void> {
	await s3.send(new PutObjectCommand({ Bucket: 'digits', Key: `${name}.tar.gz`, Body: gzipSync(packTar(files)) }));
	const PrimaryContainer = { Image, ModelDataUrl: `s3://digits/${name}.tar.gz` };
	await sageMaker.send(new CreateModelCommand({ ModelName: name, ExecutionRoleArn: executionRole, PrimaryContainer }));
	await sageMaker.send(
		new CreateEndpointConfigCommand({
			EndpointConfigName: name,
			ProductionVariants: [
				{ VariantName: 'AllTraffic', ModelName: name, ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 } },
			],
		}),
	);
}

async function createEndpoint(name: string) {
	await sageMaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
	return settled(
		() => sageMaker.send(new DescribeEndpointCommand({ EndpointName: name })),
		({ EndpointStatus }) => EndpointStatus,
	);
}

test('makes an endpoint of a model in S3, which answers, and takes all of it away', async () => {
	await createConfig('served', [{ name: 'xgboost-model', bytes: model }]);
	expect(await createEndpoint('served')).toMatchObject({
		EndpointStatus: 'InService',
		EndpointArn: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/served',
		EndpointConfigName: 'served',
		ProductionVariants: [{ VariantName: 'AllTraffic', CurrentServerlessConfig: { MemorySizeInMB: 2048 } }],
	});
	const runtime = new SageMakerRuntimeClient({ endpoint: server.url, region: 'us-east-1', credentials: exampleKey });
	const answer = await runtime.send(
		new InvokeEndpointCommand({
			EndpointName: 'served',
			ContentType: 'text/csv',
			Accept: 'application/json',
			Body: await readFile('test/fixtures/golden/3_00030_q95.csv'),
		}),
	);
	const { predictions } = JSON.parse(Buffer.from(answer.Body).toString()) as { predictions: { score: number[] }[] };
	expect(predictions.map(({ score }) => score.indexOf(Math.max(...score)))).toEqual([3]);

	expect(await sageMaker.send(new DescribeModelCommand({ ModelName: 'served' }))).toMatchObject({
		ExecutionRoleArn: executionRole,
		PrimaryContainer: { Image: image },
	});
	await sageMaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'served' }));
	await sageMaker.send(new DeleteEndpointCommand({ EndpointName: 'served' }));
	await sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'served' }));
	await sageMaker.send(new DeleteModelCommand({ ModelName: 'served' }));
	await vi.waitFor(() =>
		expect(sageMaker.send(new DescribeEndpointCommand({ EndpointName: 'served' }))).rejects.toThrow(
			'Could not find endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/served".',
		),
	);
	const NameContains = 'served';
	expect((await sageMaker.send(new ListModelsCommand({ NameContains }))).Models).toEqual([]);
	expect((await sageMaker.send(new ListEndpointConfigsCommand({ NameContains }))).EndpointConfigs).toEqual([]);
});

test.each([
	[
		'an archive in an archive',
		() => [{ name: 'model.tar.gz', bytes: gzipSync(packTar([{ name: 'xgboost-model', bytes: model }])) }],
	],
	['a model in a folder', () => [{ name: 'model/xgboost-model', bytes: model }]],
	['nothing', () => []],
])('fails to start with %s', async (title, files) => {
	const name = title.replaceAll(' ', '-');
	await createConfig(name, files());
	expect(await createEndpoint(name)).toMatchObject({
		EndpointStatus: 'Failed',
		FailureReason:
			'The primary container for production variant AllTraffic did not pass the ping health check. ' +
			'Please check CloudWatch logs for this endpoint.',
	});
});

test('fails to start where the image’s XGBoost is too old for the model', async () => {
	const scores = Array<string>(10).fill('5E-1').join(',');
	const learner = { learner_model_param: { base_score: `[${scores}]`, num_class: '10', num_feature: '784' } };
	const json = {
		learner: {
			...learner,
			attributes: {},
			feature_names: [],
			feature_types: [],
			gradient_booster: {
				name: 'gbtree',
				model: { gbtree_model_param: { num_trees: '0', num_parallel_tree: '1' }, tree_info: [], trees: [] },
			},
			objective: { name: 'multi:softprob', softmax_multiclass_param: { num_class: '10' } },
		},
		version: [3, 2, 0],
	};
	const files = [{ name: 'xgboost-model', bytes: Buffer.from(JSON.stringify(json)) }];
	await createConfig('too-old', files);
	await createConfig('new-enough', files, image.replace('1.7-1', '3.2-0'));
	expect((await createEndpoint('too-old')).EndpointStatus).toBe('Failed');
	expect((await createEndpoint('new-enough')).EndpointStatus).toBe('InService');
});

test('makes no second endpoint of a name', async () => {
	await createConfig('twice', [{ name: 'xgboost-model', bytes: model }]);
	await createEndpoint('twice');
	await expect(
		sageMaker.send(new CreateEndpointCommand({ EndpointName: 'twice', EndpointConfigName: 'twice' })),
	).rejects.toThrow(
		'Cannot create already existing endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/twice".',
	);
});
