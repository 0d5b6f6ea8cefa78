import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import sharp from 'sharp';
import { asDigit } from '../../src/core/image.ts';
import type { PictureFacts, Sample } from '../../src/core/ports.ts';

/** One that comes from a file. */
export interface PictureSample extends Sample {
	readonly picture: PictureFacts;
	readonly original: Uint8Array;
}

/** A 28×28 JPEG of test/fixtures/golden; the first character of its name is its label. */
export async function goldenSample(name: string): Promise<PictureSample> {
	const bytes = readFileSync(`test/fixtures/golden/${name}`);
	const pixels = await sharp(bytes).toColourspace('b-w').raw().toBuffer();
	return {
		name: basename(name),
		original: new Uint8Array(bytes),
		picture: { format: 'jpeg', originalWidth: 28, originalHeight: 28 },
		digit: asDigit(new Uint8Array(pixels)),
	};
}
