import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { EvaluationPage } from './evaluationPage.ts';
import { openJobsWindow, type JobsWindow } from './jobsWindow.ts';

let jobs: JobsWindow;
let workbench: Workbench;

beforeAll(async () => {
	// No step of a job ends before somebody steps in.
	jobs = await openJobsWindow({ count: 2000, times: { endpoint: 0, jobStep: 600_000, deletion: 0 } });
	({ workbench } = jobs);
});
afterEach(() => {
	jobs.set.faults.length = 0;
});
afterAll(async () => jobs?.dispose());

describe('a training job that runs', () => {
	const running = /Training job · Starting/;

	beforeAll(async () => {
		await jobs.startTraining();
		await jobs.line(running).waitFor();
	});

	test.each([
		[
			'Open log',
			/^https:\/\/us-east-1\.console\.aws\.amazon\.com\/cloudwatch\/home\?region=us-east-1#logsV2:log-groups\/log-group\/\$252Faws\$252Fsagemaker\$252FTrainingJobs\$3FlogStreamNameFilter\$3Dtrain-some-images-idx3-ubyte-\d{8}-\d{6}$/,
		],
		[
			'Open in console',
			/^https:\/\/us-east-1\.console\.aws\.amazon\.com\/sagemaker\/home\?region=us-east-1#\/jobs\/train-some-images-idx3-ubyte-\d{8}-\d{6}$/,
		],
	])('%s', async (button, url) => {
		await jobs.press(running, button);
		const dialog = workbench.page.locator('.monaco-dialog-box').filter({ hasText: 'external website' });
		await dialog.waitFor();
		await workbench.screenshot(`jobs-${button.toLowerCase().replaceAll(' ', '-')}`);
		await dialog.getByRole('button', { name: 'Copy' }).click();
		await dialog.waitFor({ state: 'hidden' });
		expect(await workbench.clipboard()).toMatch(url);
	});

	test('is stopped, and taken from the list', async () => {
		await jobs.press(running, 'Stop');
		await jobs.line(/Training job · stopped/).waitFor();
		expect(jobs.asked('StopTrainingJob')).toHaveLength(1);
		await workbench.screenshot('jobs-stopped');
		await jobs.remove(/Training job · stopped/);
	});
});

describe('an upload', () => {
	test('goes on where a reload of the window came between', async () => {
		const earlier = jobs.server.requests.length;
		/** How often a file of rows has been sent. */
		const sent = (path: string): number =>
			jobs.server.requests.slice(earlier).filter((one) => one.method === 'PUT' && one.path.endsWith(path)).length;
		jobs.set.faults.push({ operation: 'PutObject', nameContains: 'train/00001', fault: 'unanswered' });
		await jobs.startTraining();
		await jobs.line(/uploading, files so far: 1/).waitFor();
		await expect.poll(() => sent('/train/00001.csv')).toBe(1);
		await workbench.reload();
		await expect.poll(() => sent('/train/00001.csv')).toBe(2);
		jobs.set.faults.length = 0;
		await workbench.reload();
		await jobs.line(/Training job · Starting/).waitFor();
		expect(['/train/00000.csv', '/train/00001.csv', '/validation/00000.csv'].map(sent)).toEqual([1, 3, 1]);
		expect(jobs.asked('CreateTrainingJob').filter(({ status }) => status === 200)).toHaveLength(2);
		await jobs.press(/Training job · Starting/, 'Stop');
		await jobs.line(/Training job · stopped/).waitFor();
		await jobs.remove(/Training job · stopped/);
	});
});

describe('predictions of a Batch Transform elsewhere', () => {
	let page: EvaluationPage;

	/** Of the digits of `test-images-idx3-ubyte`, the first of them wrong. */
	async function writePredictions(name: string, count: number, wrong: number): Promise<string> {
		const labels = await readFile(join(jobs.set.folder, 'test-labels-idx1-ubyte'));
		const lines = Array.from(
			labels.subarray(8, 8 + count),
			(label, at) => `${at < wrong ? (label + 1) % 10 : label}.0\n`,
		);
		const path = join(jobs.set.folder, name);
		await writeFile(path, lines.join(''));
		return path;
	}

	async function importPredictions(path: string): Promise<void> {
		await (await page.panel()).getByRole('button', { name: 'Batch Transform…' }).waitFor();
		await page.press('Batch Transform…');
		await workbench.quickInput.choose(/Import predictions…/);
		await workbench.chooseFile(path);
	}

	beforeAll(async () => {
		page = new EvaluationPage(workbench);
		await workbench.rightClick('test-images-idx3-ubyte', 'Evaluate on dataset…');
	});

	test('are imported and judged', async () => {
		await importPredictions(await writePredictions('elsewhere.csv.out', 200, 30));
		await page.untilHeader(/^elsewhere\.csv\.out on test-images-idx3-ubyte/);
		await page.untilHeader('Answered: 200');
		expect(await (await page.panel()).locator('.accuracy').innerText()).toContain('85');
		await workbench.screenshot('jobs-imported');
	});

	test('of another dataset are told apart', async () => {
		await importPredictions(await writePredictions('other.csv.out', 199, 0));
		await workbench.notification('There are 199 predictions for 200 items.').waitFor();
		await workbench.screenshot('jobs-imported-other');
	});
});
