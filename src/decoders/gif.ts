import { luma, type GrayImage } from '../core/index.ts';
import { decodeLzw } from './lzw.ts';
import { broken, guard, unsupported, type OpenedImage } from './openedImage.ts';
import { putOnPaper } from './transparency.ts';

/** The first frame, on its canvas. */
interface GifFile {
	/** Of the canvas. */
	readonly width: number;
	readonly height: number;
	readonly frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
	readonly interlaced: boolean;
	/** RGB triples. */
	readonly palette: Uint8Array;
	readonly transparentIndex: number | undefined;
	/** Bits of a colour index. */
	readonly indexSize: number;
	/** The compressed indices, in pieces. */
	readonly data: readonly Uint8Array[];
}

const Block = { extension: 0x21, image: 0x2c } as const;
const graphicControl = 0xf9;

/** Rows of an interlaced frame come in four passes (GIF89a, appendix E): first row, step. */
const interlacedPasses = [
	[0, 8],
	[4, 8],
	[2, 4],
	[1, 2],
] as const;

/**
 * GIF: the first frame, where it lies on its canvas. Our own, since `omggif` runs on for ever on some damaged files
 * and fills up what is missing in others.
 */
export function openGif(bytes: Uint8Array): OpenedImage {
	const file = guard('gif', () => readFile(bytes));
	const { width, height } = file;
	return {
		width,
		height,
		orientation: 1,
		memoryFor: () => bytes.length + 3 * width * height,
		decode: () => decode(file),
	};
}

/** GIF89a, sections 17 to 25. */
function readFile(bytes: Uint8Array): GifFile {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const width = view.getUint16(6, true);
	const height = view.getUint16(8, true);
	let [palette, offset] = readPalette(bytes, view.getUint8(10), 13);
	let transparentIndex: number | undefined;
	while (view.getUint8(offset) === Block.extension) {
		const [content] = readSubBlocks(bytes, offset + 2);
		if (view.getUint8(offset + 1) === graphicControl && content && content.length >= 4) {
			transparentIndex = (content[0] as number) & 1 ? content[3] : undefined;
		}
		offset = endOfSubBlocks(bytes, offset + 2);
	}
	if (view.getUint8(offset) !== Block.image) {
		throw broken('gif', 'No picture');
	}
	const frame = {
		x: view.getUint16(offset + 1, true),
		y: view.getUint16(offset + 3, true),
		width: view.getUint16(offset + 5, true),
		height: view.getUint16(offset + 7, true),
	};
	const flags = view.getUint8(offset + 9);
	if (flags & 0x80) {
		[palette, offset] = readPalette(bytes, flags, offset + 10);
	} else {
		offset += 10;
	}
	const indexSize = view.getUint8(offset);
	if (frame.width === 0 || frame.height === 0 || indexSize < 1 || indexSize > 8) {
		throw broken('gif', `${frame.width}×${frame.height} of ${indexSize} bits`);
	}
	if (frame.x + frame.width > width || frame.y + frame.height > height) {
		throw unsupported('gif', 'A frame beyond its canvas');
	}
	return {
		width,
		height,
		frame,
		interlaced: (flags & 0x40) !== 0,
		palette,
		transparentIndex,
		indexSize,
		data: readSubBlocks(bytes, offset + 1),
	};
}

/** A palette, where `flags` say that there is one, and what comes after it. */
function readPalette(bytes: Uint8Array, flags: number, start: number): [palette: Uint8Array, end: number] {
	const end = flags & 0x80 ? start + 3 * (2 << (flags & 7)) : start;
	return [bytes.subarray(start, end), end];
}

/** Of what is cut short, what is there. */
function readSubBlocks(bytes: Uint8Array, start: number): Uint8Array[] {
	const blocks: Uint8Array[] = [];
	for (let offset = start, length; (length = bytes[offset] ?? 0) > 0; offset += 1 + length) {
		blocks.push(bytes.subarray(offset + 1, offset + 1 + length));
	}
	return blocks;
}

function endOfSubBlocks(bytes: Uint8Array, start: number): number {
	return readSubBlocks(bytes, start).reduce((offset, block) => offset + 1 + block.length, start) + 1;
}

function decode({ width, height, frame, palette, transparentIndex, ...file }: GifFile): GrayImage {
	const indices = decodeLzw(Buffer.concat(file.data), file.indexSize, frame.width * frame.height);
	const grays = Array.from({ length: palette.length / 3 }, (_, index) => {
		const [red, green, blue] = palette.subarray(3 * index) as unknown as [number, number, number];
		return luma(red, green, blue);
	});
	const pixels = new Uint8Array(width * height);
	const alpha = new Uint8Array(width * height);
	let source = 0;
	for (const row of rowsOf(frame.height, file.interlaced)) {
		const start = (frame.y + row) * width + frame.x;
		for (let target = start; target < start + frame.width; target++) {
			const index = indices[source++] as number;
			const gray = grays[index];
			if (gray === undefined) {
				throw broken('gif', `A colour that is not in the palette: ${index}`);
			}
			pixels[target] = gray;
			alpha[target] = index === transparentIndex ? 0 : 255;
		}
	}
	putOnPaper(pixels, alpha);
	return { width, height, pixels };
}

/** The rows in the order in which they are stored. */
function* rowsOf(height: number, interlaced: boolean): Generator<number, void, undefined> {
	for (const [first, step] of interlaced ? interlacedPasses : ([[0, 1]] as const)) {
		for (let row = first; row < height; row += step) {
			yield row;
		}
	}
}
