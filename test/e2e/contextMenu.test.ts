import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Workbench } from '../../tools/vscodeHost/workbench.ts';
import { openInstalled } from './openInstalled.ts';

const picture = 'test/fixtures/golden/7_00000_q95.jpg';

describe('the menu of the Explorer', () => {
	let folder: string;
	let workbench: Workbench;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'digit-classifier-pictures-'));
		await mkdir(join(folder, 'more'));
		for (const name of [
			'7_1.jpg',
			'7_2.JPEG',
			'7_3.png',
			'7_5.gif',
			'7_6.bmp',
			'7_7.webp',
			'7_10.avif',
			'7_11.tif',
			'7_12.TIFF',
			'7_8.jfif',
			'7_9.jpe',
			'more/7_4.jpg',
		]) {
			await copyFile(picture, join(folder, name));
		}
		await mkdir(join(folder, 'folder.jpg'));
		await writeFile(join(folder, 'notes.txt'), '');
		workbench = await openInstalled({ folder });
	});

	afterAll(async () => {
		await workbench?.dispose();
		await rm(folder, { recursive: true, force: true });
	});

	test.each([
		['7_1.jpg', true],
		['7_2.JPEG', true],
		['7_3.png', true],
		['7_5.gif', true],
		['7_6.bmp', true],
		['7_7.webp', true],
		['7_10.avif', true],
		['7_11.tif', true],
		['7_12.TIFF', true],
		['7_8.jfif', true],
		['7_9.jpe', true],
		['more/7_4.jpg', true],
		['notes.txt', false],
		['folder.jpg', false],
	])('of %s offers to classify it: %s', async (path, offered) => {
		const items = await workbench.contextMenuItems(path);
		expect(items.includes('Classify digit image')).toBe(offered);
	});
});
