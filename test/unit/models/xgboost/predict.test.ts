import { expect, test } from 'vitest';
import { predict, readXgboostModel } from '../../../../src/models/xgboost/index.ts';
import { probabilitiesOf, readAnswers, readFixture } from './fixtures.ts';

const { rows, answers } = readAnswers();

test('some values are missing, so that default directions are tried', () => {
	expect(rows.flatMap((row) => Array.from(row)).filter(Number.isNaN).length).toBeGreaterThan(20);
});

for (const name of ['softprob', 'dart', 'forest']) {
	for (const extension of ['ubj', 'json']) {
		test(`${name}.${extension} gives real XGBoost's probabilities`, () => {
			const model = readXgboostModel(readFixture(`${name}.${extension}`));
			expect(model).toMatchObject({ objective: 'multi:softprob', classCount: 3, featureCount: 5 });
			for (const [index, row] of rows.entries()) {
				const expected = answers[name]?.[index] as number[];
				const probabilities = probabilitiesOf(model, row);
				expect(predict(model, row).label).toBe(expected.indexOf(Math.max(...expected)));
				for (const [group, probability] of probabilities.entries()) {
					expect(Math.abs(probability - (expected[group] as number))).toBeLessThan(1e-6);
				}
			}
		});
	}
}

for (const extension of ['ubj', 'json']) {
	test(`softmax.${extension} gives real XGBoost's labels`, () => {
		const model = readXgboostModel(readFixture(`softmax.${extension}`));
		expect(rows.map((row) => predict(model, row).label)).toEqual(answers['softmax']);
	});

	test(`logistic.${extension} gives real XGBoost's probability of the second class`, () => {
		const model = readXgboostModel(readFixture(`logistic.${extension}`));
		for (const [index, row] of rows.entries()) {
			const expected = answers['logistic']?.[index] as number;
			const probabilities = probabilitiesOf(model, row);
			expect(predict(model, row).label).toBe(expected > 0.5 ? 1 : 0);
			expect(Math.abs((probabilities[1] as number) - expected)).toBeLessThan(1e-6);
			expect((probabilities[0] as number) + (probabilities[1] as number)).toBe(1);
		}
	});
}

test('a row of another length is refused', () => {
	const model = readXgboostModel(readFixture('softprob.ubj'));
	expect(() => predict(model, new Float32Array(4))).toThrow(RangeError);
});
