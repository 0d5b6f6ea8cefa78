import { readUint16 } from './header.ts';
import { readHuffmanCodes, type HuffmanCodes } from './huffmanCodes.ts';

/** A block of 8×8 in an MCU, the least that is coded together. */
interface Block {
	readonly isLuma: boolean;
	readonly dc: HuffmanCodes;
	readonly ac: HuffmanCodes;
}

/** What it takes to decode the only scan of a baseline JPEG file. */
export interface BaselineScan {
	/** Of the picture, in pixels. */
	readonly width: number;
	readonly height: number;
	/** Blocks of luma in an MCU, along x and y; they come first in it. */
	readonly across: number;
	readonly down: number;
	/** What luma's DC coefficients are to be multiplied by. */
	readonly quantizer: number;
	readonly blocks: readonly Block[];
	/** How many MCUs lie between two restart markers; 0 for no such markers. */
	readonly restartInterval: number;
	/** Where the coded data begin. */
	readonly start: number;
}

/** By number; codes by class and number as the file has them: 0x00 to 0x03 for DC, 0x10 to 0x13 for AC. */
interface Tables {
	/** DC's alone. */
	readonly quantizers: Map<number, number>;
	readonly codes: Map<number, HuffmanCodes>;
}

/** More are an error to libjpeg. */
const maximumBlocks = 10;

/**
 * Reads what is before the coded data (ITU-T T.81, B.2).
 * @returns undefined where a file is not gray or YCbCr in one scan of 8 bits, or has anything that libjpeg warns of.
 */
export function readBaselineScan(jpeg: Uint8Array): BaselineScan | undefined {
	if (readUint16(jpeg, 0) !== 0xffd8) {
		return undefined;
	}
	const tables: Tables = { quantizers: new Map(), codes: new Map() };
	let frame: Uint8Array | undefined;
	let restartInterval = 0;
	for (let offset = 2; jpeg[offset] === 0xff;) {
		const code = jpeg[offset + 1] ?? 0;
		const length = readUint16(jpeg, offset + 2);
		const content = jpeg.subarray(offset + 4, offset + 2 + length);
		offset += 2 + length;
		if (length < 2 || offset > jpeg.length) {
			return undefined;
		}
		if (code === 0xda) {
			const read = frame && readScan(frame, content, tables);
			return read && { ...read, restartInterval, start: offset };
		} else if (code === 0xdb || code === 0xc4) {
			if (!(code === 0xdb ? readQuantizers(content, tables.quantizers) : readCodes(content, tables.codes))) {
				return undefined;
			}
		} else if (code === 0xc0 || code === 0xc1) {
			if (frame) {
				return undefined;
			}
			frame = content;
		} else if (code === 0xdd) {
			restartInterval = readUint16(content, 0);
		} else if (!isIgnored(code, content)) {
			return undefined;
		}
	}
	return undefined;
}

/** Application data and comments, but for what says that the colours are others, or makes libjpeg warn. */
function isIgnored(code: number, content: Uint8Array): boolean {
	const startsWith = (text: string) => [...text].every((letter, index) => letter.charCodeAt(0) === content[index]);
	if (code === 0xe0 && startsWith('JFIF\0')) {
		return content[5] === 1;
	}
	if (code === 0xee && startsWith('Adobe')) {
		return content[11] === 1;
	}
	return (code >= 0xe0 && code <= 0xef) || code === 0xfe;
}

function readQuantizers(content: Uint8Array, quantizers: Tables['quantizers']): boolean {
	let offset = 0;
	while (offset < content.length) {
		const head = content[offset] as number;
		const bytes = head >> 4 === 0 ? 1 : 2;
		quantizers.set(head & 15, bytes === 1 ? (content[offset + 1] ?? 0) : readUint16(content, offset + 1));
		offset += 1 + 64 * bytes;
	}
	return offset === content.length;
}

function readCodes(content: Uint8Array, codes: Tables['codes']): boolean {
	let offset = 0;
	while (offset < content.length) {
		const counts = content.subarray(offset + 1, offset + 17);
		const end = offset + 17 + counts.reduce((sum, count) => sum + count, 0);
		const symbols = content.subarray(offset + 17, end);
		const head = content[offset] as number;
		const read = readHuffmanCodes(counts, symbols);
		if (read === undefined || end > content.length || !symbols.every(head < 0x10 ? isDcSymbol : isAcSymbol)) {
			return false;
		}
		codes.set(head, read);
		offset = end;
	}
	return true;
}

/** How many bits a value has. */
function isDcSymbol(symbol: number): boolean {
	return symbol <= 15;
}

/** Zeros to pass, and how many bits the value behind them has: none at a block's end and of sixteen zeros alone. */
function isAcSymbol(symbol: number): boolean {
	return (symbol & 15) > 0 || symbol === 0 || symbol === 0xf0;
}

/** Puts the headers of frame and scan together (T.81, B.2.2 and B.2.3). */
function readScan(
	frame: Uint8Array,
	scan: Uint8Array,
	tables: Tables,
): Omit<BaselineScan, 'restartInterval' | 'start'> | undefined {
	const count = frame[5] ?? 0;
	const isPlain = frame[0] === 8 && frame.length === 6 + 3 * count && (count === 1 || count === 3);
	const isWhole = scan[0] === count && scan.subarray(1 + 2 * count).join() === '0,63,0';
	const isRgb = [82, 71, 66].every((letter, index) => frame[6 + 3 * index] === letter);
	if (!isPlain || !isWhole || isRgb) {
		return undefined;
	}
	const components = Array.from({ length: count }, (_, index) =>
		readComponent(frame.subarray(6 + 3 * index), scan.subarray(1 + 2 * index), tables),
	);
	if (!components.every((component) => component !== undefined)) {
		return undefined;
	}
	const [luma] = components as [Component];
	// A picture of one component is coded block by block, whatever its factors.
	const { across, down } = count === 1 ? { across: 1, down: 1 } : luma;
	const blocks = components.flatMap(({ dc, ac, ...factors }, index) =>
		Array<Block>(count === 1 ? 1 : factors.across * factors.down).fill({ isLuma: index === 0, dc, ac }),
	);
	const isFinest = components.every((component) => component.across <= luma.across && component.down <= luma.down);
	const [width, height] = [readUint16(frame, 3), readUint16(frame, 1)];
	// A height of 0 is told behind the scan.
	return isFinest && blocks.length <= maximumBlocks && width > 0 && height > 0
		? { width, height, across, down, quantizer: luma.quantizer, blocks }
		: undefined;
}

interface Component extends Omit<Block, 'isLuma'> {
	readonly across: number;
	readonly down: number;
	readonly quantizer: number;
}

function readComponent(
	[id, factors = 0, table = 0]: Uint8Array,
	[scanId, selectors = 0]: Uint8Array,
	{ quantizers, codes }: Tables,
): Component | undefined {
	const [across, down] = [factors >> 4, factors & 15];
	const quantizer = quantizers.get(table) ?? 0;
	const dc = codes.get(selectors >> 4);
	const ac = codes.get(0x10 | (selectors & 15));
	const isPossible = id === scanId && quantizer > 0 && Math.min(across, down) >= 1 && Math.max(across, down) <= 4;
	return isPossible && dc && ac ? { across, down, quantizer, dc, ac } : undefined;
}
