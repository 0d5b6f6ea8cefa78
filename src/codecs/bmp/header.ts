import { broken, unsupported } from '../openedImage.ts';

export interface BmpHeader {
	readonly width: number;
	readonly height: number;
}

/** `BI_RLE8`, `BI_RLE4`. */
const runLengths = [1, 2];

/**
 * Reads what a BMP file says of itself, of the structures `BITMAPCOREHEADER`, `BITMAPINFOHEADER` and its successors.
 * @throws ProblemError for an impossible size and for run lengths; RangeError where the file ends before.
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const isCore = view.getUint32(14, true) === 12;
	const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
	// Negative where the rows come from the top.
	const height = isCore ? view.getUint16(20, true) : Math.abs(view.getInt32(22, true));
	if (width <= 0 || height === 0) {
		throw broken('bmp', `${width}×${height}`);
	}
	if (!isCore && runLengths.includes(view.getUint32(30, true))) {
		throw unsupported('bmp', 'run lengths');
	}
	return { width, height };
}
