import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationFault } from '../../tools/sageMakerServer/faults.ts';
import { executionRole } from '../../tools/sageMakerServer/services.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { packTar } from '../unit/endpoints/modelFile/packTar.ts';
import { openJobsWindow, type JobsWindow } from './jobsWindow.ts';

let jobs: JobsWindow;
let workbench: Workbench;

beforeAll(async () => {
	jobs = await openJobsWindow({ count: 300, times: { endpoint: 0, jobStep: 0, deletion: 0 } });
	({ workbench } = jobs);
});
afterAll(async () => jobs?.dispose());

/** Waits for a sentence, takes a picture of it, and presses a button, with which the notification goes. */
async function told(sentence: RegExp, picture: string, button = /^Clear Notification/): Promise<void> {
	const notification = workbench.notification(sentence);
	await notification.waitFor();
	await workbench.screenshot(`jobs-refused-${picture.replaceAll(/[^a-z0-9]+/gi, '-')}`);
	// The palette's command would close what is being asked.
	await notification.hover();
	await notification.getByRole('button', { name: button }).click();
	await notification.waitFor({ state: 'hidden' });
}

/** Overwrites an object of the last job. */
async function spoil(path: string): Promise<void> {
	const { Contents: objects = [] } = await jobs.s3.send(new ListObjectsV2Command({ Bucket: 'digits' }));
	const last = objects.filter(({ Key: key }) => key?.endsWith(path)).at(-1);
	await jobs.s3.send(new PutObjectCommand({ Bucket: 'digits', Key: last?.Key, Body: 'nothing' }));
}

describe('a bucket that will not do', () => {
	beforeAll(async () => {
		await workbench.rightClick('some-images-idx3-ubyte', 'Train on SageMaker…');
		await jobs.chooseProfileAndRegion();
	});

	test.each<[string, string, OperationFault | undefined, RegExp]>([
		['that is not there', 'nowhere-at-all', undefined, /no S3 bucket of this name: nowhere-at-all\. Create it first/],
		[
			'in another region',
			'digits-eu',
			undefined,
			/The S3 bucket digits-eu is in eu-west-1\. Choose one in the same region/,
		],
		[
			'that is not allowed',
			'digits',
			{ operation: 'HeadBucket', fault: 'accessDenied' },
			/S3 does not let you see the bucket digits\. It belongs to another account, or your IAM policy must allow s3:ListBucket/,
		],
	])('%s', async (title, bucket, fault, sentence) => {
		jobs.set.faults.splice(0, Infinity, ...(fault ? [fault] : []));
		await workbench.quickInput.answer(/S3 bucket of the account 123456789012/, bucket);
		await told(sentence, `bucket-${title}`);
	});

	test('is followed by one that will', async () => {
		jobs.set.faults.length = 0;
		await workbench.quickInput.answer(/S3 bucket of the account 123456789012/, 'digits');
		await workbench.quickInput.choose(executionRole);
		await workbench.quickInput.choose('Getting started');
		await workbench.quickInput.choose('ml.m5.large');
		// So that all that is refused is refused of the job.
		jobs.set.faults.push({ operation: 'PutObject', fault: 'accessDenied' });
		await jobs.accept('Start Training');
		await told(/must allow s3:PutObject on arn:aws:s3:::digits\/\*/, 'upload-denied');
	});
});

