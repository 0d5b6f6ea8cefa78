import { digitSide } from '../core/image.ts';
import { ProblemError } from '../core/problem.ts';
import type { DecodedImage, ImageFormat } from '../core/ports.ts';
import { type OpenedImage } from './openedImage.ts';
import { orient } from './orient.ts';
import { reduce } from './reduce.ts';

export interface DecodeImageOptions {
	/**
	 * The picture may come reduced as long as its shorter side keeps at least this many pixels. Without it the picture
	 * comes whole.
	 */
	readonly minimumSide?: number;
	/** The most pixels of a picture; default {@link defaultPixelLimit}. */
	readonly pixelLimit?: number;
	/** The most memory for decoding, in bytes; default {@link defaultMemoryLimit}. */
	readonly memoryLimit?: number;
}

const defaultPixelLimit = 100_000_000;
export const defaultMemoryLimit = 900 * 2 ** 20;

/**
 * bytes → gray picture, upright, by content and not by name. The limits are held by what the header says,
 * before anything is decoded.
 *
 * Runs where it is called and holds that thread: for a bound on time see `createDecoder`.
 *
 * @throws ProblemError of an `ImageProblem`, or `fileEmpty`.
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeImageOptions = {}): Promise<DecodedImage> {
	const { pixelLimit = defaultPixelLimit, memoryLimit = defaultMemoryLimit } = options;
	const format = detectFormat(bytes);
	const opened = await openers[format](bytes);
	const { width, height, orientation } = opened;
	if (width * height > pixelLimit) {
		throw new ProblemError({ code: 'imageTooLarge', width, height, limit: pixelLimit });
	}
	const minimumSide = width === digitSide && height === digitSide ? undefined : options.minimumSide;
	if (opened.memoryFor(minimumSide) > memoryLimit) {
		throw new ProblemError({ code: 'prepareMemory' });
	}
	const { scale = 1, ...stored } = opened.decode(minimumSide);
	const extent = { width: width * scale, height: height * scale };
	const reduced = minimumSide === undefined ? stored : reduce(stored, extent, minimumSide);
	const [originalWidth, originalHeight] = orientation >= 5 ? [height, width] : [width, height];
	return { ...orient(reduced, orientation), format, originalWidth, originalHeight };
}

const openers: Record<ImageFormat, (bytes: Uint8Array) => Promise<OpenedImage>> = {
	jpeg: async (bytes) => (await import('./jpeg/decode.ts')).openJpeg(bytes),
	png: async (bytes) => (await import('./png/decode.ts')).openPng(bytes),
	gif: async (bytes) => (await import('./gif/decode.ts')).openGif(bytes),
	bmp: async (bytes) => (await import('./bmp/decode.ts')).openBmp(bytes),
	webp: async (bytes) => (await import('./webp/decode.ts')).openWebp(bytes),
};

/**
 * The format that the first bytes tell.
 * @throws ProblemError `fileEmpty`, `notAnImage`.
 */
export function detectFormat(bytes: Uint8Array): ImageFormat {
	if (bytes.length === 0) {
		throw new ProblemError({ code: 'fileEmpty' });
	}
	const start = String.fromCharCode(...bytes.subarray(0, 12));
	for (const [format, signature] of signatures) {
		if (signature.test(start)) {
			return format;
		}
	}
	throw new ProblemError({ code: 'notAnImage' });
}

const signatures: readonly (readonly [ImageFormat, RegExp])[] = [
	['jpeg', /^\xff\xd8\xff/],
	['png', /^\x89PNG\r\n\x1a\n/],
	['gif', /^GIF8[79]a/],
	['bmp', /^BM/],
	['webp', /^RIFF[^]{4}WEBP/],
];
