import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawPictures } from '../../tools/drawnDigits/drawPictures.ts';
import type { Workbench } from '../host/workbench.ts';
import { openInstalled } from './openInstalled.ts';

const photos = 4;

let folder: string;
let workbench: Workbench;
const names: string[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-photos-'));
	for await (const { label, jpeg } of drawPictures({ count: photos, seed: 11, smallest: 600, largest: 2400 })) {
		const name = `${label}_photo_${names.length}.jpg`;
		names.push(name);
		await writeFile(join(folder, name), jpeg);
	}
	await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#f4f1e8' } })
		.jpeg()
		.toFile(join(folder, 'blank.jpg'));
	const digit = (name: string) =>
		sharp(join('samples', name)).negate().resize(280, 280, { kernel: 'cubic' }).png().toBuffer();
	await sharp({ create: { width: 1000, height: 400, channels: 3, background: 'white' } })
		.composite([
			{ input: await digit('4_1.jpg'), left: 120, top: 60 },
			{ input: await digit('2_1.jpg'), left: 600, top: 60 },
		])
		.png()
		.toFile(join(folder, 'scan_of_two.png'));
	workbench = await openInstalled({ folder });
});

afterAll(async () => {
	await workbench?.dispose();
	await rm(folder, { recursive: true, force: true });
});

test('photos are brought to MNIST’s convention, step by step', async () => {
	for (const name of names) {
		await workbench.rightClick(name, 'Classify digit image');
		const card = (await workbench.panel()).locator(`article.classified[data-name="${name}"]`);
		await card.waitFor();
		expect(await card.locator('figcaption').allInnerTexts()).toEqual([
			expect.stringMatching(/^[\d,]+ × [\d,]+ JPEG$/),
			'Grey',
			'Ink',
			'Crop',
			expect.stringContaining('28 × 28'),
		]);
		await card.locator('.original img[src^="blob:"]').waitFor();
		await workbench.screenshot(`photo-${name.replace('.jpg', '')}`);
		expect(await card.locator('[data-role="label"]').innerText()).toBe(name[0]);
	}
});

test('a blank sheet gives a sentence and no label', async () => {
	await workbench.rightClick('blank.jpg', 'Classify digit image');
	const panel = await workbench.panel();
	await panel.getByRole('alert').getByText('No ink was found').waitFor();
	expect(await panel.locator('[data-role="label"]').count()).toBe(0);
	await workbench.screenshot('photo-blank');
});

test('several digits are said to be several', async () => {
	await workbench.rightClick('scan_of_two.png', 'Classify digit image');
	const panel = await workbench.panel();
	await panel.locator('.notices').getByText('2 digits were found').waitFor();
	expect(await panel.getByRole('status').textContent()).toContain('2 digits were found');
	await workbench.screenshot('photo-two');
});
