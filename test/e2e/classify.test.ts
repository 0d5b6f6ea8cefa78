import { copyFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

const good = ['0_1.jpg', '3.png', '7_1.jpg'];

/** Each with the words that a person must find in its error. */
const bad: Readonly<Record<string, RegExp>> = {
	'empty.jpg': /empty/,
	'text.jpg': /no picture/,
	'truncated.jpg': /damaged or cut short/,
	'huge_header.jpg': /65,500 × 65,500 pixels/,
	'large.jpg': /26 MB.*limit is 25 MB/,
	'folder.jpg': /folder/,
};

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-pictures-'));
	for (const name of good) {
		await copyFile(join('samples', name), join(folder, name));
	}
	const corpus = 'test/fixtures/corpus';
	await copyFile(join(corpus, 'text.jpg'), join(folder, 'text.jpg'));
	await copyFile(join(corpus, 'trunc_mid_colour.jpg'), join(folder, 'truncated.jpg'));
	await copyFile(join(corpus, 'bomb_65500_baseline.jpg'), join(folder, 'huge_header.jpg'));
	await copyFile('samples/3.png', join(folder, 'png_named_3.jpg'));
	await mkdir(join(folder, 'folder.jpg'));
	await writeFile(join(folder, 'empty.jpg'), '');
	await writeFile(join(folder, 'large.jpg'), '');
	await truncate(join(folder, 'large.jpg'), 26e6);
	await copyFile('samples/7_2.jpg', join(folder, 'gone_7.jpg'));
	workbench = await openInstalled({ folder });
});

afterAll(async () => {
	await workbench?.dispose();
	await rm(folder, { recursive: true, force: true });
});

/** The text that a card shows as its picture's label. */
// Of cards out of sight the browser lays nothing out: they have a text, but no inner one.
async function label(panel: Frame, name: string): Promise<string | null> {
	return panel.locator(`article[data-name="${name}"] [data-role="label"]`).textContent();
}

async function problem(panel: Frame, name: string): Promise<string | null> {
	return panel.locator(`article[data-name="${name}"] .problem`).textContent();
}

