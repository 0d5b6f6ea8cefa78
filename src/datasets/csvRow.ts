import type { PixelRange } from '../core/csv.ts';
import { digitPixels } from '../core/image.ts';
import { maximumLabel } from '../core/prediction.ts';

/** What a row turned out to be, or what is wrong with it, without its place in the file. */
export type RowFault =
	| { readonly code: 'csvColumns'; readonly columns: number }
	/** `column` from 1. */
	| { readonly code: 'csvValue' | 'csvPixelRange'; readonly column: number; readonly text: string }
	| { readonly code: 'csvLabel'; readonly text: string };

/** How the columns of a file are read. */
export interface RowLayout {
	readonly labelColumn: 'first' | 'last' | 'none';
	readonly pixelRange: PixelRange;
}

const [comma, quote, dot, space, tab] = [0x2c, 0x22, 0x2e, 0x20, 0x09];
const [zero, nine] = [0x30, 0x39];

/** Digits after which a number has no more than a 64-bit float can hold exactly. */
const exactDigits = 15;
const powers = Array.from({ length: 20 }, (_, exponent) => 10 ** exponent);

/** Services round. */
const tolerance = 1e-6;

/**
 * The fields of a line, which has no line break: from where to where, without quotes and blanks around.
 * `bounds` is filled with a pair for each of the first `bounds.length / 2` fields.
 * @returns how many fields there are
 */
export function findFields(line: Uint8Array, bounds: Uint32Array): number {
	let count = 0;
	let from = 0;
	for (let at = 0; at <= line.length; at++) {
		if (at === line.length || line[at] === comma) {
			let [start, end] = [from, at];
			while (start < end && isPadding(line[start] as number)) {
				start += 1;
			}
			while (end > start && isPadding(line[end - 1] as number)) {
				end -= 1;
			}
			bounds[2 * count] = start;
			bounds[2 * count + 1] = end;
			count += 1;
			from = at + 1;
		}
	}
	return count;
}

function isPadding(byte: number): boolean {
	return byte === space || byte === tab || byte === quote;
}

/**
 * The number between two bytes of a line; NaN where it is none. Right to 15 digits, which suffices for pixels: what
 * has more, or an exponent, is left to `Number`.
 */
export function readNumber(line: Uint8Array, from: number, to: number): number {
	let mantissa = 0;
	let digits = 0;
	let decimals = -1;
	for (let at = from; at < to; at++) {
		const byte = line[at] as number;
		if (byte >= zero && byte <= nine) {
			if (digits < exactDigits) {
				mantissa = 10 * mantissa + byte - zero;
				digits += mantissa === 0 ? 0 : 1;
				decimals += decimals >= 0 ? 1 : 0;
			} else if (decimals < 0) {
				return readText(line, from, to);
			}
		} else if (byte === dot && decimals < 0) {
			decimals = 0;
		} else {
			return readText(line, from, to);
		}
	}
	const isNumber = to - from > (decimals < 0 ? 0 : 1);
	return !isNumber
		? NaN
		: decimals <= 0
			? mantissa
			: decimals < powers.length
				? mantissa / (powers[decimals] as number)
				: readText(line, from, to);
}

function readText(line: Uint8Array, from: number, to: number): number {
	const text = fieldText(line, from, to);
	return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}

/** For people to see: at most 40 characters. */
export function fieldText(line: Uint8Array, from: number, to: number): string {
	return String.fromCharCode(...line.subarray(from, Math.min(to, from + 40)));
}

/**
 * Reads a row of 784 pixels, with or without a label.
 * @param bounds what `findFields` found, `count` fields
 * @param pixels where the 784 go, 0..255
 * @returns the label, −1 where there is none; or what is wrong
 */
export function readRow(
	line: Uint8Array,
	bounds: Uint32Array,
	count: number,
	{ labelColumn, pixelRange }: RowLayout,
	pixels: Uint8Array,
): number | RowFault {
	const labels = labelColumn === 'none' ? 0 : 1;
	if (count !== digitPixels + labels) {
		return { code: 'csvColumns', columns: count };
	}
	const first = labelColumn === 'first' ? 1 : 0;
	const [scale, greatest] = pixelRange === '0-1' ? [255, 1 + tolerance] : [1, 255 + tolerance];
	for (let pixel = 0; pixel < digitPixels; pixel++) {
		const field = pixel + first;
		const [from, to] = [bounds[2 * field] as number, bounds[2 * field + 1] as number];
		const value = readNumber(line, from, to);
		if (!(value >= 0 && value <= greatest)) {
			const code = Number.isNaN(value) ? 'csvValue' : 'csvPixelRange';
			return { code, column: field + 1, text: fieldText(line, from, to) };
		}
		pixels[pixel] = Math.round(scale * value);
	}
	if (labels === 0) {
		return -1;
	}
	const field = labelColumn === 'first' ? 0 : digitPixels;
	const [from, to] = [bounds[2 * field] as number, bounds[2 * field + 1] as number];
	const label = readNumber(line, from, to);
	return Number.isInteger(label) && label >= 0 && label <= maximumLabel
		? label
		: { code: 'csvLabel', text: fieldText(line, from, to) };
}
