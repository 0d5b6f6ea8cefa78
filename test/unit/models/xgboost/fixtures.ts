import { readFileSync } from 'node:fs';
import { ProblemError, type Problem } from '../../../../src/core/problem.ts';
import { predict, type XgboostModel } from '../../../../src/models/xgboost/index.ts';

const folder = 'test/fixtures/xgboost';

export function readFixture(name: string): Uint8Array {
	return readFileSync(`${folder}/${name}`);
}

interface Answers {
	readonly rows: readonly Float32Array[];
	/** Real XGBoost's `predict` of each row, by model. */
	readonly answers: Readonly<Record<string, readonly (number | readonly number[])[]>>;
}

export function readAnswers(): Answers {
	const { rows, answers } = JSON.parse(new TextDecoder().decode(readFixture('answers.json'))) as {
		rows: string[][];
		answers: Answers['answers'];
	};
	return { rows: rows.map((row) => Float32Array.from(row, (text) => (text === 'nan' ? NaN : Number(text)))), answers };
}

/** Of a model that gives them. */
export function probabilitiesOf(model: XgboostModel, row: Float32Array): readonly number[] {
	const { probabilities } = predict(model, row);
	if (!probabilities) {
		throw new Error('The model gave no probabilities');
	}
	return probabilities;
}

/** What is thrown; fails the test if it is none of ours. */
export function problemOf(act: () => unknown): Problem | undefined {
	try {
		act();
		return undefined;
	} catch (error) {
		if (error instanceof ProblemError) {
			return error.problem;
		}
		throw error;
	}
}
