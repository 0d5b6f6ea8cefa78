import { l10n } from 'vscode';
import { jobName, type DeployJob } from '../../core/job.ts';
import { askSteps, askText, type Step } from '../picker/steps.ts';
import { confirmStart, type StartDependencies } from './confirmStart.ts';
import type { KeptJob } from './jobList.ts';
import { instanceStep, jobSteps, type JobDefaults } from './jobSteps.ts';
import { modelSteps, type ModelSource } from './modelSteps.ts';

/**
 * Asks all that a deployment needs, reads the model, says what will be created, and gives the job; undefined where the
 * user leaves. Rejects with a `ProblemError` where the file is no model that the container would serve.
 */
export async function startDeployment(
	source: ModelSource,
	defaults: JobDefaults,
	dependencies: StartDependencies,
): Promise<KeptJob | undefined> {
	const { steps, place } = jobSteps(dependencies, defaults);
	const model = await modelSteps(source, dependencies, () => place().target);
	let { stem } = source;
	let instanceType: string | undefined;
	const askName: Step = async (at) => {
		const answer = await askText(at, {
			prompt: l10n.t('What the endpoint is called; the time is added'),
			value: stem,
			validate: (text) =>
				/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(text)
					? undefined
					: l10n.t('Use letters, digits and, between them, hyphens.'),
		});
		stem = typeof answer === 'object' ? answer.value : stem;
		return answer;
	};
	const ended = await askSteps(
		{ title: l10n.t('Deploy to SageMaker'), nestedPrompts: dependencies.nestedPrompts },
		() => [
			...steps,
			...model.steps,
			askName,
			instanceStep(
				l10n.t('On which machine?'),
				(chosen) => (instanceType = chosen),
				l10n.t('Serverless: costs nothing while nobody asks'),
			),
		],
	);
	const chosen = model.chosen();
	if (ended !== 'done' || !chosen) {
		return undefined;
	}
	const now = new Date();
	const where = { ...place(), name: jobName(stem, now) };
	const job: DeployJob = {
		kind: 'deploy',
		...where,
		image: chosen.image,
		...(instanceType !== undefined && { instanceType }),
		created: now.getTime(),
		state: 'preparing',
		source: chosen.source,
		artifact: chosen.artifactOf(where),
	};
	const { upload } = chosen;
	return (await confirmStart(job, upload?.bytes)) ? { job, ...(upload && { modelUri: upload.uri }) } : undefined;
}
