import type { Digit } from './image.ts';

/** How pixels are written: `0-1` as Python's `str(pixel / 255)`, `0-255` as integers. */
export type PixelRange = '0-1' | '0-255';

/** Every pixel's text with the comma after it, in ASCII. */
interface Texts {
	/** 256 entries of {@link entryBytes}. */
	readonly table: DataView;
	/** Of each pixel's text and comma, in bytes. */
	readonly lengths: Uint8Array;
}

/** Room for the longest text of k / 255 and a comma, a multiple of eight. */
const entryBytes = 24;

/**
 * ECMAScript and Python both print the shortest digits that round-trip; of k / 255 only 0 and 1 differ
 * (Python's `0.0` and `1.0`), and no k / 255 is small enough for an exponent.
 */
const texts: Readonly<Record<PixelRange, Texts>> = {
	'0-1': createTexts((pixel) => (pixel % 255 === 0 ? `${pixel / 255}.0` : `${pixel / 255}`)),
	'0-255': createTexts((pixel) => `${pixel}`),
};

const decoder = new TextDecoder();

/** The bytes of a row and its line break: the mean of MNIST's 10,000 test digits. */
export const meanRowBytes: Readonly<Record<PixelRange, number>> = { '0-1': 5314, '0-255': 1827 };

/** One CSV row of 784 values, without a line break: byte for byte what the Python service sends. */
export function toCsvRow(digit: Digit, range: PixelRange = '0-1'): string {
	const { table, lengths } = texts[range];
	const row = new Uint8Array(digit.length * entryBytes);
	const target = new DataView(row.buffer);
	let end = 0;
	// eslint-disable-next-line @typescript-eslint/prefer-for-of -- an iterator takes half as long again
	for (let index = 0; index < digit.length; index++) {
		const pixel = digit[index] as number;
		const entry = pixel * entryBytes;
		const length = lengths[pixel] as number;
		// Eight bytes at once, the last of them beyond: the next text comes over those. ASCII is never a NaN.
		for (let offset = 0; offset < length; offset += 8) {
			target.setFloat64(end + offset, table.getFloat64(entry + offset, true), true);
		}
		end += length;
	}
	return decoder.decode(row.subarray(0, end - 1));
}

function createTexts(textOf: (pixel: number) => string): Texts {
	const table = new Uint8Array(256 * entryBytes);
	const lengths = new Uint8Array(256);
	for (let pixel = 0; pixel < 256; pixel++) {
		const text = `${textOf(pixel)},`;
		table.set(
			Array.from(text, (character) => character.charCodeAt(0)),
			pixel * entryBytes,
		);
		lengths[pixel] = text.length;
	}
	return { table: new DataView(table.buffer), lengths };
}
