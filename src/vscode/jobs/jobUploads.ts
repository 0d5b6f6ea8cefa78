import { createDigitReader, trainingUploads, transformUploads } from '../../app/rowUploads.ts';
import { splitRows } from '../../app/splitRows.ts';
import type { LoadAws, Uploads } from '../../aws/index.ts';
import type { Dataset } from '../../core/dataset.ts';
import type { Prepare } from '../../core/ports.ts';
import { ProblemError } from '../../core/problem.ts';
import { readLabels } from '../../datasets/readLabels.ts';
import { digitClasses } from '../../datasets/trueLabel.ts';
import { openSource, type DatasetSource } from '../evaluation/datasetSource.ts';
import type { KeptJob } from './jobList.ts';
import { modelPath } from './modelSteps.ts';
import { checkModel, readModelBytes } from './readModel.ts';

export interface UploadDependencies {
	readonly aws: LoadAws;
	readonly prepare: Prepare;
}

/** What a job uploads, made anew from where it came from: the same each time. Rejects with a `ProblemError`. */
export async function jobUploads(
	{ job, source, preprocessing = 'auto', modelUri }: KeptJob,
	{ aws, prepare }: UploadDependencies,
	signal: AbortSignal,
): Promise<Uploads> {
	const model: Uploads = async function* (has) {
		if (modelUri !== undefined && !has(modelPath)) {
			const { archive } = await checkModel(await readModelBytes(modelUri, job.target, aws, signal));
			yield { path: modelPath, bytes: archive };
		}
	};
	if (job.kind === 'deploy' || !source) {
		return model;
	}
	const dataset = await openLabelled(source, signal);
	const toDigit = createDigitReader(prepare, preprocessing, signal);
	if (job.kind === 'transform') {
		const rows = transformUploads(dataset, toDigit, signal);
		return async function* (has) {
			yield* model(has);
			yield* rows(has);
		};
	}
	const split = splitRows(await readLabels(dataset, signal));
	const { train, validation } = split;
	if (train.length !== job.rows.train || validation.length !== job.rows.validation) {
		throw new ProblemError({ code: 'datasetChanged', name: dataset.name });
	}
	return trainingUploads(dataset, split, toDigit, signal);
}

/** The dataset with the labels that digits have. */
export async function openLabelled(source: DatasetSource, signal: AbortSignal): Promise<Dataset> {
	return openSource(source, { classes: digitClasses, labelRule: 'auto', signal });
}
