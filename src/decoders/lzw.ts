import { broken } from './openedImage.ts';

const maximumCodeSize = 12;

/**
 * GIF's variant of LZW (GIF89a, appendix F): `size` bytes out of `data`. Codes after the last byte are left alone.
 * @param rootSize bits of the bytes that come out, 1 to 8.
 * @throws ProblemError for codes that stand for nothing, and where `data` ends early.
 */
export function decodeLzw(data: Uint8Array, rootSize: number, size: number): Uint8Array {
	const clear = 1 << rootSize;
	const end = clear + 1;
	// Each code stands for the text of another one, its prefix, and one byte more.
	const prefixes = new Uint16Array(1 << maximumCodeSize);
	const lasts = new Uint8Array(1 << maximumCodeSize);
	const firsts = new Uint8Array(1 << maximumCodeSize);
	const lengths = new Uint16Array(1 << maximumCodeSize);
	for (let code = 0; code < clear; code++) {
		lasts[code] = code;
		firsts[code] = code;
		lengths[code] = 1;
	}
	const output = new Uint8Array(size);
	let filled = 0;
	let codeSize = rootSize + 1;
	let next = end + 1;
	let previous: number | undefined;
	let bits = 0;
	let bitCount = 0;
	for (const byte of data) {
		bits |= byte << bitCount;
		bitCount += 8;
		while (bitCount >= codeSize) {
			const code = bits & ((1 << codeSize) - 1);
			bits >>>= codeSize;
			bitCount -= codeSize;
			if (code === clear) {
				codeSize = rootSize + 1;
				next = end + 1;
				previous = undefined;
				continue;
			}
			if (code === end) {
				throw broken('gif', 'Ends before its last pixel');
			}
			if (code > (previous === undefined ? clear : next)) {
				throw broken('gif', `A code that stands for nothing: ${code}`);
			}
			if (previous !== undefined && next < lengths.length) {
				prefixes[next] = previous;
				firsts[next] = firsts[previous] as number;
				lasts[next] = firsts[code] as number;
				lengths[next] = (lengths[previous] as number) + 1;
				next++;
				if (next === 1 << codeSize && codeSize < maximumCodeSize) {
					codeSize++;
				}
			}
			const after = filled + (lengths[code] as number);
			for (let at = after - 1, part = code; at >= filled; at--) {
				output[at] = lasts[part] as number;
				part = prefixes[part] as number;
			}
			filled = after;
			previous = code;
			if (filled >= size) {
				return output;
			}
		}
	}
	throw broken('gif', 'Ends before its last pixel');
}
