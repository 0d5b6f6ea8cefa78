import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digitPixels } from '../../../src/core/image.ts';
import { prepareFiles } from '../../../src/imageWorker/prepareFiles.ts';
import { openFile } from '../../../src/imageWorker/readLocal.ts';

const limits = { pixelLimit: 1e6, memoryLimit: 1e6 };

describe.skipIf(process.platform === 'win32')('a pipe that is called like a picture, and has no writer', () => {
	let folder: string;
	let path: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'digit-classifier-pipe-'));
		path = join(folder, '7.jpg');
		execFileSync('mkfifo', [path]);
	});

	afterAll(async () => rm(folder, { recursive: true }));

	test('is refused before it is opened', async () => {
		await expect(openFile({ path, limit: 1e6 })).rejects.toMatchObject({ problem: { code: 'fileIsSpecial' } });
	});

	test('holds no thread that tries it among tiny pictures', async () => {
		const digits = new Uint8Array(digitPixels);
		const { stamps } = await prepareFiles({ paths: [path], digits, preprocessing: 'auto', options: limits });
		expect(stamps).toEqual(Float64Array.of(NaN, NaN));
	});
});
