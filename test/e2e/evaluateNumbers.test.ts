import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawNumbers } from '../../tools/drawnDigits/drawNumbers.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { EvaluationPage } from './evaluationPage.ts';
import { openInstalled } from './openInstalled.ts';

/** Of numbers of 2, 4 and 6 digits each. */
const drawn = 4;
const count = 3 * drawn + 2;

let folder: string;
let workbench: Workbench;
let page: EvaluationPage;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-numbers-'));
	const numbers = join(folder, 'numbers');
	await mkdir(numbers);
	for (const digits of [2, 4, 6]) {
		const options = { count: drawn, digits, spacing: 'wide', ground: 'clean', largest: 500, seed: 61 } as const;
		let place = 10;
		for await (const { lines, jpeg } of drawNumbers(options)) {
			await writeFile(join(numbers, `${lines.join('')}_${place}.jpg`), jpeg);
			place += 1;
		}
	}
	await copyFile('samples/2026.jpg', join(numbers, '2026.jpg'));
	// It shows 1977.
	await copyFile('samples/1977.jpg', join(numbers, '19877.jpg'));
	const labelled = join(folder, 'labelled');
	await mkdir(labelled);
	await copyFile('samples/2026.jpg', join(labelled, 'a.jpg'));
	await copyFile('samples/7_1.jpg', join(labelled, 'b.jpg'));
	await writeFile(join(labelled, 'labels.csv'), 'a.jpg,2026\nb.jpg,7\n');
	workbench = await openInstalled({ folder });
	page = new EvaluationPage(workbench);
});

afterAll(async () => {
	await workbench?.dispose();
	await rm(folder, { recursive: true, force: true });
});

test('a folder of pictures that are named by numbers is evaluated by whole numbers', async () => {
	await workbench.rightClick('numbers', 'Evaluate on dataset…');
	await page.untilHeader(`Answered: ${count}`);
	await page.untilEnded();
	await page.untilHeader('Mistakes: 1');
	const figures = (await page.panel()).locator('.figures');
	expect(await figures.innerText()).toMatch(/^92\.9%\s+of numbers right, .* digits right: 98\.\d%$/);
});

test('a digit that was missed leads to its number, which shows all of its digits', async () => {
	await page.press('True digit 8 missed: 1');
	await page.untilListed(1);
	const panel = await page.panel();
	const cell = panel.locator('.digit-cell:not([hidden])');
	await expect.poll(async () => cell.innerText()).toBe('19877 → 1977');
	// The frame is around four digits of 56 pixels.
	const frame = await cell.evaluate(`getComputedStyle(document.querySelector('.digit-cell'), '::before').width`);
	expect(frame).toBe('228px');
	await cell.click();
	const card = await workbench.panel('Digit');
	await expect.poll(async () => card.locator('article .name').innerText()).toBe('19877.jpg');
	await page.press('Clear all');
});

test('the same pictures are taken for single digits where a rule says so, and for numbers again', async () => {
	const rule = (await page.panel()).getByLabel('True labels from');
	await rule.selectOption({ label: 'file name' });
	await page.untilHeader('No true labels');
	await page.untilHeader(`Answered: ${count}`);
	await page.untilEnded();
	await rule.selectOption({ label: 'number in the file name' });
	await page.untilHeader('Mistakes: 1');
	await page.untilHeader(`Answered: ${count}`);
	await page.untilEnded();
});

test('they are compared and exported as numbers', async () => {
	await page.press('Compare with…');
	await workbench.quickInput.choose('mnist');
	const comparison = (await page.panel()).locator('.comparison');
	await expect.poll(async () => comparison.innerText()).toContain(`Same label: ${count} of ${count}`);
	await page.untilEnded();
	await page.press('Export…');
	await workbench.quickInput.choose('CSV');
	const target = join(folder, 'numbers-evaluation.csv');
	await page.save(target);
	await expect.poll(async () => readFile(target, 'utf8').catch(() => '')).toMatch(/\r\n19877\.jpg,19877,1977,0\.\d+,/);
});

test('a reload shows the same again', async () => {
	const text = async () => (await page.panel()).locator('.figures').innerText();
	const before = await text();
	await workbench.reload();
	await page.untilEnded();
	expect(await text()).toBe(before);
	await page.press('True digit 8 missed: 1');
	await page.untilListed(1);
});

test('a file of labels says what pictures of any name show', async () => {
	await workbench.rightClick('labelled', 'Evaluate on dataset…');
	await page.untilHeader('Built-in model on labelled');
	await page.untilHeader('Answered: 2');
	await page.untilEnded();
	const panel = await page.panel();
	expect(await panel.locator('.accuracy').innerText()).toBe('100.0%');
	const rule = panel.getByLabel('True labels from').locator('option:checked');
	expect(await rule.innerText()).toBe('what was found: file of labels');
});
