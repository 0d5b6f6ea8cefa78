import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FeatureLayout } from '../../../../src/models/xgboost/features.ts';
import { asDigit, digitPixels } from '../../../../src/core/image.ts';
import { toCsvRow, type PixelRange } from '../../../../src/core/csv.ts';
import { levelsOf, readXgboostModel, toFeatures } from '../../../../src/models/xgboost/index.ts';

test.each<PixelRange>(['0-1', '0-255'])('the features are the 32-bit floats of the CSV row, %s', (range) => {
	const digit = asDigit(Uint8Array.from({ length: digitPixels }, (_, index) => index));
	const row = toCsvRow(digit, range).split(',').map(Number);
	expect(toFeatures(digit, range)).toEqual(Float32Array.from(row));
});

const digit = asDigit(Uint8Array.from({ length: digitPixels }, (_, index) => (index === 2 ? 0 : 51)));
const fifth = Math.fround(0.2);

test.each<[FeatureLayout, number[]]>([
	[{ missing: 0 }, [fifth, fifth, NaN, fifth]],
	[{ featureOffset: 1, featureCount: 5 }, [NaN, fifth, fifth, 0, fifth]],
	[{ featureCount: 3 }, [fifth, fifth, 0]],
	[{ featureOffset: 2, featureCount: 6, missing: 0 }, [NaN, NaN, fifth, fifth, NaN, fifth]],
])('a row of %j starts with %j', (layout, expected) => {
	const features = toFeatures(digit, '0-1', layout);
	expect(features).toHaveLength(layout.featureCount ?? digitPixels);
	expect([...features].slice(0, expected.length)).toEqual(expected);
});

test('values are those of the training rows where these were rounded to six digits, and else those of the pixels', () => {
	const plain = Float32Array.from({ length: 256 }, (_, pixel) => pixel / 255);
	const rounded = levelsOf(readXgboostModel(readFileSync('test/fixtures/models/785.ubj')));
	const moved = [...plain].flatMap((level, pixel) => (level === rounded[pixel] ? [] : [pixel]));
	expect(moved.length).toBeGreaterThan(5);
	for (const pixel of moved) {
		expect(rounded[pixel]).toBe(Math.fround(Number((pixel / 255).toPrecision(6))));
	}
	expect(levelsOf(readXgboostModel(readFileSync('model/xgboost/mnist.ubj')))).toEqual(plain);
});
