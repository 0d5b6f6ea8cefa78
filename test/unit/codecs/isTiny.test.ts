import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isTiny } from '../../../src/codecs/isTiny.ts';

test.each([
	['golden/0_00003_q75.jpg', true],
	['formats/rgba8_interlaced.png', true],
	['corpus/prog_grey28.jpg', false],
	['corpus/com_flood_many.jpg', false],
	['corpus/bomb_9900_baseline.jpg', false],
	['corpus/scan_bomb.jpg', false],
	['formats/lossy.webp', false],
	['formats/444.avif', false],
	['formats/plain_l.tif', false],
])('%s: %s', (path, expected) => {
	expect(isTiny(readFileSync(join(import.meta.dirname, '../../fixtures', path)))).toBe(expected);
});
