import { readFile } from 'node:fs/promises';
import { predictRows, readXgboostModel, type XgboostModel } from '../../../src/models/xgboost/index.ts';
import type { Predict } from './container.ts';

/** The predictions of the original service's model; the working folder must be the project's. */
export async function readXgboostPredictions(): Promise<Predict> {
	return createPredict(readXgboostModel(await readFile(committedModel)));
}

/** The original service's model. */
export const committedModel = 'model/xgboost/mnist.ubj';

/** Of a model that answers with labels alone, the label's probability is 1. */
export function createPredict(model: XgboostModel): Predict {
	const rows = (rows: readonly Float32Array[]) =>
		predictRows(model, rows).map(
			({ label, probabilities }) =>
				probabilities ?? Array.from({ length: model.classCount }, (_, index) => Number(index === label)),
		);
	return Object.assign((row: Float32Array) => rows([row])[0] as readonly number[], { rows });
}
