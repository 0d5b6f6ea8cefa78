import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asDigit, digitPixels } from '../../../../src/core/image.ts';
import { predict, readXgboostModel, toFeatures } from '../../../../src/models/xgboost/index.ts';
import { probabilitiesOf, readFixture } from './fixtures.ts';

const model = readXgboostModel(readFileSync('model/xgboost/mnist.ubj'));

/** digits.bin: rows of pixels and a label, then the float32 probabilities that real XGBoost gives them. */
const classes = 10;
const rowLength = digitPixels + 1;
const fixture = Uint8Array.from(readFixture('digits.bin'));
const count = fixture.length / (rowLength + 4 * classes);
const expected = new Float32Array(fixture.buffer.slice(count * rowLength));
const digits = Array.from({ length: count }, (_, index) => {
	const start = index * rowLength;
	return {
		digit: asDigit(fixture.subarray(start, start + digitPixels)),
		label: fixture[start + digitPixels] as number,
		probabilities: expected.subarray(index * classes, (index + 1) * classes),
	};
});

test('the model of the original service takes digits and knows ten classes', () => {
	expect(model).toMatchObject({ objective: 'multi:softprob', classCount: classes, featureCount: digitPixels });
});

test("it gives real XGBoost's probabilities", () => {
	expect(count).toBeGreaterThanOrEqual(400);
	let greatest = 0;
	for (const { digit, probabilities } of digits) {
		for (const [group, probability] of probabilitiesOf(model, toFeatures(digit)).entries()) {
			greatest = Math.max(greatest, Math.abs(probability - (probabilities[group] as number)));
		}
	}
	expect(greatest).toBeLessThan(1e-6);
});

test('it knows the digits', () => {
	const right = digits.filter(({ digit, label }) => predict(model, toFeatures(digit)).label === label);
	expect(right.length / count).toBeGreaterThanOrEqual(0.99);
});
