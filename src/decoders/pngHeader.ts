import { crc32 } from 'node:zlib';
import { readOrientation } from './exif.ts';
import { broken } from './openedImage.ts';

export interface PngHeader {
	readonly width: number;
	readonly height: number;
	/** Bits per sample: 1, 2, 4, 8 or 16. */
	readonly depth: number;
	readonly colorType: number;
	/** Samples per pixel. */
	readonly channels: number;
	readonly interlaced: boolean;
}

export interface PngFile extends PngHeader {
	/** EXIF's: 1 (upright) to 8. */
	readonly orientation: number;
	/** RGB triples. */
	readonly palette: Uint8Array;
	/** `tRNS`, as it is. */
	readonly transparency: Uint8Array | undefined;
	/** The zlib stream, in pieces. */
	readonly data: readonly Uint8Array[];
}

export const ColorType = { gray: 0, rgb: 2, palette: 3, grayAlpha: 4, rgba: 6 } as const;

/** Samples per pixel and the depths allowed, by colour type (PNG, third edition, table 8). */
const layouts = new Map<number, { channels: number; depths: readonly number[] }>([
	[ColorType.gray, { channels: 1, depths: [1, 2, 4, 8, 16] }],
	[ColorType.rgb, { channels: 3, depths: [8, 16] }],
	[ColorType.palette, { channels: 1, depths: [1, 2, 4, 8] }],
	[ColorType.grayAlpha, { channels: 2, depths: [8, 16] }],
	[ColorType.rgba, { channels: 4, depths: [8, 16] }],
]);

const signatureBytes = 8;

/**
 * Reads a PNG file's `IHDR` alone.
 * @throws ProblemError
 */
export function readPngHeader(bytes: Uint8Array): PngHeader {
	const [first] = chunks(bytes);
	if (first?.type !== 'IHDR' || first.content.length !== 13) {
		throw broken('png', 'No IHDR');
	}
	const view = viewOf(first.content);
	const [depth, colorType, compression, filter, interlace] = first.content.subarray(8) as unknown as number[];
	const layout = layouts.get(colorType as number);
	const width = view.getUint32(0);
	const height = view.getUint32(4);
	if (!layout?.depths.includes(depth as number) || width === 0 || height === 0) {
		throw broken('png', `${width}×${height} of colour type ${colorType} with ${depth} bits`);
	}
	if (compression !== 0 || filter !== 0 || (interlace as number) > 1) {
		throw broken('png', 'An unknown compression, filter or interlace method');
	}
	return {
		width,
		height,
		depth: depth as number,
		colorType: colorType as number,
		channels: layout.channels,
		interlaced: interlace === 1,
	};
}

/**
 * Takes a PNG file apart; nothing is inflated.
 * @throws ProblemError
 */
export function readPngFile(bytes: Uint8Array): PngFile {
	const header = readPngHeader(bytes);
	let orientation = 1;
	let palette: Uint8Array = new Uint8Array();
	let transparency: Uint8Array | undefined;
	const data: Uint8Array[] = [];
	for (const { type, content } of chunks(bytes)) {
		switch (type) {
			case 'PLTE':
				palette = content;
				break;
			case 'tRNS':
				transparency = content;
				break;
			case 'eXIf':
				orientation = readOrientation(content);
				break;
			case 'IDAT':
				data.push(content);
				break;
			case 'IEND':
				return { ...header, orientation, palette, transparency, data };
		}
	}
	throw broken('png', 'Ends before IEND');
}

interface Chunk {
	readonly type: string;
	readonly content: Uint8Array;
}

function* chunks(bytes: Uint8Array): Generator<Chunk, void, undefined> {
	const view = viewOf(bytes);
	for (let offset = signatureBytes; offset + 12 <= bytes.length;) {
		const end = offset + 8 + view.getUint32(offset);
		if (end + 4 > bytes.length) {
			throw broken('png', 'Ends within a chunk');
		}
		const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
		const isCritical = /^[A-Z]/.test(type);
		if (isCritical && crc32(bytes.subarray(offset + 4, end)) !== view.getUint32(end)) {
			throw broken('png', `A wrong checksum: ${type}`);
		}
		yield { type, content: bytes.subarray(offset + 8, end) };
		offset = end + 4;
	}
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
