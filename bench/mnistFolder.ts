import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { digitSide } from '../src/core/image.ts';
import { readMnist } from '../tools/drawnDigits/readMnist.ts';

export interface MnistFolder {
	/** MNIST's 10,000 test digits, as `LABEL_INDEX.jpg`. */
	readonly path: string;
	remove(): Promise<void>;
}

const raw = { width: digitSide, height: digitSide, channels: 1 } as const;

/** Writes MNIST's test digits as gray JPEGs of 28×28 into a temporary folder. */
export async function writeMnistFolder(): Promise<MnistFolder> {
	const root = await mkdtemp(join(tmpdir(), 'digit-classifier-mnist-'));
	const path = join(root, 'mnist');
	await mkdir(path);
	for (const [index, { label, digit }] of readMnist('test').entries()) {
		const jpeg = await sharp(digit, { raw }).toColourspace('b-w').jpeg({ quality: 95 }).toBuffer();
		await writeFile(join(path, `${label}_${`${index}`.padStart(5, '0')}.jpg`), jpeg);
	}
	return { path, remove: async () => rm(root, { recursive: true, force: true }) };
}
