import { readOrientation } from '../exif.ts';
import { broken, unsupported } from '../openedImage.ts';

export interface WebpHeader {
	readonly width: number;
	readonly height: number;
	/** EXIF's: 1 (upright) to 8. */
	readonly orientation: number;
}

const animationFlag = 0x02;

/**
 * Reads what a WebP file says of itself, in its container (RFC 9649, section 2) or the one bitstream in it.
 * @throws ProblemError for animations and where there is no picture; RangeError where the file ends too early.
 */
export function readWebpHeader(bytes: Uint8Array): WebpHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let size: { width: number; height: number } | undefined;
	let orientation = 1;
	for (let offset = 12; offset + 8 <= bytes.length;) {
		const type = String.fromCharCode(...bytes.subarray(offset, offset + 4));
		const length = view.getUint32(offset + 4, true);
		const start = offset + 8;
		if (type === 'VP8X') {
			if (view.getUint8(start) & animationFlag) {
				throw unsupported('webp', 'animation');
			}
			size = { width: 1 + readUint24(view, start + 4), height: 1 + readUint24(view, start + 7) };
		} else if (type === 'VP8 ') {
			size ??= { width: view.getUint16(start + 6, true) & 0x3fff, height: view.getUint16(start + 8, true) & 0x3fff };
		} else if (type === 'VP8L') {
			const bits = view.getUint32(start + 1, true);
			size ??= { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
		} else if (type === 'EXIF') {
			orientation = readOrientation(bytes.subarray(start, start + length));
		}
		offset = start + length + (length % 2);
	}
	if (!size || size.width === 0 || size.height === 0) {
		throw broken('webp', 'No picture');
	}
	return { ...size, orientation };
}

function readUint24(view: DataView, offset: number): number {
	return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}
