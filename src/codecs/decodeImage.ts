import { digitSide } from '../core/image.ts';
import { ProblemError } from '../core/problem.ts';
import type { DecodedImage, ImageFormat } from '../core/ports.ts';
import { type OpenedImage } from './openedImage.ts';
import { orient } from './orient.ts';
import { detectOther } from './otherFormats.ts';
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
 * Runs where it is called and holds that thread: for a bound on time see `createImageWorker`.
 *
 * @throws ProblemError of an `ImageProblem`, or `fileEmpty`.
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeImageOptions = {}): Promise<DecodedImage> {
	const { pixelLimit = defaultPixelLimit, memoryLimit = defaultMemoryLimit } = options;
	const format = detectFormat(bytes);
	const opened = await openers[format](bytes);
	const { width, height, orientation, orientationByXmp } = opened;
	if (width * height > pixelLimit) {
		throw new ProblemError({ code: 'imageTooLarge', width, height, limit: pixelLimit });
	}
	const minimumSide = width === digitSide && height === digitSide ? undefined : options.minimumSide;
	if (opened.memoryFor(minimumSide) > memoryLimit) {
		throw new ProblemError({ code: 'prepareMemory' });
	}
	const stored = await opened.decode(minimumSide);
	const { scale = 1, mended = [] } = stored;
	const extent = { width: width * scale, height: height * scale };
	const upright = orient(minimumSide === undefined ? stored : reduce(stored, extent, minimumSide), orientation);
	const swapsSides = orientation >= 5;
	return {
		width: upright.width,
		height: upright.height,
		pixels: upright.pixels,
		format,
		originalWidth: swapsSides ? height : width,
		originalHeight: swapsSides ? width : height,
		...(orientation !== 1 && { orientation }),
		...(orientationByXmp && { orientationByXmp }),
		...(mended.length > 0 && { mended }),
	};
}

const openers: Record<ImageFormat, (bytes: Uint8Array) => Promise<OpenedImage>> = {
	jpeg: async (bytes) => (await import('./jpeg/decode.ts')).openJpeg(bytes),
	png: async (bytes) => (await import('./png/decode.ts')).openPng(bytes),
	gif: async (bytes) => (await import('./gif/decode.ts')).openGif(bytes),
	bmp: async (bytes) => (await import('./bmp/decode.ts')).openBmp(bytes),
	webp: async (bytes) => (await import('./webp/decode.ts')).openWebp(bytes),
	avif: async (bytes) => (await import('./avif/decode.ts')).openAvif(bytes),
	tiff: async (bytes) => (await import('./tiff/decode.ts')).openTiff(bytes),
};

/**
 * The format that the first bytes tell.
 * @throws ProblemError `fileEmpty`, `notAnImage`, `otherFormat`.
 */
export function detectFormat(bytes: Uint8Array): ImageFormat {
	if (bytes.length === 0) {
		throw new ProblemError({ code: 'fileEmpty' });
	}
	const start = toLatin1(bytes.subarray(0, 16));
	const format = signatures.find(([, signature]) => signature.test(start))?.[0];
	if (format) {
		return format;
	}
	const other = detectOther(toLatin1(bytes.subarray(0, 1024)));
	if (other === 'avif') {
		return other;
	}
	throw new ProblemError(other ? { code: 'otherFormat', format: other } : { code: 'notAnImage' });
}

const signatures: readonly (readonly [ImageFormat, RegExp])[] = [
	['jpeg', /^\xff\xd8\xff/],
	// Xcode's PNGs for iOS begin with a chunk CgBI.
	['png', /^\x89PNG\r\n\x1a\n(?!....CgBI)/s],
	['gif', /^GIF8[79]a/],
	['bmp', /^BM/],
	['webp', /^RIFF[^]{4}WEBP/],
	['tiff', /^(?:II[*+]\0|MM\0[*+])/],
];

function toLatin1(bytes: Uint8Array): string {
	return String.fromCharCode(...bytes);
}