describe('classifying digits', () => {
	test('a right click shows the label, the probabilities, the picture and the 28×28 that the model saw', async () => {
		await workbench.rightClick('7_1.jpg', 'Classify digit image');
		const panel = await workbench.panel();
		expect(await label(panel, '7_1.jpg')).toBe('7');

		const card = panel.locator('article');
		expect(await card.locator('.bar').count()).toBe(10);
		expect(await card.locator('.bar[data-rank="0"]').innerText()).toMatch(/^7\s+(> )?9\d\.\d%$/);
		await card.locator('.original img[src^="blob:"]').waitFor();
		const canvas = card.getByRole('img', { name: /as the model saw it/ });
		expect(await canvas.evaluate((node) => node.ownerDocument.defaultView?.getComputedStyle(node).imageRendering)).toBe(
			'pixelated',
		);
		expect(await card.locator('dl').innerText()).toMatch(/Built-in model[^]*nothing left this machine[^]*classify/);
	});

	test('a screen reader hears the label', async () => {
		const panel = await workbench.panel();
		expect(await panel.getByRole('status').textContent()).toMatch(/^7_1\.jpg: 7, probability (> )?9\d\.\d%$/);
	});

	test('the page may load nothing but its own script and style sheet, and what VS Code hands it', async () => {
		const panel = await workbench.panel();
		const policy = await panel.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
		expect(policy).toMatch(
			/^default-src 'none'; img-src blob:; connect-src ([^;*]+(?:\*\.[^;*]+)?); style-src \1; script-src 'nonce-[^']+'$/,
		);
	});

	test('every button is reached with the keyboard', async () => {
		const panel = await workbench.panel();
		await panel.locator('summary').focus();
		const titles: string[] = [];
		for (let count = 0; count < 5; count++) {
			await workbench.page.keyboard.press('Tab');
			titles.push(await panel.locator(':focus').innerText());
		}
		expect(titles).toEqual(['Classify Again', 'Copy As…', 'Compare with…', 'Select Endpoint…', 'Show Log']);
	});

	test('the focus stays on the button that was pressed', async () => {
		const panel = await workbench.panel();
		await panel.getByRole('button', { name: 'Classify Again' }).focus();
		await workbench.page.keyboard.press('Enter');
		await panel.locator('article.classified').waitFor();
		await expect.poll(async () => panel.locator(':focus').innerText()).toBe('Classify Again');
	});

	test('several pictures make a gallery; a PNG named .jpg is a PNG', async () => {
		await workbench.selectFiles([...good, 'png_named_3.jpg']);
		await workbench.rightClick('3.png', 'Classify digit image');
		const panel = await workbench.panel();
		await panel.getByText('4 pictures classified').waitFor();
		const labels = await Promise.all([...good, 'png_named_3.jpg'].map(async (name) => label(panel, name)));
		expect(labels).toEqual(['0', '3', '7', '3']);
		expect(await panel.locator('article[data-name="png_named_3.jpg"] figcaption').first().textContent()).toBe(
			'28 × 28 PNG',
		);
	});

	test('broken pictures get a sentence each, and the good one of the selection its label', async () => {
		await workbench.selectFiles(['7_1.jpg', ...Object.keys(bad)]);
		await workbench.rightClick('7_1.jpg', 'Classify digit image');
		const panel = await workbench.panel();
		await panel.getByText('1 of 7 pictures classified').waitFor();
		expect(await label(panel, '7_1.jpg')).toBe('7');
		for (const [name, words] of Object.entries(bad)) {
			expect(await problem(panel, name), name).toMatch(words);
		}
		await workbench.screenshot('gallery-with-errors');
	});

	test('a picture that has gone says so, and can be tried again once it is back', async () => {
		await workbench.rightClick('gone_7.jpg', 'Classify digit image');
		const panel = await workbench.panel();
		const again = panel.getByRole('button', { name: / Again$/ });
		expect(await label(panel, 'gone_7.jpg')).toBe('7');
		await rm(join(folder, 'gone_7.jpg'));
		await again.click();
		expect(await problem(panel, 'gone_7.jpg')).toMatch(/no longer there/);
		await copyFile('samples/7_2.jpg', join(folder, 'gone_7.jpg'));
		await again.click();
		expect(await label(panel, 'gone_7.jpg')).toBe('7');
	});

	test('the palette takes the picture that is open', async () => {
		await workbench.openFile('0_1.jpg');
		await workbench.runCommand('Classify digit image');
		expect(await label(await workbench.panel(), '0_1.jpg')).toBe('0');
	});

	test('the image preview has a button in its title', async () => {
		await workbench.openFile('3.png');
		await workbench.page.locator('.editor-actions .action-label[aria-label^="Classify digit image"]').first().click();
		expect(await label(await workbench.panel(), '3.png')).toBe('3');
	});

	test('the palette asks for a picture where none is open', async () => {
		await workbench.runCommand('View: Close All Editors');
		await workbench.runCommand('Classify digit image');
		await workbench.chooseFile(join(folder, '7_1.jpg'));
		expect(await label(await workbench.panel(), '7_1.jpg')).toBe('7');
	});

	test('the panel survives a reload with what it showed', async () => {
		await workbench.reload();
		const panel = await workbench.panel();
		expect(await label(panel, '7_1.jpg')).toBe('7');
		await panel.locator('.original img[src^="blob:"]').waitFor();
		await panel.getByRole('button', { name: 'Classify Again' }).click();
		expect(await label(panel, '7_1.jpg')).toBe('7');
	});

	test('the status bar names the endpoint', async () => {
		await workbench.statusBarItem('Built-in model').waitFor();
	});
});

describe('the panel in every theme', () => {
	test.each(['light', 'dark', 'highContrast', 'highContrastLight'] as const)(
		'%s: one picture and a gallery',
		async (theme) => {
			await workbench.setTheme(theme);
			await workbench.rightClick('7_1.jpg', 'Classify digit image');
			expect(await label(await workbench.panel(), '7_1.jpg')).toBe('7');
			await workbench.screenshot(`panel-${theme}`);
			await workbench.selectFiles(['0_1.jpg', '3.png', 'truncated.jpg', '7_1.jpg']);
			await workbench.rightClick('3.png', 'Classify digit image');
			const panel = await workbench.panel();
			await panel.getByText('3 of 4 pictures classified').waitFor();
			await workbench.screenshot(`gallery-${theme}`);
		},
	);
});
