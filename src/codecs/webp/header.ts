import { broken } from '../openedImage.ts';
import { readOrientation, type Orientation } from '../orientation.ts';

interface Size {
	readonly width: number;
	readonly height: number;
}

/** The first frame of an animation. */
export interface WebpFrame extends Size {
	/** Where it lies on the canvas. */
	readonly left: number;
	readonly top: number;
	/** The chunks of its picture. */
	readonly chunks: Uint8Array;
}

export interface WebpHeader extends Size, Orientation {
	/** Absent in a file that is not animated. */
	readonly frame?: WebpFrame;
}

const animationFlag = 0x02;
const frameHeaderBytes = 16;

/**
 * Reads what a WebP file says of itself, in its container (RFC 9649, section 2) or the one bitstream in it.
 * @throws ProblemError where there is no picture; RangeError where the file ends too early.
 */
export function readWebpHeader(bytes: Uint8Array): WebpHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let size: Size | undefined;
	let isAnimated = false;
	let frame: WebpFrame | undefined;
	let exif: Uint8Array | undefined;
	let xmp: Uint8Array | undefined;
	for (let offset = 12; offset + 8 <= bytes.length;) {
		const type = String.fromCharCode(...bytes.subarray(offset, offset + 4));
		const length = view.getUint32(offset + 4, true);
		const start = offset + 8;
		if (type === 'VP8X') {
			isAnimated = (view.getUint8(start) & animationFlag) !== 0;
			size = { width: 1 + readUint24(view, start + 4), height: 1 + readUint24(view, start + 7) };
		} else if (type === 'VP8 ') {
			size ??= { width: view.getUint16(start + 6, true) & 0x3fff, height: view.getUint16(start + 8, true) & 0x3fff };
		} else if (type === 'VP8L') {
			const bits = view.getUint32(start + 1, true);
			size ??= { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
		} else if (type === 'ANMF' && isAnimated) {
			frame ??= {
				left: 2 * readUint24(view, start),
				top: 2 * readUint24(view, start + 3),
				width: 1 + readUint24(view, start + 6),
				height: 1 + readUint24(view, start + 9),
				chunks: bytes.subarray(start + frameHeaderBytes, start + length),
			};
		} else if (type === 'EXIF') {
			exif = bytes.subarray(start, start + length);
		} else if (type === 'XMP ') {
			xmp = bytes.subarray(start, start + length);
		}
		offset = start + length + (length % 2);
	}
	if (!size || size.width === 0 || size.height === 0 || (isAnimated && !frame)) {
		throw broken('webp', 'No picture');
	}
	if (frame && (frame.left + frame.width > size.width || frame.top + frame.height > size.height)) {
		throw broken('webp', 'A frame that is not on its canvas');
	}
	return { ...size, ...readOrientation(exif, xmp), ...(frame && { frame }) };
}

function readUint24(view: DataView, offset: number): number {
	return view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16);
}
