import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deployService, type DeployOptions } from '../../../scripts/deployService.ts';
import { createModelArchive } from '../../../src/endpoints/modelFile/createModelArchive.ts';
import { unpackModels } from '../../../src/endpoints/modelFile/unpackModels.ts';
import { packTar } from '../endpoints/modelFile/packTar.ts';
import { createShell, noStack, type Answers } from './shell.ts';

const model = 'test/fixtures/models/small.ubj';
const options: DeployOptions = {
	bucket: 'mine',
	createBucket: false,
	stack: 'digits',
	model,
	image: '3.2-0',
	instanceType: '',
	allowedOrigin: '',
	kmsKeyArn: '',
	logRetentionDays: '30',
	profile: 'dev',
	region: 'eu-west-1',
};
const endpoints = [
	{ name: 'digits API', type: 'restApi', url: 'https://abc.execute-api.eu-west-1.amazonaws.com/api/invoke' },
];

const foreignStack = { 'aws cloudformation describe-stacks': { Stacks: [{ StackStatus: 'CREATE_COMPLETE' }] } };
const bucketHere = { 'aws s3api head-bucket': { BucketRegion: 'eu-west-1' } };

function stackOf(StackStatus: string, InstanceType = '') {
	return {
		Stacks: [
			{
				StackStatus,
				Parameters: [
					{ ParameterKey: 'ModelDataUrl', ParameterValue: 's3://mine/model.tar.gz' },
					{ ParameterKey: 'InstanceType', ParameterValue: InstanceType },
				],
				Outputs: [
					{ OutputKey: 'Endpoints', OutputValue: JSON.stringify(endpoints) },
					{ OutputKey: 'ApiKeyId', OutputValue: 'k1' },
				],
			},
		],
	};
}

/** An account without the stack, or with what is there `before`, until it is deployed. */
function emptyAccount(more: Answers = {}, before: unknown = noStack) {
	let isThere = false;
	return createShell({
		...more,
		...(!('aws s3api head-bucket' in more) && bucketHere),
		'aws cloudformation deploy --template-file .cache/deploy': () => {
			isThere = true;
		},
		'aws cloudformation describe-stack-events': { StackEvents: [] },
		'aws cloudformation describe-stacks': () => (isThere ? stackOf('CREATE_COMPLETE') : before),
		'aws sagemaker-runtime invoke-endpoint --endpoint-name digits': () => {
			writeFileSync('.cache/deploy/digits.csv', '0.01,0.01,0.01,0.91,0.01,0.01,0.01,0.01,0.01,0.01\n');
		},
	});
}

