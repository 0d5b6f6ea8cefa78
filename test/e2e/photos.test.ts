import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawPictures } from '../../tools/drawnDigits/drawPictures.ts';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

const photos = 4;

const ofDigitSize = {
	'as_mnist.jpg': 'samples/7_1.jpg',
	'dark_on_white.png': 'test/fixtures/pictures/dark_on_white_7.png',
	'black_on_transparent.png': 'test/fixtures/pictures/black_on_transparent_7.png',
};

/** The widths of the steps' images, in pixels; 1 for one that is not drawn. */
async function stepWidths(card: Locator): Promise<number[]> {
	return card.locator('.step canvas').evaluateAll((nodes) => nodes.map((node) => (node as unknown as Size).width));
}

interface Size {
	readonly width: number;
}

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
	for (const [name, sample] of Object.entries(ofDigitSize)) {
		await copyFile(sample, join(folder, name));
	}
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
			'Gray',
			'Ink',
			'Crop',
			expect.stringContaining('28 × 28'),
		]);
		await card.locator('.original img[src^="blob:"]').waitFor();
		await expect.poll(async () => Math.min(...(await stepWidths(card)))).toBeGreaterThan(28);
		await workbench.screenshot(`photo-${name.replace('.jpg', '')}`);
		expect(await card.locator('[data-role="label"]').innerText()).toBe(name[0]);
	}
});

/** One of the photos, as a file of so many pixels a side. */
async function writePhoto(side: number, name: string): Promise<void> {
	const photo = sharp(join(folder, names[0] as string)).resize(side, side, { fit: 'fill' });
	await photo.jpeg({ quality: 100 }).toFile(join(folder, name));
}

/** The longer side of the original as it is shown, in pixels; 0 before it is drawn. */
async function shownSide(panel: Frame): Promise<number> {
	const image = panel.locator('.original img');
	return image.evaluate((node: { naturalWidth: number; naturalHeight: number }) =>
		Math.max(node.naturalWidth, node.naturalHeight),
	);
}

/** Whether the page has fetched the file from VS Code, or has it as bytes; and whether VS Code has kept a copy of it. */
async function wayOf(panel: Frame, name: string): Promise<unknown> {
	return panel.evaluate(`(async () => {
		const isOf = (url) => decodeURIComponent(url).endsWith('/${name}');
		const stores = await Promise.all((await caches.keys()).map((store) => caches.open(store)));
		const kept = (await Promise.all(stores.map((store) => store.keys()))).flat();
		return {
			fetched: performance.getEntriesByType('resource').some((entry) => isOf(entry.name)),
			kept: kept.some((request) => isOf(request.url)),
		};
	})()`);
}

test('an original of the open folder comes from VS Code, whatever it is called, and no copy of it stays', async () => {
	const name = '50% #1 + ü.jpg';
	await writePhoto(1000, name);
	await workbench.rightClick(name, 'Classify digit image');
	const panel = await workbench.panel();
	await panel.locator(`article.classified[data-name="${name}"]`).waitFor();
	await expect.poll(async () => shownSide(panel)).toBe(640);
	expect(await wayOf(panel, name)).toEqual({ fetched: true, kept: false });
});

test('a photo that has changed is shown as it is now', async () => {
	const name = 'changing.jpg';
	await writePhoto(500, name);
	await workbench.rightClick(name, 'Classify digit image');
	const panel = await workbench.panel();
	const card = panel.locator(`article.classified[data-name="${name}"]`);
	await card.waitFor();
	await expect.poll(async () => shownSide(panel)).toBe(500);
	await writePhoto(400, name);
	await card.getByRole('button', { name: 'Classify Again' }).click();
	await expect.poll(async () => shownSide(panel)).toBe(400);
});

test('the steps are not kept over a reload, but made anew', async () => {
	const name = names.at(-1) as string;
	const card = async () => (await workbench.panel()).locator(`article.classified[data-name="${name}"]`);
	const before = await stepWidths(await card());
	await workbench.reload();
	await expect.poll(async () => stepWidths(await card())).toEqual(before);
});

test.each<[keyof typeof ofDigitSize, RegExp]>([
	['as_mnist.jpg', /Kept as it is: 28 × 28, white on black.* \(auto → none\)/],
	['dark_on_white.png', /The ink found, cropped, fitted into 20 × 20.* \(auto → mnist\)/],
	['black_on_transparent.png', /The ink found, cropped, fitted into 20 × 20.* \(auto → mnist\)/],
])('%s, of 28×28, is a 7, and the details say what was done to it', async (name, done) => {
	await workbench.rightClick(name, 'Classify digit image');
	const card = (await workbench.panel()).locator(`article.classified[data-name="${name}"]`);
	await card.waitFor();
	expect(await card.locator('[data-role="label"]').innerText()).toBe('7');
	expect(await card.locator('dl').innerText()).toMatch(done);
	await workbench.screenshot(`photo-${name.replace(/\..*/, '')}`);
});

test('a blank sheet gives a sentence, how far it came, and no label', async () => {
	await workbench.rightClick('blank.jpg', 'Classify digit image');
	const panel = await workbench.panel();
	await panel.getByRole('alert').getByText('No ink was found').waitFor();
	expect(await panel.locator('[data-role="label"]').count()).toBe(0);
	expect(await panel.locator('.step figcaption').allInnerTexts()).toEqual(['Gray', 'Ink']);
	await expect.poll(async () => Math.min(...(await stepWidths(panel.locator('article'))))).toBeGreaterThan(28);
	await workbench.screenshot('photo-blank');
});

test('a number is read whole, and each of its digits has its own bars, 28×28 and box', async () => {
	await workbench.rightClick('scan_of_two.png', 'Classify digit image');
	const panel = await workbench.panel();
	const digits = panel.getByRole('tab');
	await expect.poll(async () => digits.allInnerTexts()).toEqual(['4', '2']);
	const chosen = async () => {
		const [tab, said, box] = await Promise.all([
			panel.getByRole('tab', { selected: true }).innerText(),
			panel.getByRole('tabpanel').getAttribute('aria-label'),
			panel.locator('.box.chosen').getAttribute('title'),
		]);
		expect(said).toBe(box);
		expect(await panel.locator('.digit:visible').count()).toBe(1);
		return [tab, said?.replace(/, .*,/, ',')];
	};
	expect(await chosen()).toEqual(['4', '4, digit 1 of 2']);
	await digits.first().press('ArrowRight');
	expect(await chosen()).toEqual(['2', '2, digit 2 of 2']);
	await panel.locator('.box').first().click();
	expect(await chosen()).toEqual(['4', '4, digit 1 of 2']);
	await panel.getByRole('button', { name: 'Copy As…' }).click();
	await workbench.quickInput.choose('Label');
	await expect.poll(async () => workbench.clipboard()).toBe('42');
	await workbench.screenshot('photo-two');
});
