import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Frame } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';
import { label, untilShownCards } from './shownCards.ts';

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-reload-'));
	await copyFile('samples/3.png', join(folder, '3.png'));
	await sharp({ create: { width: 300, height: 200, channels: 3, background: '#f4f1e8' } })
		.jpeg()
		.toFile(join(folder, 'blank.jpg'));
	workbench = await openInstalled({ folder });
});

afterAll(async () => {
	await workbench?.dispose();
	await rm(folder, { recursive: true, force: true });
});

async function untilShown(expected: readonly unknown[]): Promise<Frame> {
	const panel = await workbench.panel();
	await untilShownCards(panel, ['.name', label], expected);
	return panel;
}

test('a picture without ink shows how far it came, as before', async () => {
	await workbench.rightClick('blank.jpg', 'Classify digit image');
	const steps = async (panel: Frame) => {
		await panel.locator('.step canvas').nth(1).waitFor();
		await expect
			.poll(async () =>
				panel
					.locator('.step canvas')
					.first()
					.evaluate((node: { width: number }) => node.width),
			)
			.toBe(300);
		return panel.locator('.step').allInnerTexts();
	};
	const before = await steps(await untilShown([expect.stringMatching(/^blank\.jpg \| No ink was found/)]));
	expect(before).toEqual(['Gray', 'Ink']);
	await workbench.reload();
	expect(await steps(await untilShown([expect.stringMatching(/^blank\.jpg \| No ink was found/)]))).toEqual(before);
});

test('a picture that the user chose from elsewhere stays', async () => {
	await (await workbench.panel()).getByRole('button', { name: 'Open Pictures…' }).click();
	await workbench.chooseFile(resolve('samples/4_1.jpg'));
	await untilShown(['4_1.jpg | 4']);
	await workbench.reload();
	const panel = await untilShown(['4_1.jpg | 4']);
	const image = panel.locator('.original img');
	const width = async () => image.evaluate((node: { naturalWidth: number }) => node.naturalWidth);
	await expect.poll(width).toBe(28);
});

test('no file comes in because the page has kept its name', async () => {
	const paths = [resolve('samples/5_1.jpg'), `${folder}/../5_1.jpg`, `${folder}/secret.txt`, `${folder}/3.png`];
	const pictures = paths.map((path) => ({ uri: `file://${path}` }));
	const state = { version: 5, order: 'selection', detailsOpen: true, pictures };
	// As the extension has its page keep what is shown.
	const data = JSON.stringify({ type: 'call', method: 'save', argument: { state } });
	await (await workbench.panel()).evaluate(`dispatchEvent(new MessageEvent('message', { origin, data: ${data} }))`);
	await workbench.reload();
	await untilShown(['3.png | Cancelled before it was classified.']);
});
