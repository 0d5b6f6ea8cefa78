import { readFile } from 'node:fs/promises';
import { predict, readXgboostModel } from '../../src/core/xgboost/index.ts';
import type { Predict } from './container.ts';

/** The predictions of the built-in model; the working folder must be the project's. */
export async function readBuiltInModel(): Promise<Predict> {
	const model = readXgboostModel(await readFile('media/model.ubj'));
	return (row) => predict(model, row).probabilities;
}
