import { afterAll, beforeAll, expect, test } from 'vitest';
import { repeat } from '../../tools/vscodeHost/repeat.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openJobsWindow, type JobsWindow } from './jobsWindow.ts';

let jobs: JobsWindow;
let workbench: Workbench;

beforeAll(async () => {
	jobs = await openJobsWindow({ count: 2000, times: { endpoint: 4000, jobStep: 1500, deletion: 0 } });
	({ workbench } = jobs);
});
afterAll(async () => jobs?.dispose());

test('a training on 2,000 digits, through a reload', async () => {
	const text = await jobs.startTraining();
	expect(text).toMatch(/account 123456789012, us-east-1/);
	expect(text).toMatch(
		/Uploads 1,\d{3} rows to train on and \d{3} to validate by to s3:\/\/digits\/digit-classifier\//,
	);
	expect(text).toMatch(/Creates the training job train-some-images-idx3-ubyte-\d{8}-\d{6} on one ml\.m5\.large/);
	await jobs.line(/Training job · (Starting|Downloading|Training)/).waitFor();
	await workbench.reload();
	await jobs.line(/Training job · completed/).waitFor();
	await workbench.screenshot('jobs-trained');
	expect(await jobs.line(/Training job · completed/).innerText()).toMatch(/validation:merror [\d.]+/);
});

test('its model is tried on this machine before it is deployed', async () => {
	await jobs.act('Try the model on this machine');
	await workbench.notification(/The model is on this machine now/).waitFor();
	await workbench.rightClick('7_1.jpg', 'Classify digit image');
	const panel = await workbench.panel();
	await panel.locator('[data-role="label"]').filter({ hasText: /^7$/ }).waitFor();
	expect(await panel.locator('article').innerText()).toContain('train-some-images');
});

test('it is deployed, through a reload, and classifies a picture', async () => {
	await jobs.act('Deploy to SageMaker…');
	await jobs.chooseAccount();
	await workbench.quickInput.choose('3.2-0');
	await workbench.quickInput.answer(/What the endpoint is called/, 'seven');
	await workbench.quickInput.choose(/^Serverless/);
	const text = await jobs.accept('Deploy');
	expect(text).toMatch(/Takes the model from s3:\/\/digits\/digit-classifier\/train-some/);
	expect(text).toMatch(/serverless endpoint seven-\d{8}-\d{6}/);
	await jobs.line(/Endpoint · Creating/).waitFor();
	await workbench.reload();
	await jobs.line(/Endpoint · in service/).waitFor();
	await jobs.line(/Known digit: answered 7/).waitFor();
	await workbench.screenshot('jobs-deployed');
	await workbench.rightClick('7_1.jpg', 'Classify digit image');
	await workbench.statusBarItem(/seven-\d{8}/).waitFor();
	const panel = await workbench.panel();
	await panel.locator('article', { hasText: /seven-\d{8}/ }).waitFor();
	await panel.locator('[data-role="label"]').filter({ hasText: /^7$/ }).waitFor();
});

test('a dataset is predicted by Batch Transform, through a reload, and judged', async () => {
	await workbench.rightClick('test-images-idx3-ubyte', 'Evaluate on dataset…');
	let panel = await workbench.panel('Evaluation');
	const accuracy = panel.locator('.accuracy');
	await panel.getByRole('button', { name: 'Batch Transform…' }).waitFor();
	const asked = await accuracy.innerText();
	await panel.getByRole('button', { name: 'Batch Transform…' }).click();
	await workbench.quickInput.choose(/Run as Batch Transform…/);
	await workbench.quickInput.choose(/^train-some/);
	await jobs.chooseAccount();
	await workbench.quickInput.choose('3.2-0');
	await workbench.quickInput.choose('ml.m5.large');
	expect(await jobs.accept('Start Batch Transform')).toContain('Uploads 200 rows without labels');
	await jobs.line(/Batch Transform · InProgress/).waitFor();
	await workbench.reload();
	await jobs.line(/Batch Transform · completed/).waitFor();
	const header = async () => (await workbench.panel('Evaluation')).locator('header').innerText();
	// The view is drawn anew when the job's end has been seen to, and a click in that moment is lost.
	await repeat(
		async () => jobs.act('Show the predictions'),
		async (timeout) => expect.poll(header, { timeout }).toMatch(/^transform-test-images.* on test-images-idx3-ubyte/),
	);
	await expect.poll(header).toContain('Answered: 200');
	panel = await workbench.panel('Evaluation');
	// The same model on the same digits.
	expect(await panel.locator('.accuracy').innerText()).toBe(asked);
	await workbench.screenshot('jobs-predicted');
});

test('the endpoint is deleted, from the settings, too', async () => {
	await jobs.act('Delete endpoint…');
	expect(await jobs.accept('Delete')).toMatch(/stays in S3: s3:\/\/digits\/digit-classifier\/train-some/);
	await jobs.line(/Endpoint · deleted/).waitFor();
	await workbench.rightClick('7_1.jpg', 'Classify digit image');
	await workbench.statusBarItem('Built-in model').waitFor();
	const deleted = jobs.server.requests.filter(({ headers }) => /\.Delete/.test(headers['x-amz-target'] ?? ''));
	expect(deleted.map(({ headers }) => headers['x-amz-target'])).toEqual([
		'SageMaker.DeleteEndpoint',
		'SageMaker.DeleteEndpointConfig',
		'SageMaker.DeleteModel',
	]);
});
