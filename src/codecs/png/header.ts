import { broken } from '../openedImage.ts';

export interface PngHeader {
	readonly width: number;
	readonly height: number;
	/** Bits per sample. */
	readonly depth: number;
	/** Samples per pixel. */
	readonly channels: number;
}

export interface PngChunk {
	readonly type: string;
	readonly content: Uint8Array;
	/** With its length, type and checksum. */
	readonly whole: Uint8Array;
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
	return { width, height, depth, channels };
}

/** The chunks of a PNG file, as far as they are whole. */
export function* readPngChunks(bytes: Uint8Array): Generator<PngChunk, void, undefined> {
	const view = viewOf(bytes);
	for (let start = signatureBytes; start + 12 <= bytes.length;) {
		const end = start + 12 + view.getUint32(start);
		if (end > bytes.length) {
			return;
		}
		const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
		yield { type, content: bytes.subarray(start + 8, end - 4), whole: bytes.subarray(start, end) };
		start = end;
	}
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
