import { toCsvRow, type PixelRange } from './csv.ts';
import type { Digit } from './image.ts';

export type RowType = 'text/csv' | 'text/libsvm';

/** How rows are written. */
export interface RowFormat {
	/** Default: `text/csv`. */
	readonly contentType?: RowType | undefined;
	/** Default: `0-1`. */
	readonly pixelRange?: PixelRange | undefined;
	/** A value that is missing to the model. */
	readonly missing?: number | undefined;
	/** The feature of the first pixel. Default: 0. */
	readonly featureOffset?: number | undefined;
}

/**
 * A digit as a row, without a line break. Features without a value are `nan` in CSV, and left out of libsvm rows.
 *
 * Servers that find no feature 0 in libsvm rows take them for ones that count from 1, and move all features by one
 * (`_get_sparse_matrix_from_libsvm` of SageMaker's container): so feature 0 is always there, as `nan` if it must.
 */
export function toRow(digit: Digit, format: RowFormat = {}): string {
	const { contentType, pixelRange, missing, featureOffset = 0 } = format;
	const csv = toCsvRow(digit, pixelRange);
	if (contentType !== 'text/libsvm' && missing === undefined && featureOffset === 0) {
		return csv;
	}
	const pixels = csv.split(',').map((text) => (missing !== undefined && Number(text) === missing ? 'nan' : text));
	const features = [...Array<string>(featureOffset).fill('nan'), ...pixels];
	if (contentType !== 'text/libsvm') {
		return features.join(',');
	}
	// The label, which is not looked at.
	return ['0', ...features.flatMap((text, index) => (text === 'nan' && index > 0 ? [] : [`${index}:${text}`]))].join(
		' ',
	);
}

/** Rows joined by `\n`, without one at the end. */
export function toRows(digits: readonly Digit[], format?: RowFormat): string {
	return digits.map((digit) => toRow(digit, format)).join('\n');
}
