import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packTar } from '../../../../src/endpoints/modelFile/packTar.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { committedModel, readXgboostPredictions } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { executionRole } from '../../../../tools/sageMakerServer/services.ts';
import { settled, startAccount, temporaryFolder } from './awsClients.ts';

const cli = ['/usr/bin/aws', 'aws'].find((command) => spawnSync(command, ['--version']).status === 0);
const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1';

const { server } = await startAccount({ predict: await readXgboostPredictions() });
const folder = await temporaryFolder();

// Each command takes a second or two to start.
describe.skipIf(cli === undefined)('the AWS CLI', { timeout: 300_000 }, () => {
	/** What a command prints; its own messages are in English. */
	async function aws(...args: readonly string[]): Promise<string> {
		const options = ['--endpoint-url', server.url, '--region', 'us-east-1', '--output', 'json'];
		const { stdout } = await promisify(execFile)(cli as string, [...args, ...options], {
			env: {
				...process.env,
				AWS_ACCESS_KEY_ID: exampleKey.accessKeyId,
				AWS_SECRET_ACCESS_KEY: exampleKey.secretAccessKey,
				AWS_CONFIG_FILE: join(folder, 'none'),
			},
		});
		return stdout;
	}

	async function describeJson(...args: readonly string[]): Promise<Record<string, unknown>> {
		return JSON.parse(await aws(...args)) as Record<string, unknown>;
	}

	test('copies folders to S3 and back, in parts where they are large, and takes them away', async () => {
		const large = randomBytes(17 * 1024 * 1024);
		await mkdir(join(folder, 'to', 'sub'), { recursive: true });
		await writeFile(join(folder, 'to', 'large.bin'), large);
		await writeFile(join(folder, 'to', 'sub', 'a b.csv'), '1,2,3\n');
		await aws('s3', 'mb', 's3://cli');
		await aws('s3', 'sync', join(folder, 'to'), 's3://cli/data');
		expect(await aws('s3', 'ls', '--recursive', 's3://cli/')).toMatch(
			/17825792 data\/large\.bin\n.* 6 data\/sub\/a b\.csv\n$/,
		);
		const head = await describeJson('s3api', 'head-object', '--bucket', 'cli', '--key', 'data/large.bin');
		expect(head['ETag']).toMatch(/-3"$/);
		await aws('s3', 'cp', '--recursive', 's3://cli/data', join(folder, 'from'));
		expect(await readdir(join(folder, 'from'), { recursive: true })).toEqual([
			'large.bin',
			'sub',
			join('sub', 'a b.csv'),
		]);
		expect((await readFile(join(folder, 'from', 'large.bin'))).equals(large)).toBe(true);
		await aws('s3', 'rb', '--force', 's3://cli');
		expect(await describeJson('s3api', 'list-buckets')).toMatchObject({ Buckets: [] });
	});

	test('secures a bucket', async () => {
		await aws('s3api', 'create-bucket', '--bucket', 'secure');
		const encryption = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] };
		await aws(
			's3api',
			'put-bucket-encryption',
			'--bucket',
			'secure',
			'--server-side-encryption-configuration',
			JSON.stringify(encryption),
		);
		await aws(
			's3api',
			'put-public-access-block',
			'--bucket',
			'secure',
			'--public-access-block-configuration',
			'BlockPublicAcls=true',
		);
		expect(await describeJson('s3api', 'get-public-access-block', '--bucket', 'secure')).toMatchObject({
			PublicAccessBlockConfiguration: { BlockPublicAcls: true },
		});
	});

	test('makes a model and transforms rows with it', async () => {
		const archive = join(folder, 'model.tar.gz');
		await writeFile(archive, gzipSync(packTar([{ name: 'xgboost-model', bytes: await readFile(committedModel) }])));
		await aws('s3', 'mb', 's3://transforms');
		await aws('s3', 'cp', archive, 's3://transforms/model.tar.gz');
		await aws('s3', 'cp', 'test/fixtures/golden/3_00030_q95.csv', 's3://transforms/rows/3.csv');
		const container = `Image=${image},ModelDataUrl=s3://transforms/model.tar.gz`;
		await aws(
			'sagemaker',
			'create-model',
			'--model-name',
			'cli',
			'--primary-container',
			container,
			'--execution-role-arn',
			executionRole,
		);
		const source = 'DataSource={S3DataSource={S3DataType=S3Prefix,S3Uri=s3://transforms/rows/}}';
		await aws(
			'sagemaker',
			'create-transform-job',
			...['--transform-job-name', 'cli', '--model-name', 'cli', '--batch-strategy', 'MultiRecord'],
			...['--transform-input', `${source},ContentType=text/csv,SplitType=Line`],
			...['--transform-output', 'S3OutputPath=s3://transforms/out,AssembleWith=Line,Accept=text/csv'],
			...['--transform-resources', 'InstanceType=ml.m5.large,InstanceCount=1'],
		);
		const job = await settled(
			() => describeJson('sagemaker', 'describe-transform-job', '--transform-job-name', 'cli'),
			(description) => description['TransformJobStatus'] as string,
		);
		expect(job).toMatchObject({ TransformJobStatus: 'Completed', ModelName: 'cli' });
		const scores = (await aws('s3', 'cp', 's3://transforms/out/3.csv.out', '-')).split(',').map(Number);
		expect(scores.indexOf(Math.max(...scores))).toBe(3);
	});

	test('is told why a job is refused', async () => {
		const job = {
			TrainingJobName: 'refused',
			AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
			RoleArn: 'arn:aws:iam::123456789012:role/Stranger',
			OutputDataConfig: { S3OutputPath: 's3://cli/models' },
			ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 5 },
			StoppingCondition: { MaxRuntimeInSeconds: 60 },
		};
		await expect(
			aws('sagemaker', 'create-training-job', '--cli-input-json', JSON.stringify(job)),
		).rejects.toMatchObject({
			stderr: expect.stringContaining(
				'(ValidationException) when calling the CreateTrainingJob operation: Could not assume role',
			) as string,
		});
	});
});
