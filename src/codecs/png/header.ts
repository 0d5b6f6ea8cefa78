import { broken } from '../openedImage.ts';

export interface PngHeader {
	readonly width: number;
	readonly height: number;
	/** Bits per sample. */
	readonly depth: number;
	/** 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA. */
	readonly colorType: number;
	/** Samples per pixel. */
	readonly channels: number;
	readonly isInterlaced: boolean;
}

export interface PngChunk {
	readonly type: string;
	readonly content: Uint8Array;
	/** With its length, type and checksum. */
	readonly whole: Uint8Array;
	/** Whether the file ends within it. */
	readonly isCut: boolean;
}

/** Samples per pixel, by colour type (PNG, third edition, table 8). */
const channelsOf = new Map([
	[0, 1],
	[2, 3],
	[3, 1],
	[4, 2],
	[6, 4],
]);

const signatureBytes = 8;

/**
 * Reads a PNG file's `IHDR` alone.
 * @throws ProblemError
 */
export function readPngHeader(bytes: Uint8Array): PngHeader {
	const [first] = readPngChunks(bytes);
	if (first?.type !== 'IHDR' || first.content.length !== 13) {
		throw broken('png', 'No IHDR');
	}
	const view = viewOf(first.content);
	const width = view.getUint32(0);
	const height = view.getUint32(4);
	const depth = view.getUint8(8);
	const colorType = view.getUint8(9);
	const channels = channelsOf.get(colorType);
	if (width === 0 || height === 0 || depth > 16 || channels === undefined) {
		throw broken('png', `${width}×${height} of colour type ${colorType} with ${depth} bits`);
	}
	return { width, height, depth, colorType, channels, isInterlaced: view.getUint8(12) !== 0 };
}

/** Where each of Adam7's passes starts, and its steps: x, y, right, down (PNG, third edition, 8.2). */
const adam7 = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2],
] as const;

/** The bytes of the pixels in a file, once inflated: rows of whole bytes, and one more each for its filter. */
export function inflatedBytes({ width, height, depth, channels, isInterlaced }: PngHeader): number {
	const passes = isInterlaced ? adam7 : ([[0, 0, 1, 1]] as const);
	return passes.reduce((sum, [x, y, right, down]) => {
		const rowBytes = Math.ceil((Math.ceil(Math.max(0, width - x) / right) * depth * channels) / 8);
		return sum + (rowBytes === 0 ? 0 : Math.ceil(Math.max(0, height - y) / down) * (1 + rowBytes));
	}, 0);
}

/** The chunks of a PNG file; the last one may be cut. */
export function* readPngChunks(bytes: Uint8Array): Generator<PngChunk, void, undefined> {
	const view = viewOf(bytes);
	for (let start = signatureBytes; start + 12 <= bytes.length;) {
		const length = view.getUint32(start);
		const end = start + 12 + length;
		const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
		const content = bytes.subarray(start + 8, start + 8 + length);
		yield { type, content, whole: bytes.subarray(start, end), isCut: end > bytes.length };
		start = end;
	}
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
