import type { PixelRange } from '../../core/csv.ts';
import { digitPixels, type Digit } from '../../core/image.ts';

/** A digit as a model's row: the 32-bit floats that XGBoost makes of the CSV row with the same range. */
export function toFeatures(digit: Digit, range: PixelRange = '0-1'): Float32Array {
	const divisor = range === '0-1' ? 255 : 1;
	return Float32Array.from({ length: digitPixels }, (_, index) => (digit[index] as number) / divisor);
}
