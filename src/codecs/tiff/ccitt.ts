import { horizontal, longestCode, modes, none, pass, runsOf, type Codes } from './ccittCodes.ts';
import type { TiffHeader, Wanted } from './header.ts';

/** Where colours change in a row, from its left: to black, to white, and so on. */
type Changes = readonly number[];

/** Bits, from the highest of each byte on, and zeros behind the last. */
interface Bits {
	readonly data: Uint8Array;
	at: number;
}

const group4 = 4;
const group3 = 3;
/** Zeros before the 1 that ends a row. */
const endZeros = 11;

/**
 * The fax compressions (ITU-T T.4 and T.6; TIFF 6.0, sections 10 and 11): one bit a pixel, 1 for black, rows filled up
 * to a byte. There are fewer rows where the data ends or makes no sense.
 */
export function decodeCcitt(
	data: Uint8Array,
	{ compression, isTwoDimensional }: Pick<TiffHeader, 'compression' | 'isTwoDimensional'>,
	{ width, rows }: Wanted,
): Uint8Array {
	const rowBytes = Math.ceil(width / 8);
	const pixels = new Uint8Array(rowBytes * rows);
	const bits: Bits = { data, at: 0 };
	let above: Changes = [];
	for (let row = 0; row < rows; row++) {
		const hasEnd = compression === group3 && skipEnd(bits);
		const isOfTwo = compression === group4 || (hasEnd && isTwoDimensional && readBit(bits) === 0);
		const changes = isOfTwo ? readBelow(bits, above, width) : readRuns(bits, width);
		if (!changes) {
			return pixels.subarray(0, row * rowBytes);
		}
		paint(pixels.subarray(row * rowBytes, (row + 1) * rowBytes), changes, width);
		above = changes;
		if (compression < group3) {
			bits.at = 8 * Math.ceil(bits.at / 8);
		}
	}
	return pixels;
}

function readRuns(bits: Bits, width: number): Changes | undefined {
	const changes: number[] = [];
	for (let at = 0; at < width;) {
		const run = readRun(bits, changes.length);
		at += run ?? width;
		if (run === undefined || at > width) {
			return undefined;
		}
		changes.push(at);
	}
	return changes;
}

/** A row by how it differs from the one above. */
function readBelow(bits: Bits, above: Changes, width: number): Changes | undefined {
	const changes: number[] = [];
	let index = 0;
	for (let at = -1; at < width;) {
		// The first change above that is to the right, and to the other colour.
		while (index > 0 && (above[index - 1] as number) > at) {
			index--;
		}
		while ((above[index] ?? width) <= at || (index < above.length && index % 2 !== changes.length % 2)) {
			index++;
		}
		const mode = readCode(bits, modes);
		const start = Math.max(0, at);
		if (mode === none) {
			return undefined;
		} else if (mode === pass) {
			at = above[index + 1] ?? width;
		} else if (mode === horizontal) {
			const first = readRun(bits, changes.length);
			const second = readRun(bits, changes.length + 1);
			if (first === undefined || second === undefined || start + first + second > width) {
				return undefined;
			}
			at = start + first + second;
			changes.push(start + first, at);
		} else {
			const change = (above[index] ?? width) + mode;
			if (change < start || change > width) {
				return undefined;
			}
			at = change;
			changes.push(change);
		}
	}
	return changes;
}

/** Of white for even `color`, of black for odd: codes of 64 pixels and more go before one of less. */
function readRun(bits: Bits, color: number): number | undefined {
	const codes = runsOf[color % 2 === 0 ? 0 : 1];
	for (let run = 0; ;) {
		const part = readCode(bits, codes);
		if (part === none) {
			return undefined;
		}
		run += part;
		if (part < 64) {
			return run;
		}
	}
}

function readCode(bits: Bits, codes: Codes): number {
	for (let code = 1, length = 0; length < longestCode && bits.at < 8 * bits.data.length; length++) {
		code = (code << 1) | readBit(bits);
		if (codes[code] !== none) {
			return codes[code] as number;
		}
	}
	return none;
}

function readBit(bits: Bits): number {
	const { data, at } = bits;
	bits.at++;
	return ((data[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
}

/** Passes over what ends the row before, with what it was filled up with, if that comes next. */
function skipEnd(bits: Bits): boolean {
	const start = bits.at;
	let zeros = 0;
	while (readBit(bits) === 0 && bits.at <= 8 * bits.data.length) {
		zeros++;
	}
	if (zeros < endZeros) {
		bits.at = start;
	}
	return zeros >= endZeros;
}

function paint(row: Uint8Array, changes: Changes, width: number): void {
	for (let index = 0; index < changes.length; index += 2) {
		const end = changes[index + 1] ?? width;
		for (let x = changes[index] as number; x < end; x++) {
			row[x >> 3] = (row[x >> 3] as number) | (128 >> (x & 7));
		}
	}
}
