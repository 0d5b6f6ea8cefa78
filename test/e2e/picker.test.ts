import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRequest, startHttpServer, type HttpServer } from '../../tools/httpServer.ts';
import { startLocalService, type LocalService } from '../../tools/localService/localService.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

const apiKey = 'the-key-of-the-service';

let folder: string;
let sevens: HttpServer;
let ones: HttpServer;
let service: LocalService;
let workbench: Workbench;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-picker-'));
	await copyFile('samples/7_1.jpg', join(folder, '7_1.jpg'));
	sevens = await startContainer('7.0\n');
	ones = await startContainer('1.0\n');
	service = await startLocalService({ apiKey });
	workbench = await openInstalled({
		folder,
		settings: {
			'digitClassifier.endpoint': 'sevens',
			'digitClassifier.endpoints': [
				{ type: 'container', name: 'sevens', url: sevens.url, accept: 'text/csv' },
				{ type: 'container', name: 'ones', url: ones.url },
				{ type: 'restApi', name: 'service', url: service.url, authentication: 'apiKey' },
				{ type: 'sageMaker', name: 'misspelt', endpointName: 'mnist', regoin: 'us-east-1' },
			],
		},
	});
	await workbench.openFile('7_1.jpg');
	await workbench.statusBarItem('sevens').waitFor();
});

afterAll(async () => {
	await workbench?.dispose();
	await Promise.all([sevens?.close(), ones?.close(), service?.close()]);
	await rm(folder, { recursive: true, force: true });
});

async function startContainer(answer: string): Promise<HttpServer> {
	return startHttpServer((request, response) => {
		void readRequest(request).then(() => response.setHeader('content-type', 'text/csv').end(answer));
	});
}

async function openPicker(): Promise<void> {
	await workbench.runCommand('Select endpoint');
	await workbench.quickInput.item(/service/).waitFor();
}

test('starts on the chosen endpoint, and Enter leaves it so', async () => {
	const { quickInput } = workbench;
	await openPicker();
	expect(await quickInput.active()).toMatch(/sevens$/);
	await workbench.screenshot('picker-list');
	await quickInput.accept();
	await quickInput.input.waitFor({ state: 'hidden' });
	await workbench.statusBarItem('sevens').waitFor();
});

test('has its buttons within reach of the keyboard', async () => {
	const { quickInput, page } = workbench;
	await openPicker();
	// What is asked in the meantime shows the list anew.
	for (const name of ['sevens', 'ones']) {
		await page.locator('.quick-input-list-row', { hasText: name }).getByText('running').waitFor();
	}
	const titles: (string | null)[] = [];
	// To the list, and on to the toolbar in it.
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	for (let count = 0; count < 5; count++) {
		titles.push(await page.locator(':focus').getAttribute('aria-label'));
		await page.keyboard.press('ArrowRight');
	}
	expect(titles).toEqual(['Test Connection', 'Edit…', 'Rename…', 'Duplicate…', 'Remove…']);
	await page.keyboard.press('Escape');
	await quickInput.input.waitFor({ state: 'hidden' });
});

describe('an entry', () => {
	test('is tested: what came back is said, and the list is where it was', async () => {
		const { quickInput } = workbench;
		await openPicker();
		await quickInput.press(/sevens/, 'Test Connection');
		await quickInput.item(/Done/).waitFor();
		expect(await workbench.page.locator('.quick-input-list').innerText()).toMatch(
			/answered 7 to a picture of a 7 in \d/,
		);
		await workbench.screenshot('picker-test');
		await quickInput.goBack();
		await quickInput.item(/service/).waitFor();
		await quickInput.press(/ones/, 'Test Connection');
		await quickInput.item(/Use it/).waitFor();
		expect(await workbench.page.locator('.quick-input-list').innerText()).toContain('A model of digits should say 7.');
		await workbench.screenshot('picker-test-wrong');
		await quickInput.goBack();
		await expect.poll(async () => quickInput.active()).toMatch(/ones/);
		await quickInput.cancel();
	});

	test('that wants a key is given one where it is tested', async () => {
		const { quickInput } = workbench;
		await openPicker();
		await quickInput.press(/service/, 'Test Connection');
		await quickInput.item(/Enter API Key…/).waitFor();
		await workbench.screenshot('picker-test-key');
		expect(await quickInput.active()).toMatch(/Enter API Key…/);
		await quickInput.accept();
		await quickInput.answer(/The key of service/, apiKey);
		await quickInput.item(/Use it/).waitFor();
		await quickInput.goBack();
		await expect.poll(async () => quickInput.active()).toMatch(/service/);
		await quickInput.cancel();
	});

	test('is duplicated, renamed, edited and removed; the status bar follows', async () => {
		const { quickInput, page } = workbench;
		await openPicker();
		await quickInput.press(/sevens/, 'Duplicate…');
		await workbench.screenshot('picker-duplicate');
		await quickInput.answer('The name you will choose it by');
		await quickInput.item(/sevens 2/).waitFor();
		expect(await quickInput.active()).toMatch(/sevens 2/);

		await quickInput.press(/sevens$/, 'Rename…');
		await quickInput.answer('The name you will choose it by', 'ones');
		await quickInput.message.filter({ hasText: 'This name is taken.' }).waitFor();
		await workbench.screenshot('picker-rename');
		await quickInput.type('seven');
		await quickInput.accept();
		await workbench.statusBarItem(/seven$/).waitFor();

		await quickInput.press(/seven$/, 'Edit…');
		await quickInput.answer('Where the container listens', ones.url);
		await quickInput.item(/Save$/).waitFor();
		await workbench.screenshot('picker-edit');
		await quickInput.choose(/Save$/);
		await page.locator('.quick-input-list-row', { hasText: new RegExp(`seven.*${ones.url}`) }).waitFor();

		await quickInput.press(/seven$/, 'Remove…');
		await workbench.screenshot('picker-remove');
		await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove' }).click();
		await workbench.statusBarItem('Built-in model').waitFor();
		expect(await quickInput.items()).not.toContain('seven');
		expect(await quickInput.active()).toMatch(/Built-in model/);
		await quickInput.cancel();
	});
});

