import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readRequest, startHttpServer, type HttpServer } from '../../tools/httpServer.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

const labels = [
	'T-shirt/top',
	'Trouser',
	'A class whose name is far longer than any bar has room for',
	'Dress',
	'Coat',
];

let folder: string;
let words: HttpServer;
let silent: HttpServer;
let workbench: Workbench;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-panel-'));
	for (const [from, to] of [
		['0_1.jpg', 'a/7.jpg'],
		['7_1.jpg', 'b/7.jpg'],
		['7_1.jpg', '7_1.jpg'],
		['3_1.jpg', '3_1.jpg'],
		['1_1.jpg', 'changing.jpg'],
	] as const) {
		await mkdir(join(folder, to, '..'), { recursive: true });
		await copyFile(join('samples', from), join(folder, to));
	}
	words = await startHttpServer((request, response) => {
		void readRequest(request).then(({ body }) => {
			const rows = body.toString().split('\n');
			response.writeHead(200, { 'content-type': 'text/csv' }).end(rows.map(() => '0.1,0.2,0.6,0.1,0').join('\n'));
		});
	});
	silent = await startHttpServer(() => undefined);
	workbench = await openInstalled({
		folder,
		settings: {
			'digitClassifier.endpoints': [
				{ type: 'container', name: 'words', url: words.url, labels },
				{ type: 'container', name: 'silent', url: silent.url },
			],
		},
	});
	// The status bar names the endpoint while the panel is in sight.
	await classify('7_1.jpg');
});

afterAll(async () => {
	await workbench?.dispose();
	await words?.close();
	await silent?.close();
	await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
	await choose('built-in');
});

async function choose(endpoint: string): Promise<void> {
	await workbench.changeSettings({ 'digitClassifier.endpoint': endpoint });
	await workbench.statusBarItem(endpoint === 'built-in' ? 'Built-in model' : endpoint).waitFor();
}

async function classify(...names: readonly [string, ...string[]]): Promise<Frame> {
	await workbench.selectFiles(names);
	await workbench.rightClick(names[0], 'Classify digit image');
	return workbench.panel();
}

describe('what has become of a file', () => {
	test('a changed one is said to have changed, and is classified again, as it is now', async () => {
		const panel = await classify('changing.jpg');
		const card = panel.locator('article[data-name="changing.jpg"]');
		await card.locator('[data-role="label"]', { hasText: /^1$/ }).waitFor();
		const before = await card.locator('.original img').getAttribute('src');
		await copyFile('samples/3_1.jpg', join(folder, 'changing.jpg'));
		await card.locator('.stale').getByText('has changed since').waitFor();
		expect(await card.locator('[data-role="label"]').innerText()).toBe('1');
		await card.getByRole('button', { name: 'Classify Again' }).click();
		await card.locator('[data-role="label"]', { hasText: /^3$/ }).waitFor();
		await expect.poll(async () => card.locator('.original img').getAttribute('src')).not.toBe(before);
		expect(await card.locator('.stale').count()).toBe(0);
	});

	test('a deleted one is said to be gone, also after a reload', async () => {
		await rm(join(folder, 'changing.jpg'));
		const gone = async () => (await workbench.panel()).locator('.stale').getByText('moved or deleted since').waitFor();
		await gone();
		await workbench.reload();
		await gone();
	});

	test('the page says nothing of a label that is not shown any more', async () => {
		const panel = await classify('7_1.jpg');
		await panel.getByRole('status').filter({ hasText: '7_1.jpg: 7' }).waitFor();
		await choose('nobody');
		await panel.getByRole('button', { name: 'Classify Again' }).click();
		await panel.getByRole('alert').waitFor();
		expect(await panel.getByRole('status').textContent()).toBe('');
	});
});

test('details stay as the user left them, from picture to picture and over a reload', async () => {
	await (await classify('7_1.jpg')).getByText('Details').click();
	const isOpen = async (name: string) => {
		const details = (await workbench.panel()).locator(`article.classified[data-name="${name}"] details`);
		return (await details.getAttribute('open')) !== null;
	};
	expect(await isOpen('7_1.jpg')).toBe(false);
	await classify('3_1.jpg');
	expect(await isOpen('3_1.jpg')).toBe(false);
	await workbench.reload();
	expect(await isOpen('3_1.jpg')).toBe(false);
	await (await workbench.panel()).getByText('Details').click();
	await classify('7_1.jpg');
	expect(await isOpen('7_1.jpg')).toBe(true);
});

