import { detectFormat } from './decodeImage.ts';
import { readJpegHeader } from './jpeg/header.ts';
import { readPngHeader } from './png/header.ts';

const tinyBytes = 100_000;
const tinyPixels = 28 * 28;

/**
 * Whether a picture is decoded and normalized within a few milliseconds, by what its header says: a digit of 28×28 is.
 * @throws ProblemError where the header is no good.
 */
export function isTiny(bytes: Uint8Array): boolean {
	const format = detectFormat(bytes);
	if (bytes.length > tinyBytes) {
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
