import { scratch } from '../../core/scratch.ts';

/** How many bits {@link HuffmanCodes.several} is looked up by. */
export const windowBits = 12;

/** An entry's lower bits: how many bits of the data it stands for. */
export const lengthMask = 31;
/** Where what an entry stands for begins. */
export const symbolShift = 5;
/** Of an entry of {@link HuffmanCodes.several}: how many coefficients are passed, from `symbolShift` on. */
export const passedMask = 63;
/** Of such an entry: the block ends behind what is passed. Entries without are smaller. */
export const endOfBlock = 1 << 11;

/** The codes of a table of a JPEG file (ITU-T T.81, C and F.2.2), to be looked up by the bits that come next. */
export interface HuffmanCodes {
	/** By 16 bits: a symbol, and the length of its code; 0 where no code begins so. */
	readonly single: Uint16Array;
	/**
	 * By 12 bits: as many AC coefficients as they have in full, the bits of their values included; 0 for not even one.
	 * Only what passes coefficients over can use it.
	 */
	readonly several: Uint16Array;
}

/**
 * @param counts how many codes there are of each length, 1 to 16 bits.
 * @param symbols theirs, in the order of the codes.
 * @returns undefined for what libjpeg refuses: codes that do not fit their lengths.
 */
export function readHuffmanCodes(counts: Uint8Array, symbols: Uint8Array): HuffmanCodes | undefined {
	const single = scratch(Uint16Array, 1 << 16);
	let code = 0;
	let index = 0;
	for (let length = 1; length <= 16; length++) {
		const last = index + (counts[length - 1] ?? 0);
		for (; index < last; index++, code++) {
			const start = code << (16 - length);
			single.fill(((symbols[index] as number) << symbolShift) | length, start, start + (1 << (16 - length)));
		}
		// No code is all ones.
		if (code >= 1 << length && code > 0) {
			return undefined;
		}
		code <<= 1;
	}
	return { single, several: combine(single) };
}

function combine(single: Uint16Array): Uint16Array {
	const several = scratch(Uint16Array, 1 << windowBits);
	for (let window = 0; window < several.length; window++) {
		let length = 0;
		let passed = 0;
		let end = 0;
		while (end === 0) {
			const entry = single[(window << (16 - windowBits + length)) & 0xffff] as number;
			const symbol = entry >>> symbolShift;
			const longer = length + (entry & lengthMask) + valueBits(symbol);
			const further = passed + coefficients(symbol);
			if (entry === 0 || longer > windowBits || further > passedMask) {
				break;
			}
			length = longer;
			passed = further;
			end = symbol === 0 ? endOfBlock : 0;
		}
		several[window] = end | (passed << symbolShift) | length;
	}
	return several;
}

/** How many bits of a value follow the code of an AC coefficient. */
export function valueBits(symbol: number): number {
	return symbol & 15;
}

/** How many AC coefficients a symbol stands for: zeros, and the one behind them; none at the end of a block. */
export function coefficients(symbol: number): number {
	return symbol === 0 ? 0 : (symbol >>> 4) + 1;
}
