import { l10n, type Uri } from 'vscode';
import { checkSplit, splitRows } from '../../app/splitRows.ts';
import { trainJob } from '../../app/trainJob.ts';
import { defaultXgboostImage } from '../../aws/xgboostImages.ts';
import type { TrainingRecipe } from '../../core/trainingRecipe.ts';
import { readLabels } from '../../datasets/readLabels.ts';
import { openChosen } from '../evaluation/openChosen.ts';
import { askSteps, pick } from '../picker/steps.ts';
import { readSettings } from '../settings.ts';
import { userLocale } from '../userLocale.ts';
import { confirmStart, type StartDependencies } from './confirmStart.ts';
import type { KeptJob } from './jobList.ts';
import { instanceStep, jobSteps, type JobDefaults } from './jobSteps.ts';
import { openLabelled } from './jobUploads.ts';

/** Asks all that a training needs, says what it will create, and gives the job; undefined where the user leaves. */
export async function startTraining(
	uris: readonly Uri[],
	defaults: JobDefaults,
	dependencies: StartDependencies,
): Promise<KeptJob | undefined> {
	const { preprocessing } = readSettings();
	const opened = await openChosen(uris, userLocale, async (found, signal) => {
		const labelled = await openLabelled(found, signal);
		return { source: found, dataset: labelled.name, split: splitRows(await readLabels(labelled, signal)) };
	});
	if (!opened) {
		return undefined;
	}
	const { source, dataset, split } = opened;
	checkSplit(dataset, split);
	const { steps, place } = jobSteps(dependencies, defaults);
	let recipe: TrainingRecipe = 'getting-started';
	let instanceType: string | undefined;
	const ended = await askSteps(
		{ title: l10n.t('Train on SageMaker'), nestedPrompts: dependencies.nestedPrompts },
		() => [
			...steps,
			async (at) => {
				const answer = await pick<TrainingRecipe>(at, {
					placeholder: l10n.t('Which parameters?'),
					choices: [
						{
							label: l10n.t('Getting started'),
							description: l10n.t("those of SageMaker's introduction: 10 rounds, within minutes"),
							value: 'getting-started',
						},
						{
							label: l10n.t('Thorough'),
							description: l10n.t('200 deeper rounds, with probabilities: better, and many times as long'),
							value: 'thorough',
						},
					],
				});
				recipe = typeof answer === 'object' ? answer.value : recipe;
				return answer;
			},
			instanceStep(l10n.t('On which machine?'), (chosen) => (instanceType = chosen)),
		],
	);
	if (ended !== 'done' || instanceType === undefined) {
		return undefined;
	}
	const job = trainJob({ ...place(), image: defaultXgboostImage, instanceType }, dataset, split, recipe, new Date());
	return (await confirmStart(job, undefined)) ? { job, source, preprocessing } : undefined;
}
