import { expect, test } from 'vitest';
import { asDigit, digitPixels, toCsvRow, type PixelRange } from '../../../../src/core/index.ts';
import { toFeatures } from '../../../../src/core/xgboost/index.ts';

test.each<PixelRange>(['0-1', '0-255'])('the features are the 32-bit floats of the CSV row, %s', (range) => {
	const digit = asDigit(Uint8Array.from({ length: digitPixels }, (_, index) => index));
	const row = toCsvRow(digit, range).split(',').map(Number);
	expect(toFeatures(digit, range)).toEqual(Float32Array.from(row));
});
