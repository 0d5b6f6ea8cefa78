import { expect, test } from 'vitest';
import { asDigit, digitPixels } from '../../../../src/core/image.ts';
import { toCsvRow, type PixelRange } from '../../../../src/core/csv.ts';
import { toFeatures } from '../../../../src/models/xgboost/index.ts';

test.each<PixelRange>(['0-1', '0-255'])('the features are the 32-bit floats of the CSV row, %s', (range) => {
	const digit = asDigit(Uint8Array.from({ length: digitPixels }, (_, index) => index));
	const row = toCsvRow(digit, range).split(',').map(Number);
	expect(toFeatures(digit, range)).toEqual(Float32Array.from(row));
});
