import { broken } from '../openedImage.ts';

export interface GifHeader {
	readonly width: number;
	readonly height: number;
	/** Where the first frame ends. */
	readonly frameEnd: number;
}

const Block = { extension: 0x21, image: 0x2c } as const;

/**
 * Reads what a GIF file (GIF89a, sections 17 to 25) says of itself and of its first frame.
 * @throws ProblemError where there is no frame; RangeError where the file ends before the first frame does.
 */
export function readGifHeader(bytes: Uint8Array): GifHeader {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let offset = 13 + paletteBytes(view.getUint8(10));
	while (view.getUint8(offset) === Block.extension) {
		offset = endOfSubBlocks(view, offset + 2);
	}
	if (view.getUint8(offset) !== Block.image) {
		throw broken('gif', 'No picture');
	}
	return {
		width: view.getUint16(6, true),
		height: view.getUint16(8, true),
		frameEnd: endOfSubBlocks(view, offset + 11 + paletteBytes(view.getUint8(offset + 9))),
	};
}

function paletteBytes(flags: number): number {
	return flags & 0x80 ? 3 * (2 << (flags & 7)) : 0;
}

/** After the empty sub-block that ends a series of them. */
function endOfSubBlocks(view: DataView, start: number): number {
	let offset = start;
	for (let length; (length = view.getUint8(offset)) > 0;) {
		offset += 1 + length;
	}
	return offset + 1;
}
