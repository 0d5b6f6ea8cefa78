import { execFile, spawnSync } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import shapes from '../../../../tools/sageMakerServer/controlPlane/shapes.json' with { type: 'json' };
import { packTar } from '../../../../src/endpoints/modelFile/packTar.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { committedModel, readXgboostPredictions } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { startAccount, temporaryFolder } from './awsClients.ts';

/** Debian's and another, where they are: botocore’s checksums came between the two. */
const pythons = ['/usr/bin/python3', 'python3'].filter(
	(command) => spawnSync(command, ['-c', 'import boto3']).status === 0,
);
const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';
const run = promisify(execFile);

const folder = await temporaryFolder();
const predict = await readXgboostPredictions();
/** Each has an account of its own, which is empty. */
const accounts = await Promise.all(
	pythons.map(async (python) => ({ python, server: (await startAccount({ predict })).server })),
);

describe.skipIf(pythons.length === 0).each(accounts)('boto3 of $python', { timeout: 300_000 }, ({ python, server }) => {
	test('makes every call, and is told what it expects', async () => {
		const rows = join(folder, 'rows.csv');
		const archive = join(folder, 'model.tar.gz');
		await copyFile('test/fixtures/golden/3_00030_q95.csv', rows);
		const files = [{ name: 'xgboost-model', bytes: await readFile(committedModel) }];
		await writeFile(archive, gzipSync(packTar(files)));
		const { stdout } = await run(
			python,
			['test/unit/tools/sageMakerServer/callAll.py', server.url, executionRole, image, rows, archive],
			{
				env: {
					...process.env,
					AWS_ACCESS_KEY_ID: exampleKey.accessKeyId,
					AWS_SECRET_ACCESS_KEY: exampleKey.secretAccessKey,
				},
			},
		);
		expect(JSON.parse(stdout)).toEqual({
			account: '123456789012',
			access: { BlockPublicAcls: true, BlockPublicPolicy: true },
			versioning: 'Suspended',
			object: true,
			range: true,
			metadata: { of: 'tests' },
			'no key': 'NoSuchKey',
			'no bucket': 'NoSuchBucket',
			large: true,
			parts: '3',
			uploads: ['parts'],
			sizes: [1],
			aborted: 'NoSuchUpload',
			keys: [['a folder/ä+&~.csv'], ['large']],
			twice: 'ResourceInUse',
			training: ['Completed', 's3://boto/models/boto/output/model.tar.gz'],
			jobs: ['boto'],
			stopped: 'ValidationException',
			log: expect.stringMatching(/^\[0\]$|^There is no XGBoost/) as string,
			'end of log': [[], true],
			filtered: true,
			models: ['boto'],
			transform: 'Completed',
			labels: [3, 3],
			transforms: ['boto'],
			'stopped transform': 'ValidationException',
			endpoint: 'InService',
			endpoints: ['boto'],
			configs: ['boto'],
			'no model': 'ValidationException',
			deleted: true,
			buckets: [],
		});
	});

	test('has the model of SageMaker that inputs are checked against, if it is of the same version', async (context) => {
		const { stdout } = await run(python, ['tools/sageMakerServer/controlPlane/shapes.py']).catch(() => ({
			stdout: '{}',
		}));
		const model = JSON.parse(stdout) as Partial<typeof shapes>;
		context.skip(model.botocore !== shapes.botocore, `botocore is not ${shapes.botocore}`);
		expect(model).toEqual(shapes);
	});
});