describe('several pictures', () => {
	test('are told apart, sorted, and taken along as a table', async () => {
		const panel = await classify('7_1.jpg', 'a/7.jpg', 'b/7.jpg');
		await panel.getByText('3 pictures classified').waitFor();
		const headings = async () => panel.getByRole('heading', { level: 2 }).allInnerTexts();
		const shown = async () => (await headings()).map((text) => text.replace(/\s+/g, ' '));
		expect([...(await shown())].sort()).toEqual(['7.jpg a', '7.jpg b', '7_1.jpg']);
		await panel.getByLabel('Sort by').selectOption('Label');
		await expect.poll(shown).toEqual(['7.jpg a', expect.stringMatching(/^7/), expect.stringMatching(/^7/)]);
		await panel.getByRole('button', { name: 'Copy All as CSV' }).click();
		await workbench.statusBarItem('Copied: all results as CSV').waitFor();
		const csv = await workbench.clipboard();
		expect(csv).toMatch(/^file,label,probability_0,.*,probability_9,error\r\na\/7\.jpg,0,/);

		await panel.getByRole('button', { name: 'Save All as CSV…' }).click();
		// VS Code's own dialog fills in its proposal when it is ready.
		const { input } = workbench.quickInput;
		await expect.poll(async () => input.inputValue()).toBe(join(folder, 'a', 'digits.csv'));
		await workbench.quickInput.accept();
		await workbench.statusBarItem('Saved: digits.csv').waitFor();
		expect(await readFile(join(folder, 'a', 'digits.csv'), 'utf8')).toBe(csv);
	});

	test('that take their time are cancelled from a notification, and that is no failure', async () => {
		await choose('silent');
		const panel = await classify('7_1.jpg', '3_1.jpg');
		const notification = workbench.notification('Classifying 2 pictures');
		await notification.waitFor();
		await workbench.screenshot('panel-running');
		await notification.getByRole('button', { name: 'Cancel' }).click();
		await panel.getByText('0 of 2 pictures classified').waitFor();
		expect(await panel.locator('article.cancelled').count()).toBe(2);
		expect(await panel.locator('.problem').count()).toBe(0);
		await choose('built-in');
		await panel.getByRole('button', { name: 'Classify Remaining' }).click();
		await panel.getByText('2 pictures classified').waitFor();
	});
});

describe('any label, any width', () => {
	/** Of a page that shows one picture, whose endpoint has words for its classes. */
	async function classifyWords(): Promise<Frame> {
		await choose('words');
		const panel = await classify('7_1.jpg');
		await panel.locator('[data-role="label"]', { hasText: labels[2] as string }).waitFor();
		return panel;
	}

	test.each([200, 320, 640, 1600])('%i pixels wide: nothing scrolls sideways, and the bars line up', async (width) => {
		const panel = await classifyWords();
		const frame = await panel.frameElement();
		// The page's own width, whatever VS Code has beside it.
		await frame.evaluate((element, pixels) => element.setAttribute('style', `width: ${String(pixels)}px`), width);
		const measure = async (): Promise<unknown> =>
			panel.evaluate(`({
				width: innerWidth,
				overflow: Math.max(0, document.scrollingElement.scrollWidth - innerWidth),
				bars: document.querySelectorAll('.bar').length,
				places: new Set(Array.from(document.querySelectorAll('.track'), (track) => {
					const { left, right } = track.getBoundingClientRect();
					return Math.round(left) + ' to ' + Math.round(right);
				})).size,
			})`);
		await expect.poll(measure).toEqual({ width, overflow: 0, bars: labels.length, places: 1 });
		expect(await panel.locator('.bar').nth(2).locator('.class').getAttribute('title')).toBe(labels[2]);
	});

	test.each(['light', 'dark', 'highContrast', 'highContrastLight'] as const)(
		'%s: the winner’s bar looks other than the rest',
		async (theme) => {
			await workbench.setTheme(theme);
			const panel = await classifyWords();
			const sameAsWinner = async (): Promise<unknown> =>
				panel.evaluate(`(() => {
					const looks = Array.from(document.querySelectorAll('.fill'), (fill) => getComputedStyle(fill).background);
					return looks.map((look) => look === looks[2]);
				})()`);
			await expect.poll(sameAsWinner).toEqual([false, false, true, false, false]);
			await workbench.screenshot(`panel-words-${theme}`);
		},
	);
});
