import { readJpegHeader } from '../jpeg/header.ts';
import { createDecompress } from '../jpeg/turboJpeg.ts';
import { broken, unsupported } from '../openedImage.ts';
import type { TiffHeader, Wanted } from './header.ts';

const decompress = createDecompress();

/** A block that is a JPEG file, but for tables that stand elsewhere for all of them (TIFF Technical Note 2). */
export function decodeJpegBlock(block: Uint8Array, header: TiffHeader, wanted: Wanted): Uint8Array {
	const { jpegTables, samples, bits, isPlanar, isDifferenced } = header;
	if (bits !== 8 || isPlanar || isDifferenced || (samples !== 1 && samples !== 3)) {
		throw unsupported('tiff', `JPEG of ${samples} × ${bits} bits`);
	}
	// Without the end of the one and the start of the other.
	const file = jpegTables.length > 4 ? Buffer.concat([jpegTables.subarray(0, -2), block.subarray(2)]) : block;
	const { width, height, components, hasAllScans } = readJpegHeader(file);
	if (width !== wanted.width || height < wanted.rows || height > header.blockHeight || components !== samples) {
		throw broken('tiff', `A block of ${width}×${height}`);
	}
	return decompress(file, { width, height, channels: samples }, (pixels, mended) => {
		if (mended.has('noEnd') && !hasAllScans) {
			throw broken('tiff', 'A block ends before its last scan');
		}
		return pixels.slice(0, wanted.length);
	});
}
