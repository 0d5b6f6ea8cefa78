import { jobName, type TrainJob } from '../core/job.ts';
import { hyperparametersOf, type TrainingRecipe } from '../core/trainingRecipe.ts';
import type { RowSplit } from './splitRows.ts';

/** A training that has yet to begin. @param where in whose account, and on what */
export function trainJob(
	where: Pick<TrainJob, 'target' | 'account' | 'bucket' | 'role' | 'image' | 'instanceType'>,
	dataset: string,
	{ train, validation, classCount }: RowSplit,
	recipe: TrainingRecipe,
	now: Date,
): TrainJob {
	return {
		kind: 'train',
		name: jobName(`train-${dataset}`, now),
		...where,
		created: now.getTime(),
		state: 'preparing',
		dataset,
		rows: { train: train.length, validation: validation.length },
		hyperparameters: hyperparametersOf(recipe, classCount),
	};
}