describe('what AWS refuses of a training', () => {
	const create = 'CreateTrainingJob';

	test.each<[string, OperationFault | 'role', RegExp]>([
		['a line that breaks', { operation: 'PutObject', fault: 'droppedBefore' }, /127\.0\.0\.1.*(closed|broke|reset)/],
		[
			'a quota',
			{ operation: create, fault: 'resourceLimit' },
			/quota of your account does not allow this machine or endpoint in us-east-1/,
		],
		['a role', 'role', /SageMaker cannot take on the execution role arn:aws:iam::123456789012:role\/.* trust policy/],
		['too many requests', { operation: create, fault: 'throttled' }, /AWS has more requests than it takes just now/],
		[
			'a right',
			{ operation: create, fault: 'accessDenied' },
			/Access denied for profile "digits"\. The IAM policy must allow sagemaker:CreateTrainingJob on arn:aws:sagemaker:us-east-1:123456789012:training-job\//,
		],
		[
			'a session that has ended',
			{ operation: create, fault: 'expiredToken' },
			/temporary credentials of profile "digits" have expired/,
		],
		['a service that is down', { operation: create, fault: 'serviceUnavailable' }, /AWS failed with status 503/],
	])('%s', async (title, what, sentence) => {
		const { faults, executionRoles } = jobs.set;
		faults.splice(0, Infinity, ...(what === 'role' ? [] : [what]));
		executionRoles.splice(0, Infinity, ...(what === 'role' ? [] : [executionRole]));
		await jobs.goOn();
		await told(sentence, title);
		await jobs.line(/Training job · interrupted/).waitFor();
		await jobs.line(sentence).waitFor({ state: 'attached' });
	});

	test('rows that are none: the training fails with a reason', async () => {
		jobs.set.faults.length = 0;
		await spoil('train/00000.csv');
		await jobs.goOn();
		await told(/Training job · failed.*The training failed\..*AlgorithmError/, 'training-failed');
		await jobs.remove(/Training job · failed/);
	});
});

describe('a model that would not be served is refused before anything is asked', () => {
	const models = 'test/fixtures/models';

	test.each<[string, string, () => Promise<Uint8Array>, RegExp]>([
		['785 features', 'left.ubj', async () => readFile(`${models}/785.ubj`), /trained on 785 values/],
		['two classes', 'two.ubj', async () => readFile(`${models}/logistic.ubj`), /tells 2 classes apart/],
		['a pickle', 'xgboost-model', async () => readFile(`${models}/small.pickle`), /is a Python pickle/],
		[
			'an archive without a model',
			'model-none.tar.gz',
			async () => gzipSync(packTar([])),
			/The archive holds no model\. Choose/,
		],
		[
			'no model at all',
			'none.ubj',
			async () => Buffer.from('Hello'),
			/no model that can be used here\. It must be an XGBoost classifier/,
		],
	])('%s', async (title, name, bytes, sentence) => {
		const asked = jobs.server.requests.length;
		await writeFile(join(jobs.set.folder, name), await bytes());
		await workbench.rightClick(name, 'Deploy to SageMaker…');
		await told(sentence, title, /^Copy Message$/);
		await expect.poll(async () => workbench.clipboard()).toMatch(sentence);
		expect(jobs.server.requests).toHaveLength(asked);
	});
});

describe('a deployment', () => {
	async function deploy(name: string): Promise<void> {
		await workbench.rightClick(name, 'Deploy to SageMaker…');
		await jobs.chooseAccount();
	}

	test('of a model of XGBoost 3.1 is offered the container alone that reads its base score', async () => {
		const model = await readFile('test/fixtures/models/small.json', 'utf8');
		await writeFile(join(jobs.set.folder, 'new.ubj'), model.replace('"base_score":"5E-1"', '"base_score":"[5E-1]"'));
		await deploy('new.ubj');
		await workbench.quickInput.item('3.2-0').waitFor();
		expect(await workbench.quickInput.items()).toEqual(['3.2-0']);
		await workbench.screenshot('jobs-refused-base-score');
		await workbench.quickInput.cancel();
	});

	test('meets a quota, and then a container that does not start', async () => {
		await copyFile('model/xgboost/mnist.ubj', join(jobs.set.folder, 'mnist.ubj'));
		jobs.set.faults.push({ operation: 'CreateEndpoint', fault: 'resourceLimit' });
		await deploy('mnist.ubj');
		await workbench.quickInput.choose('3.2-0');
		await workbench.quickInput.answer(/What the endpoint is called/);
		await workbench.quickInput.choose(/^Serverless/);
		await jobs.accept('Deploy');
		await told(/quota of your account/, 'endpoint-quota');
		jobs.set.faults.length = 0;
		await spoil('model.tar.gz');
		await jobs.goOn();
		await told(
			/The endpoint could not be created\. The container did not start with this model.*ping health check/,
			'container-does-not-start',
		);
		await jobs.line('Delete endpoint…').waitFor();
	});
});
