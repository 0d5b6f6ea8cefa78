import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repeat } from '../../tools/vscodeHost/repeat.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

/** A container that takes every picture for a 4. */
let container: Server;
let asked = 0;
let entry: Readonly<Record<string, string>>;
let folder: string;
let workbench: Workbench | undefined;

beforeAll(async () => {
	container = createServer((_, response) => {
		asked += 1;
		response.setHeader('content-type', 'text/csv').end('4.0\n');
	});
	await new Promise<void>((resolve) => container.listen(0, '127.0.0.1', resolve));
	const { port } = container.address() as AddressInfo;
	entry = { type: 'container', name: 'fours', url: `http://127.0.0.1:${port}` };
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-settings-'));
	await copyFile('samples/7_1.jpg', join(folder, '7_1.jpg'));
});

afterAll(async () => {
	await workbench?.dispose();
	container.close();
	await rm(folder, { recursive: true, force: true });
});

async function open(workspaceTrust: boolean): Promise<Workbench> {
	await workbench?.dispose();
	workbench = await openInstalled({ folder, workspaceTrust });
	return workbench;
}

async function labelOfSeven(window: Workbench): Promise<string> {
	await window.rightClick('7_1.jpg', 'Classify digit image');
	return (await window.panel()).locator('[data-role="label"]').innerText();
}

describe("a workspace's own endpoint", () => {
	beforeAll(async () => {
		await mkdir(join(folder, '.vscode'));
		const settings = { 'digitClassifier.endpoint': 'fours', 'digitClassifier.endpoints': [entry] };
		await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
	});

	afterAll(async () => rm(join(folder, '.vscode'), { recursive: true }));

	test('gets no picture while the workspace is not trusted', async () => {
		expect(await labelOfSeven(await open(true))).toBe('7');
		expect(asked).toBe(0);
	});

	test('is asked once it is', async () => {
		asked = 0;
		expect(await labelOfSeven(await open(false))).toBe('4');
		expect(asked).toBeGreaterThan(0);
	});
});

describe('the settings', () => {
	test('name the entries that cannot be used, and the others work', async () => {
		const window = await open(false);
		await window.changeSettings({
			'digitClassifier.endpoint': 'fours',
			'digitClassifier.endpoints': [
				{ type: 'sageMaker', name: 'prod', endpointName: 'mnist', regoin: 'us-east-1' },
				entry,
			],
		});
		expect(await labelOfSeven(window)).toBe('4');
		const warning = window.notification(/cannot be used/);
		expect(await warning.innerText()).toMatch(/prod: .*regoin/);
	});

	test('choose an endpoint by a link in their description', async () => {
		const window = workbench as Workbench;
		await window.runCommand('Preferences: Open Settings (UI)');
		await window.page.keyboard.type('@id:digitClassifier.endpoint');
		await window.page.getByRole('link', { name: 'Select endpoint' }).click();
		expect(await window.quickInput.items()).toEqual(
			expect.arrayContaining([expect.stringContaining('Built-in model'), expect.stringContaining('fours')]),
		);
	});

	test('complete the keys of a type, and say what each is for', async () => {
		const entry = '{ "type": "sageMaker", "name": "prod", "endpointName": "mnist", "" }';
		await mkdir(join(folder, '.vscode'), { recursive: true });
		const text = `{ "digitClassifier.endpoints": [${entry}] }`;
		await writeFile(join(folder, '.vscode/settings.json'), text);
		const window = await open(false);
		const { page } = window;
		const suggestions = page.locator('.suggest-widget .monaco-list-row');
		const hover = page.locator('.monaco-hover:visible');
		await window.openFile('.vscode/settings.json');

		await window.goTo(1, text.indexOf('""') + 2);
		await repeat(
			async () => page.keyboard.press('Control+Space'),
			async (timeout) => suggestions.filter({ hasText: 'pixelRange' }).waitFor({ timeout }),
		);
		// The list draws the rows in view alone.
		const keys = new Set<string>();
		await repeat(
			async () => page.keyboard.press('PageDown'),
			async () => {
				(await suggestions.allInnerTexts()).forEach((key) => keys.add(key));
				expect([...keys]).toEqual(expect.arrayContaining(['pixelRange', 'profile', 'region', 'targetVariant']));
			},
		);
		expect([...keys]).not.toContain('url');
		await page.keyboard.press('Escape');

		await window.goTo(1, text.indexOf('endpointName') + 1);
		await repeat(
			async () => {
				await page.keyboard.press('Control+K');
				await page.keyboard.press('Control+I');
			},
			async (timeout) => hover.getByText("The endpoint's name in SageMaker.").waitFor({ timeout }),
		);
	});
});
