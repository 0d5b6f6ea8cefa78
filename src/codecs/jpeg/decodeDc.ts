import type { GrayImage } from '../../core/image.ts';
import { readBaselineScan, type BaselineScan } from './baselineScan.ts';
import {
	coefficients,
	endOfBlock,
	lengthMask,
	passedMask,
	symbolShift,
	valueBits,
	windowBits,
	type HuffmanCodes,
} from './huffmanCodes.ts';

/** The most that one block can read past the end of the data before that is seen, in bytes. */
const slack = 256;

/**
 * Decodes a JPEG file to the luma of an eighth of its width and height: the mean of each block of 8×8, which is its DC
 * coefficient (T.81, A.3.3). The other coefficients are passed over, several at a time. Pixels are those of libjpeg's
 * inverse DCT to 1×1.
 * @returns undefined for whatever is not plain: other kinds of JPEG, and all that libjpeg would warn of or refuse.
 */
export function decodeDc(jpeg: Uint8Array): GrayImage | undefined {
	const scan = readBaselineScan(jpeg);
	const parts = scan && readParts(jpeg, scan.start);
	return parts && decodeScan(scan, parts);
}

/** The coded data between restart markers, as bit positions in bytes without stuffing (T.81, F.1.2.3). */
interface Parts {
	readonly data: DataView;
	readonly ends: readonly number[];
}

/** Undefined where the data do not end with the end of the file's picture, or restart markers do not count up. */
function readParts(jpeg: Uint8Array, start: number): Parts | undefined {
	const data = new Uint8Array(jpeg.length - start + slack);
	const ends: number[] = [];
	let size = 0;
	for (let from = start; ;) {
		const marker = jpeg.indexOf(0xff, from);
		const code = jpeg[marker + 1];
		if (marker < 0 || code === undefined) {
			return undefined;
		}
		const isData = code === 0;
		const piece = jpeg.subarray(from, isData ? marker + 1 : marker);
		data.set(piece, size);
		size += piece.length;
		from = marker + 2;
		if (!isData) {
			const isRestart = code === 0xd0 + (ends.length & 7);
			ends.push(8 * size);
			if (code === 0xd9) {
				return { data: new DataView(data.buffer), ends };
			}
			if (!isRestart) {
				return undefined;
			}
		}
	}
}

/** The means of all blocks of luma, those of MCUs that reach beyond the picture too. */
interface Means {
	readonly pixels: Uint8Array;
	readonly stride: number;
	readonly mcusAcross: number;
}

function decodeScan(scan: BaselineScan, { data, ends }: Parts): GrayImage | undefined {
	const mcusAcross = Math.ceil(scan.width / (8 * scan.across));
	const mcusDown = Math.ceil(scan.height / (8 * scan.down));
	const mcus = mcusAcross * mcusDown;
	const interval = scan.restartInterval || mcus;
	const stride = mcusAcross * scan.across;
	const means = { pixels: new Uint8Array(stride * mcusDown * scan.down), stride, mcusAcross };
	const isWhole =
		ends.length === Math.ceil(mcus / interval) &&
		ends.every((end, part) => {
			const from = part * interval;
			const start = ends[part - 1] ?? 0;
			const position = decodePart(scan, data, { start, end, from, to: Math.min(mcus, from + interval) }, means);
			// What fills the last byte is no data.
			return position !== undefined && end - position < 8;
		});
	return isWhole ? crop(means, Math.ceil(scan.width / 8), Math.ceil(scan.height / 8)) : undefined;
}

/** A part of the data in bits, and its MCUs. */
interface Part {
	readonly start: number;
	readonly end: number;
	readonly from: number;
	readonly to: number;
}

/** @returns the position behind the part; undefined where it is not plain. */
function decodePart(
	{ blocks, across, down, quantizer }: BaselineScan,
	data: DataView,
	{ start, end, from, to }: Part,
	{ pixels, stride, mcusAcross }: Means,
): number | undefined {
	let position = start;
	let dc = 0;
	for (let mcu = from; mcu < to; mcu++) {
		const corner = Math.floor(mcu / mcusAcross) * down * stride + (mcu % mcusAcross) * across;
		for (let index = 0; index < blocks.length; index++) {
			const block = blocks[index] as BaselineScan['blocks'][number];
			const code = block.dc.single[nextBits(data, position) >>> 16] as number;
			const size = code >>> symbolShift;
			position += code & lengthMask;
			if (block.isLuma) {
				dc += signed(nextBits(data, position), size);
				const mean = (dc * quantizer + 4) >> 3;
				// Beyond, libjpeg's table of limits wraps around.
				if (mean < -512 || mean > 511) {
					return undefined;
				}
				pixels[corner + Math.floor(index / across) * stride + (index % across)] = Math.max(
					0,
					Math.min(255, mean + 128),
				);
			}
			position = passAc(data, position + size, block.ac);
			if (code === 0 || position < 0 || position > end) {
				return undefined;
			}
		}
	}
	return position;
}

/** The bits from a position on, as the upper 25 or more of 32. */
function nextBits(data: DataView, position: number): number {
	return data.getInt32(position >>> 3) << (position & 7);
}

/** The value of so many of the next bits (T.81, F.2.2.1): half of them are negative. */
function signed(bits: number, size: number): number {
	const value = (bits >>> 1) >>> (31 - size);
	const isNegative = bits >= 0 && size > 0;
	return isNegative ? value - (1 << size) + 1 : value;
}

/** Where the block ends whose AC coefficients begin at `start`; -1 where it does not. */
function passAc(data: DataView, start: number, { single, several }: HuffmanCodes): number {
	let position = start;
	let coefficient = 1;
	while (coefficient < 64) {
		const bits = nextBits(data, position);
		const entry = several[bits >>> (32 - windowBits)] as number;
		const passed = (entry >>> symbolShift) & passedMask;
		if (entry === 0 || coefficient + passed > 63) {
			// A code that is longer, or one behind which another block may begin.
			const code = single[bits >>> 16] as number;
			const symbol = code >>> symbolShift;
			position += (code & lengthMask) + valueBits(symbol);
			coefficient += coefficients(symbol);
			if (symbol === 0) {
				return code === 0 ? -1 : position;
			}
			continue;
		}
		const length = entry & lengthMask;
		position += length;
		coefficient += passed;
		if (entry >= endOfBlock) {
			return position;
		}
		// What was read has these bits, too.
		const next = several[(bits << length) >>> (32 - windowBits)] as number;
		const further = (next >>> symbolShift) & passedMask;
		if (coefficient + further < 64) {
			position += next & lengthMask;
			coefficient += further;
			if (next >= endOfBlock) {
				return position;
			}
		}
	}
	return coefficient === 64 ? position : -1;
}

function crop({ pixels, stride }: Means, width: number, height: number): GrayImage {
	const cropped = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) {
		cropped.set(pixels.subarray(y * stride, y * stride + width), y * width);
	}
	return { width, height, pixels: cropped };
}
