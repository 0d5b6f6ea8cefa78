import type { GrayImage } from '../../core/image.ts';
import { scratch } from '../../core/scratch.ts';
import { readBaselineScan, type BaselineScan } from './baselineScan.ts';
import { CodedData } from './codedData.ts';
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

/** Codes of markers (T.81, B.1.1.3). */
const endOfImage = 0xd9;
const firstRestart = 0xd0;

/**
 * Decodes a JPEG file to the luma of an eighth of its width and height: the mean of each block of 8×8, which is its DC
 * coefficient (T.81, A.3.3). The other coefficients are passed over, several at a time. Pixels are those of libjpeg's
 * inverse DCT to 1×1.
 * @returns undefined for whatever is not plain: other kinds of JPEG, and all that libjpeg would warn of or refuse.
 */
export function decodeDc(jpeg: Uint8Array): GrayImage | undefined {
	const scan = readBaselineScan(jpeg);
	return scan && decodeScan(scan, new CodedData(jpeg, scan.start));
}

/** The means of all blocks of luma, those of MCUs that reach beyond the picture too. */
interface Means {
	readonly pixels: Uint8Array;
	readonly stride: number;
	readonly mcusAcross: number;
}

function decodeScan(scan: BaselineScan, data: CodedData): GrayImage | undefined {
	const mcusAcross = Math.ceil(scan.width / (8 * scan.across));
	const mcusDown = Math.ceil(scan.height / (8 * scan.down));
	const mcus = mcusAcross * mcusDown;
	const interval = scan.restartInterval || mcus;
	const stride = mcusAcross * scan.across;
	const means = { pixels: scratch(Uint8Array, stride * mcusDown * scan.down), stride, mcusAcross };
	for (let from = 0, part = 0; from < mcus; from += interval, part++) {
		const to = Math.min(mcus, from + interval);
		const position = decodePart(scan, data, from, to, means);
		const marker = to === mcus ? endOfImage : firstRestart + (part & 7);
		// What fills the last byte is no data.
		if (position === undefined || data.marker !== marker || data.end - position >= 8) {
			return undefined;
		}
		data.passMarker();
	}
	return crop(means, Math.ceil(scan.width / 8), Math.ceil(scan.height / 8));
}

/**
 * The MCUs from `from` up to `to`, which stand between two markers.
 * @returns the position behind them; undefined where they are not plain
 */
function decodePart(
	{ blocks, across, down, quantizer }: BaselineScan,
	data: CodedData,
	from: number,
	to: number,
	{ pixels, stride, mcusAcross }: Means,
): number | undefined {
	const { view } = data;
	let position = 0;
	let dc = 0;
	for (let mcu = from; mcu < to; mcu++) {
		if (position > data.lastStart) {
			position = data.moveTo(position);
		}
		const { end } = data;
		const corner = Math.floor(mcu / mcusAcross) * down * stride + (mcu % mcusAcross) * across;
		for (let index = 0; index < blocks.length; index++) {
			const block = blocks[index] as BaselineScan['blocks'][number];
			const code = block.dc.single[nextBits(view, position) >>> 16] as number;
			const size = code >>> symbolShift;
			position += code & lengthMask;
			if (block.isLuma) {
				dc += signed(nextBits(view, position), size);
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
			position = passAc(view, position + size, block.ac);
			if (code === 0 || position < 0 || position > end) {
				return undefined;
			}
		}
	}
	return data.marker === undefined ? data.moveTo(position) : position;
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
	const cropped = scratch(Uint8Array, width * height);
	for (let y = 0; y < height; y++) {
		cropped.set(pixels.subarray(y * stride, y * stride + width), y * width);
	}
	return { width, height, pixels: cropped };
}
