/** The longest code is of twelve bits. */
const mostCodes = 4096;

/**
 * How many pixels the LZW codes of a frame make, `most` at most (GIF89a, appendix F). `start` is where the frame's
 * image data begin, with the size of their codes; they may be cut short.
 */
export function countPixels(bytes: Uint8Array, start: number, most: number): number {
	const rootBits = Math.min(11, bytes[start] ?? 0);
	const clear = 1 << rootBits;
	/** How many pixels each code makes. */
	const lengths = new Uint16Array(mostCodes).fill(1, 0, clear);
	let next = clear + 2;
	let codeBits = rootBits + 1;
	/** What the last code made; 0 at the beginning of a table. */
	let previous = 0;
	let count = 0;
	let buffer = 0;
	let bits = 0;
	for (const byte of joinSubBlocks(bytes, start + 1)) {
		buffer |= byte << bits;
		bits += 8;
		while (bits >= codeBits) {
			const code = buffer & ((1 << codeBits) - 1);
			buffer >>>= codeBits;
			bits -= codeBits;
			if (code === clear) {
				[next, codeBits, previous] = [clear + 2, rootBits + 1, 0];
				continue;
			}
			if (code === clear + 1 || code > next || (code === next && previous === 0)) {
				return count;
			}
			const length = code === next ? previous + 1 : (lengths[code] as number);
			if (previous > 0 && next < mostCodes) {
				lengths[next++] = previous + 1;
				if (next === 1 << codeBits && codeBits < 12) {
					codeBits++;
				}
			}
			previous = length;
			count += length;
			if (count >= most) {
				return most;
			}
		}
	}
	return count;
}

function joinSubBlocks(bytes: Uint8Array, start: number): Uint8Array {
	const blocks: Uint8Array[] = [];
	for (let offset = start, length; (length = bytes[offset] ?? 0) > 0; offset += 1 + length) {
		blocks.push(bytes.subarray(offset + 1, offset + 1 + length));
	}
	return Buffer.concat(blocks);
}