test('an address that would be refused is refused where it is typed', async () => {
	const { quickInput } = workbench;
	await openPicker();
	await quickInput.choose(/REST API…/);
	for (const [address, words] of [
		['http://example.com/invoke', /over https only/],
		['https://me:secret@example.com/', /no name or password/],
		['example.com', /Enter an address such as https:/],
	] as const) {
		await quickInput.answer(/The address that takes the picture|https only|Enter an address/, address);
		await quickInput.message.filter({ hasText: words }).waitFor();
	}
	await workbench.screenshot('picker-refused');
	await quickInput.cancel();
});

test('a new endpoint that does not answer says why, and is saved when it does', async () => {
	const { quickInput, page } = workbench;
	const { port } = new URL(service.url);
	await service.close();
	await openPicker();
	await quickInput.choose(/REST API…/);
	await quickInput.answer('The address that takes the picture', service.url);
	await quickInput.choose('API key');
	await quickInput.answer('The API key', 'wrong');
	await quickInput.answer('The name you will choose it by', 'new');
	await quickInput.item(/Save anyway/).waitFor();
	expect(await page.locator('.quick-input-list').innerText()).toContain(`127.0.0.1:${port} refused the connection.`);
	expect(await quickInput.active()).toMatch(/Try Again/);
	await workbench.screenshot('picker-unreachable');

	service = await startLocalService({ apiKey, port: Number(port) });
	await quickInput.accept();
	await quickInput.choose(/Enter API Key…/);
	await quickInput.answer('The API key', apiKey);
	await quickInput.choose(/Save and use/);
	await workbench.statusBarItem('new').waitFor();
});

describe('the panel', () => {
	test('offers to ask the endpoint that is chosen now', async () => {
		const { quickInput } = workbench;
		await workbench.rightClick('7_1.jpg', 'Classify digit image');
		const panel = await workbench.panel();
		await panel.locator('.classified [data-role="label"]').waitFor();
		await openPicker();
		await quickInput.choose(/ones/);
		const offer = panel.getByRole('button', { name: 'Classify with ones' });
		await offer.waitFor();
		await workbench.screenshot('panel-offer');
		await offer.click();
		await panel.locator('[data-role="label"]', { hasText: /^1$/ }).waitFor();
		await offer.waitFor({ state: 'detached' });
	});

	test('compares two endpoints on one picture, and says where they differ', async () => {
		const { quickInput } = workbench;
		const panel = await workbench.panel();
		await panel.getByRole('button', { name: 'Compare with…' }).click();
		await quickInput.item('Built-in model').waitFor();
		expect((await quickInput.items()).join()).not.toContain('ones');
		await workbench.screenshot('picker-compare');
		await quickInput.choose('Built-in model');
		const comparison = panel.locator('.comparison');
		await comparison.getByText('They differ: ones says 1, and Built-in model says 7.').waitFor();
		expect(await comparison.getByRole('row').first().allInnerTexts()).toEqual([
			expect.stringMatching(/^Class\s+ones\s+Built-in model$/),
		]);
		expect(await panel.getByRole('status').textContent()).toContain('They differ: ones says 1');
		for (const theme of ['light', 'dark', 'highContrast', 'highContrastLight'] as const) {
			await workbench.setTheme(theme);
			await workbench.screenshot(`comparison-${theme}`);
		}
	});
});

test('the status bar names the endpoint where pictures are, and nowhere else', async () => {
	const item = workbench.page.locator('.statusbar-item[aria-label="Digit Classifier endpoint: ones"]:visible');
	await item.waitFor();
	await workbench.runCommand('View: Close All Editors');
	await item.waitFor({ state: 'detached' });
});
