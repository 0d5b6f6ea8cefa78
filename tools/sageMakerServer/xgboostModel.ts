import { readFile } from 'node:fs/promises';
import { predict, readXgboostModel } from '../../src/models/xgboost/index.ts';
import type { Predict } from './container.ts';

/** The predictions of the original service's model; the working folder must be the project's. */
export async function readXgboostPredictions(): Promise<Predict> {
	const model = readXgboostModel(await readFile('model/xgboost/mnist.ubj'));
	return (row) => predict(model, row).probabilities;
}
