import { detectFormat } from './decodeImage.ts';
import { readJpegHeader } from './jpeg/header.ts';
import { readPngHeader } from './png/header.ts';

/** The most bytes of a tiny file. */
export const tinyBytes = 100_000;
const tinyPixels = 28 * 28;

/** False where a file's size alone tells that it is not tiny. */
export function mayBeTiny(fileBytes: number): boolean {
	return fileBytes <= tinyBytes;
}

/**
 * Whether a picture is decoded and normalized within a few milliseconds, by what its header says: a digit of 28×28 is.
 * @throws ProblemError where the header is no good.
 */
export function isTiny(bytes: Uint8Array): boolean {
	const format = detectFormat(bytes);
	if (!mayBeTiny(bytes.length)) {
		return false;
	}
	if (format === 'jpeg') {
		const { width, height, progressive, scans } = readJpegHeader(bytes);
		return width * height <= tinyPixels && !progressive && scans <= 4;
	}
	if (format === 'png') {
		const { width, height } = readPngHeader(bytes);
		return width * height <= tinyPixels;
	}
	return false;
}