async function refusalOf(changes: Partial<DeployOptions>, answers: Answers) {
	const { commands, run } = createShell(answers);
	const message = await deployService({ ...options, ...changes }, run, {}).then(
		() => '',
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
	return { message, commands };
}

const created = (commands: readonly string[]) =>
	commands.filter(
		(line) => !/^aws (configure|s3api head-bucket|s3 cp s3:|cloudformation describe|sagemaker-runtime)/.test(line),
	);

describe('deployService', () => {
	it('bundles, uploads, deploys, and gives the settings', async () => {
		const { commands, run } = emptyAccount();
		const account = '--profile dev --region eu-west-1';
		expect(await deployService(options, run, {})).toEqual({
			endpoints,
			trial: 'The endpoint reads a known 3 as 3.',
			keyCommand: `aws apigateway get-api-key --include-value --query value --output text --api-key k1 ${account}`,
		});
		const [url] = /s3:\/\/mine\/digits\/[0-9a-f]{16}\/model\.tar\.gz/.exec(commands.join()) ?? [];
		expect(created(commands)).toEqual([
			'node esbuild.mjs --lambda',
			`aws s3 cp .cache/deploy/digits.tar.gz ${url} ${account}`,
			'aws cloudformation package --template-file infra/template.yaml --s3-bucket mine --s3-prefix digits' +
				` --output-template-file .cache/deploy/digits.yaml ${account}`,
			'aws cloudformation deploy --template-file .cache/deploy/digits.yaml --stack-name digits' +
				` --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset --parameter-overrides ModelDataUrl=${url} InstanceType=` +
				` XGBoostImage=3.2-0 AllowedOrigin= KmsKeyArn= LogRetentionDays=30 ${account}`,
		]);
		const [uploaded] = (await unpackModels(readFileSync('.cache/deploy/digits.tar.gz'))).models;
		expect(Buffer.from(uploaded ?? [])).toEqual(readFileSync(model));
	});

	it.each<[string, () => unknown, RegExp]>([
		[
			'another label',
			() => {
				writeFileSync('.cache/deploy/digits.csv', '8.0\n');
			},
			/a known 3 as 8\. Was the model trained on pixel \/ 255/,
		],
		['no answer', () => new Error('(ModelError) Received server error (500)'), /did not answer[^]*ModelError/],
	])('says what the new endpoint does with a known digit: %s', async (_, answer, expected) => {
		const { run } = emptyAccount({ 'aws sagemaker-runtime invoke-endpoint': answer });
		expect((await deployService(options, run, {})).trial).toMatch(expected);
	});

	it("uploads a training job's archive as it is", async () => {
		// Packed by another gzip than ours.
		const archive = gzipSync(packTar([['xgboost-model', readFileSync(model)]]), { level: 1 });
		writeFileSync('.cache/job.tar.gz', archive);
		const { run } = emptyAccount();
		await deployService({ ...options, model: '.cache/job.tar.gz' }, run, {});
		expect(readFileSync('.cache/deploy/digits.tar.gz')).toEqual(archive);
	});

	it('deploys what lies on S3 from where it lies, if the container takes it so', async () => {
		const url = 's3://jobs/digits/output/model.tar.gz';
		const download = (from: Uint8Array) => ({
			'aws s3 cp s3:': () => {
				writeFileSync('.cache/deploy/downloaded', from);
			},
		});
		const archive = emptyAccount(download(createModelArchive(readFileSync(model))));
		await deployService({ ...options, model: url }, archive.run, {});
		expect(archive.commands.join()).toContain(`ModelDataUrl=${url} `);

		const bare = emptyAccount(download(readFileSync(model)));
		await deployService({ ...options, model: url }, bare.run, {});
		expect(bare.commands.join()).toMatch(/ModelDataUrl=s3:\/\/mine\/digits\//);
	});

	it('gives another model another URL, and the same model the same', async () => {
		const urlOf = async (model: string) => {
			const { commands, run } = emptyAccount();
			await deployService({ ...options, model }, run, {});
			return created(commands)[1];
		};
		copyFileSync(model, '.cache/same.ubj');
		expect(await urlOf('.cache/same.ubj')).toBe(await urlOf(model));
		expect(await urlOf(model)).not.toBe(await urlOf('test/fixtures/models/small.json'));
	});

	it.each([
		[{ region: undefined }, { AWS_REGION: 'eu-north-1' }, 'eu-north-1'],
		[{ region: undefined, profile: undefined }, { AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-2'],
		[{ region: undefined }, {}, 'us-east-2'],
	])('deploys to the region of the environment or the profile: %j %j', async (changes, environment, region) => {
		const { commands, run } = emptyAccount({
			'aws configure get region --profile dev': 'us-east-2\n',
			'aws s3api head-bucket': { BucketRegion: region },
		});
		await deployService({ ...options, ...changes }, run, environment);
		expect(created(commands).at(-1)).toMatch(new RegExp(`--region ${region}$`));
	});

	it('deploys, on a machine, to a stack of which nothing was made yet', async () => {
		const { commands, run } = emptyAccount({}, { Stacks: [{ StackStatus: 'REVIEW_IN_PROGRESS' }] });
		await deployService({ ...options, instanceType: 'ml.m5.large' }, run, {});
		expect(created(commands).at(-1)).toContain('InstanceType=ml.m5.large');
	});

	it('makes a bucket on request, encrypted with the key', async () => {
		const { commands, run } = emptyAccount({
			'aws s3api head-bucket': new Error('An error occurred (404) when calling the HeadBucket operation: Not Found'),
		});
		const kmsKeyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234';
		await deployService({ ...options, createBucket: true, kmsKeyArn }, run, {});
		const [bucket, , upload, packaging] = created(commands);
		expect(bucket).toContain('infra/bucket.yaml --stack-name bucket-mine');
		expect(bucket).toContain(`BucketName=mine KmsKeyArn=${kmsKeyArn}`);
		expect(upload).toContain(`--sse aws:kms --sse-kms-key-id ${kmsKeyArn}`);
		expect(packaging).toContain(`--kms-key-id ${kmsKeyArn}`);
	});

	it.each<[string, Partial<DeployOptions>, Answers, RegExp]>([
		['a region without the image', { region: 'mx-central-1' }, {}, /mx-central-1\. Choose another with --region:/],
		['no region at all', { region: undefined }, { 'aws configure': new Error('') }, /in which region: add --region/],
		['a missing file', { model: 'nowhere.ubj' }, {}, /no file nowhere\.ubj/],
		[
			'a pickle',
			{ model: 'test/fixtures/models/small.pickle' },
			{},
			/small\.pickle is not deployed\. .* Python pickle/,
		],
		['785 features', { model: 'test/fixtures/models/785.ubj' }, {}, /785 values/],
		['two classes', { model: 'test/fixtures/models/logistic.ubj' }, {}, /2 classes/],
		['a format that the image lost', { model: 'test/fixtures/models/xgboost-model' }, {}, /old binary format.* 3\.2-0/],
		[
			'a stack that failed',
			{},
			{ ...bucketHere, 'aws cloudformation describe-stacks': stackOf('ROLLBACK_COMPLETE') },
			/\(ROLLBACK_COMPLETE\)[^]*\naws cloudformation delete-stack --stack-name digits --profile dev --region eu-west-1 &&/,
		],
		[
			'a stack that is being changed',
			{},
			{ 'aws cloudformation describe-stacks': stackOf('UPDATE_IN_PROGRESS') },
			/changed right now/,
		],
		[
			'serverless to instance',
			{ instanceType: 'ml.m5.large' },
			{ 'aws cloudformation describe-stacks': stackOf('CREATE_COMPLETE') },
			/is serverless, and AWS cannot make it one that is on ml\.m5\.large[^]*--stack digits-2[^]*delete-stack/,
		],
		[
			'instance to serverless',
			{},
			{ 'aws cloudformation describe-stacks': stackOf('UPDATE_COMPLETE', 'ml.m5.large') },
			/is on ml\.m5\.large, and AWS cannot make it one that is serverless/,
		],
		['a stack of something else', {}, foreignStack, /made by something else[^]*--stack digits-digits/],
		['a name that no endpoint can have', { stack: 'digits-' }, {}, /at most 63 letters/],
		[
			'no such bucket',
			{},
			{ 'aws cloudformation describe-stacks': noStack, 'aws s3api head-bucket': new Error('(404)') },
			/no bucket mine\. .*--create-bucket/,
		],
		[
			"somebody else's bucket",
			{ createBucket: true },
			{ 'aws cloudformation describe-stacks': noStack, 'aws s3api head-bucket': new Error('(403) Forbidden') },
			/somebody else's/,
		],
		[
			'a bucket in another region',
			{},
			{ 'aws cloudformation describe-stacks': noStack, 'aws s3api head-bucket': { BucketRegion: 'us-east-1' } },
			/mine is in us-east-1, and SageMaker in eu-west-1/,
		],
	])('refuses %s before anything is made', async (_, changes, answers, expected) => {
		const { message, commands } = await refusalOf(changes, answers);
		expect(message).toMatch(expected);
		expect(created(commands)).toEqual([]);
	});
});
