import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { PictureFacts } from '../../../src/core/ports.ts';
import { prepare } from '../../../src/imageWorker/prepare.ts';

test.each<[string, PictureFacts]>([
	['xmp.jpg', { format: 'jpeg', originalWidth: 61, originalHeight: 83, orientation: 6, orientationByXmp: true }],
	['exif.webp', { format: 'webp', originalWidth: 27, originalHeight: 33, orientation: 6 }],
	['no_end.jpg', { format: 'jpeg', originalWidth: 83, originalHeight: 61, mended: ['noEnd'] }],
])('all that %s tells of its picture comes along with the digits', async (name, facts) => {
	const bytes = readFileSync(`test/fixtures/formats/${name}`);
	expect((await prepare(bytes, 'resize', { steps: false })).picture).toEqual(facts);
});
