import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import { toCsvRow } from '../../../src/core/csv.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

function readManifest<File>(folder: string): File[] {
	return (JSON.parse(readFileSync(join(fixtures, folder, 'manifest.json'), 'utf8')) as { files: File[] }).files;
}

function sha256(data: Uint8Array | string): string {
	return createHash('sha256').update(data).digest('hex');
}

interface GoldenFile {
	readonly file: string;
	readonly csv_sha256: string;
}

describe('MNIST digits: the CSV row is byte for byte the one that Python sends', () => {
	test.each(readManifest<GoldenFile>('golden'))('$file', async ({ file, csv_sha256 }) => {
		const image = await decodeImage(readFileSync(join(fixtures, 'golden', file)));
		expect(sha256(toCsvRow(normalize(image, 'auto').digits[0].digit))).toBe(csv_sha256);
	});
});

interface CorpusFile {
	readonly file: string;
	readonly what: string;
	/** Explained in the manifest. */
	readonly expect: 'pixels' | 'error' | 'error_truncated' | 'pixels_or_error' | 'error_or_png' | 'bounded';
	readonly size?: readonly [number, number];
	readonly grey_sha256?: string;
}

describe("JPEGs of all kinds: Pillow's very pixels, or a problem", () => {
	test.each(readManifest<CorpusFile>('corpus'))(
		'$file: $what → $expect',
		async ({ file, expect: expected, ...pillow }) => {
			const bytes = readFileSync(join(fixtures, 'corpus', file));
			const image = await decodeImage(bytes).catch((error: unknown) => {
				expect(error).toBeInstanceOf(ProblemError);
				return undefined;
			});
			if (!image) {
				expect(expected).not.toBe('pixels');
				return;
			}
			expect(expected).not.toMatch(/^error(_truncated)?$/);
			expect([image.width, image.height]).toEqual(pillow.size);
			expect(sha256(image.pixels)).toBe(pillow.grey_sha256);
		},
	);
});

interface FormatFile extends Required<Pick<CorpusFile, 'file' | 'what' | 'size' | 'grey_sha256'>> {
	readonly mended?: readonly string[];
	/** Gray in base64, of what is decoded with other roundings. */
	readonly within_1?: string;
}

describe("every format and variant: Pillow's very pixels", () => {
	test.each(readManifest<FormatFile>('formats'))('$file: $what', async ({ file, size, mended, ...pillow }) => {
		const image = await decodeImage(readFileSync(join(fixtures, 'formats', file)));
		expect([image.width, image.height]).toEqual(size);
		expect([image.originalWidth, image.originalHeight]).toEqual(size);
		if (pillow.within_1 === undefined) {
			expect(sha256(image.pixels)).toBe(pillow.grey_sha256);
		} else {
			const expected = Buffer.from(pillow.within_1, 'base64');
			expect(sha256(expected)).toBe(pillow.grey_sha256);
			const differences = image.pixels.map((pixel, index) => Math.abs(pixel - (expected[index] as number)));
			expect(Math.max(...differences)).toBeLessThanOrEqual(1);
		}
		expect(image.mended).toEqual(mended);
	});
});
