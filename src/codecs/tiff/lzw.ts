const clear = 256;
const end = 257;
const mostCodes = 4096;

/**
 * TIFF's LZW (TIFF 6.0, section 13): codes of 9 to 12 bits from the highest bit on, which grow one code early.
 * @returns at most `length` bytes; fewer where the data ends or makes no sense.
 */
export function decodeLzw(data: Uint8Array, length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	// Where the text of each code stands in what has been written, and how long it is.
	const starts = new Uint32Array(mostCodes);
	const lengths = new Uint16Array(mostCodes);
	let next = end + 1;
	let width = 9;
	let target = 0;
	for (let bit = 0; bit + width <= 8 * data.length && target < length;) {
		const code = readBits(data, bit, width);
		bit += width;
		if (code === end) {
			break;
		}
		if (code === clear) {
			next = end + 1;
			width = 9;
			continue;
		}
		const start = target;
		if (code < clear) {
			bytes[target++] = code;
		} else if (code < next) {
			const from = starts[code] as number;
			const size = lengths[code] as number;
			for (let index = 0; index < size && target < length; index++) {
				bytes[target++] = bytes[from + index] as number;
			}
		} else {
			break;
		}
		if (next < mostCodes) {
			// This text and the first byte of the one to come, which will stand behind it.
			starts[next] = start;
			lengths[next] = target - start + 1;
		}
		next = Math.min(mostCodes, next + 1);
		width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
	}
	return bytes.subarray(0, target);
}

function readBits(data: Uint8Array, bit: number, width: number): number {
	const byte = bit >> 3;
	const three = ((data[byte] as number) << 16) | ((data[byte + 1] ?? 0) << 8) | (data[byte + 2] ?? 0);
	return (three >> (24 - width - (bit & 7))) & ((1 << width) - 1);
}
