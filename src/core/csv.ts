import type { Digit } from './image.ts';

/** How pixels are written: `0-1` as Python's `str(pixel / 255)`, `0-255` as integers. */
export type PixelRange = '0-1' | '0-255';

/**
 * ECMAScript and Python both print the shortest digits that round-trip; of k / 255 only 0 and 1 differ
 * (Python's `0.0` and `1.0`), and no k / 255 is small enough for an exponent.
 */
const unitTexts = Array.from({ length: 256 }, (_, pixel) =>
	pixel % 255 === 0 ? `${pixel / 255}.0` : `${pixel / 255}`,
);
const integerTexts = Array.from({ length: 256 }, (_, pixel) => `${pixel}`);

/** One CSV row of 784 values, without a line break: byte for byte what the Python service sends. */
export function toCsvRow(digit: Digit, range: PixelRange = '0-1'): string {
	const texts = range === '0-1' ? unitTexts : integerTexts;
	return Array.from(digit, (pixel) => texts[pixel]).join(',');
}

/** Rows joined by `\n`, without one at the end. */
export function toCsv(digits: readonly Digit[], range: PixelRange = '0-1'): string {
	return digits.map((digit) => toCsvRow(digit, range)).join('\n');
}
