import { l10n } from 'vscode';
import { jobName, type TransformJob } from '../../core/job.ts';
import type { Preprocessing } from '../../core/normalization.ts';
import type { DatasetSource } from '../evaluation/datasetSource.ts';
import { askSteps } from '../picker/steps.ts';
import { confirmStart, type StartDependencies } from './confirmStart.ts';
import type { KeptJob } from './jobList.ts';
import { instanceStep, jobSteps, type JobDefaults } from './jobSteps.ts';
import { modelSteps, type ModelSource } from './modelSteps.ts';

/** A dataset that is open in an evaluation. */
export interface TransformedDataset {
	readonly source: DatasetSource;
	readonly name: string;
	readonly count: number;
	readonly preprocessing: Preprocessing;
}

/** Asks all that a Batch Transform needs, says what it will create, and gives the job; undefined where the user leaves. */
export async function startTransform(
	{ source, name, count, preprocessing }: TransformedDataset,
	modelSource: ModelSource,
	defaults: JobDefaults,
	dependencies: StartDependencies,
): Promise<KeptJob | undefined> {
	const { steps, place } = jobSteps(dependencies, defaults);
	const model = await modelSteps(modelSource, dependencies, () => place().target);
	let instanceType: string | undefined;
	const ended = await askSteps({ title: l10n.t('Batch Transform'), nestedPrompts: dependencies.nestedPrompts }, () => [
		...steps,
		...model.steps,
		instanceStep(l10n.t('On which machine?'), (chosen) => (instanceType = chosen)),
	]);
	const chosen = model.chosen();
	if (ended !== 'done' || !chosen || instanceType === undefined) {
		return undefined;
	}
	const now = new Date();
	const where = { ...place(), name: jobName(`transform-${name}`, now) };
	const job: TransformJob = {
		kind: 'transform',
		...where,
		image: chosen.image,
		instanceType,
		created: now.getTime(),
		state: 'preparing',
		dataset: name,
		rows: count,
		artifact: chosen.artifactOf(where),
	};
	const { upload } = chosen;
	const kept = { job, source, preprocessing, ...(upload && { modelUri: upload.uri }) };
	return (await confirmStart(job, undefined)) ? kept : undefined;
}
