import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBuiltInEndpoint } from '../../src/endpoints/builtIn/endpoint.ts';
import { prepare } from '../../src/imageWorker/prepare.ts';

const endpoint = createBuiltInEndpoint({
	name: 'built-in',
	readModel: () => Promise.resolve(readFileSync('media/digits.safetensors')),
});

/** The label, and what was mended of the file; or the problem. */
async function outcomeOf(path: string): Promise<unknown> {
	try {
		const { digits, picture } = await prepare(readFileSync(`test/fixtures/${path}`), 'auto', { steps: false });
		const { predictions } = await endpoint.classify(
			[{ name: path, digit: digits[0].digit, picture }],
			new AbortController().signal,
		);
		return { label: predictions[0]?.label, ...(picture.mended && { mended: picture.mended }) };
	} catch (error) {
		return (error as { readonly problem: unknown }).problem;
	}
}

// From public bug reports: what Pillow, ImageMagick and Chromium show is read, and what is no picture is named.
test.each([
	['cases/scanner_extra_rst.jpg', 'a scanner: rows beyond the last', { label: 4, mended: ['strayBytes'] }],
	['cases/junk_before_dqt.jpg', 'bytes between segments', { label: 4, mended: ['strayBytes'] }],
	['cases/no_eoi.jpg', 'no end marker, all pixels there', { label: 4, mended: ['noEnd'] }],
	['cases/p_trailzlib.png', 'zeros after the zlib stream', { label: 4, mended: ['strayBytes'] }],
	['cases/p_noiend.png', 'no IEND', { label: 4, mended: ['noEnd'] }],
	['cases/p_pal_trns_long.png', 'tRNS longer than PLTE', { label: 4, mended: ['transparency'] }],
	['cases/exif_prefix.webp', 'turned by EXIF with its prefix', { label: 4 }],
	['cases/anim.webp', 'the first frame of an animation', { label: 4 }],
	['cases/gif_canvas_small.gif', 'a frame larger than its canvas', { label: 4, mended: ['canvas'] }],
	['cases/heic_as.jpg', 'HEIC', { code: 'otherFormat', format: 'heic' }],
	['cases/avif_as.png', 'AVIF without a picture', { code: 'imageBroken', format: 'avif', detail: 'No box meta' }],
	['cases/lfs.png', 'a Git LFS pointer', { code: 'otherFormat', format: 'lfsPointer' }],
	['cases/p_cgbi.png', 'an iOS-optimized PNG', { code: 'otherFormat', format: 'iosPng' }],
	['pictures/dark_on_white_7.png', '28×28, dark ink on white', { label: 7 }],
	['pictures/black_on_transparent_7.png', '28×28, black ink on transparent', { label: 7 }],
	['cases/blank_white.png', 'a white sheet', { code: 'noInk' }],
	['cases/blank_black.png', 'a black sheet', { code: 'noInk' }],
	['normalize/bin01_0_7.png', 'values 0 and 1: all but black', { code: 'noInk', pixelRange: '0-1' }],
	['normalize/thick_1_2.png', 'ultra-bold print', { label: 2 }],
	['normalize/negative_length_9.jpg', 'a photo that once ended in a RangeError', { label: 9 }],
	['normalize/negative_length_noise.png', 'noise that once ended in a RangeError', { code: 'noInk' }],
])('%s: %s', async (path, _, expected) => {
	expect(await outcomeOf(path)).toEqual(expected);
});
