import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { predictRows, readXgboostModel, type XgboostModel } from '../../../src/models/xgboost/index.ts';
import { JobFailure } from './jobs.ts';
import type { TrainingOutput, XgboostTraining } from './runXgboost.ts';

/** So many rows are walked at once. */
const rowsAtOnce = 500;

/**
 * In place of a training, where there is no XGBoost: says how often a model that is there already is wrong about the
 * rows of each channel. Rejects with a `JobFailure` where these are no rows to train on, or once `signal` is aborted.
 */
export async function judgeModel(
	file: string,
	{ channels }: Pick<XgboostTraining, 'channels'>,
	{ log, report }: TrainingOutput,
	signal: AbortSignal,
): Promise<void> {
	const model = readXgboostModel(await readFile(file));
	const metrics: Record<string, number> = {};
	for (const [channel, folder] of Object.entries(channels)) {
		metrics[`${channel}:merror`] = await errorOf(model, folder, signal);
	}
	log(
		`[0]#011${Object.entries(metrics)
			.map(([name, value]) => `${name.replace(':', '-')}:${value.toFixed(5)}`)
			.join('#011')}`,
	);
	report(metrics);
}

/** The share of rows whose label is not the model's, 0..1. */
async function errorOf(model: XgboostModel, folder: string, signal: AbortSignal): Promise<number> {
	let [wrong, count] = [0, 0];
	for await (const rows of readRows(folder, model.featureCount)) {
		signal.throwIfAborted();
		const predictions = predictRows(
			model,
			rows.map((row) => row.subarray(1)),
		);
		wrong += predictions.filter(({ label }, index) => label !== rows[index]?.[0]).length;
		count += rows.length;
	}
	if (count === 0) {
		throw new JobFailure('ClientError: No rows were found in a channel, exit code: 1');
	}
	return wrong / count;
}

/** The rows of all files, some at a time, the label first. */
async function* readRows(folder: string, featureCount: number): AsyncGenerator<Float32Array[]> {
	let rows: Float32Array[] = [];
	for (const name of (await readdir(folder)).sort()) {
		for await (const line of createInterface(createReadStream(join(folder, name)))) {
			const row = Float32Array.from(line.split(','), Number);
			if (row.length !== featureCount + 1 || row.some(Number.isNaN)) {
				throw new JobFailure(
					`AlgorithmError: a row of ${name} is not a label and ${String(featureCount)} numbers, exit code: 1`,
				);
			}
			rows.push(row);
			if (rows.length === rowsAtOnce) {
				yield rows;
				rows = [];
			}
		}
	}
	if (rows.length > 0) {
		yield rows;
	}
}
