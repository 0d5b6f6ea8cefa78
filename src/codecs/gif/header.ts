import type { Mend } from '../../core/ports.ts';
import { broken } from '../openedImage.ts';
import { countPixels } from './countPixels.ts';

export interface GifHeader {
	/** Of the canvas, or of what is drawn on it where that is larger. */
	readonly width: number;
	readonly height: number;
	/** Where the first frame ends. */
	readonly frameEnd: number;
	/** Where the sub-block begins that the file ends in, though all pixels are there. */
	readonly cutBlock?: number;
	readonly mended: ReadonlySet<Mend>;
}

const Block = { extension: 0x21, image: 0x2c } as const;

/**
 * Reads what a GIF file (GIF89a, sections 17 to 25) says of itself and of its first frame.
 * @throws ProblemError where there is no frame, or not all of it; RangeError where the file ends before it.
 */
export function readGifHeader(bytes: Uint8Array): GifHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let offset = 13 + paletteBytes(view.getUint8(10));
	while (view.getUint8(offset) === Block.extension) {
		offset = endOfSubBlocks(view, offset + 2).end;
	}
	if (view.getUint8(offset) !== Block.image) {
		throw broken('gif', 'No picture');
	}
	const [canvasWidth, canvasHeight] = [view.getUint16(6, true), view.getUint16(8, true)];
	const [frameWidth, frameHeight] = [view.getUint16(offset + 5, true), view.getUint16(offset + 7, true)];
	if (frameWidth === 0 || frameHeight === 0) {
		throw broken('gif', `${frameWidth}×${frameHeight}`);
	}
	const width = Math.max(canvasWidth, view.getUint16(offset + 1, true) + frameWidth);
	const height = Math.max(canvasHeight, view.getUint16(offset + 3, true) + frameHeight);
	const mended = new Set<Mend>();
	if (width > canvasWidth || height > canvasHeight) {
		mended.add('canvas');
	}
	const data = offset + 10 + paletteBytes(view.getUint8(offset + 9));
	const { end: frameEnd, cutBlock } = endOfSubBlocks(view, data + 1);
	if (frameEnd >= bytes.length) {
		mended.add('noEnd');
	}
	const pixels = frameWidth * frameHeight;
	if (countPixels(bytes, data, pixels) < pixels) {
		throw broken('gif', 'Ends within its first frame');
	}
	return { width, height, frameEnd, ...(cutBlock !== undefined && { cutBlock }), mended };
}

function paletteBytes(flags: number): number {
	return flags & 0x80 ? 3 * (2 << (flags & 7)) : 0;
}

/** After the empty sub-block that ends a series of them, or after the file where it ends in `cutBlock`. */
function endOfSubBlocks(view: DataView, start: number): { readonly end: number; readonly cutBlock?: number } {
	let offset = start;
	while (offset < view.byteLength) {
		const length = view.getUint8(offset);
		const end = offset + 1 + length;
		if (length === 0) {
			return { end };
		}
		if (end > view.byteLength) {
			break;
		}
		offset = end;
	}
	return { end: view.byteLength, cutBlock: offset };
}
