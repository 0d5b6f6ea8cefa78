import { env, l10n, Uri, window, workspace } from 'vscode';
import { cloudWatchUrl, consoleUrl, jobLogs } from '../../aws/cloudWatch.ts';
import type { LoadAws } from '../../aws/index.ts';
import type { Job } from '../../core/job.ts';
import type { JobAction } from '../../presentation/jobs/jobView.ts';
import { builtInName, chooseEndpoint, entriesOf, readSettings, updateEndpoints } from '../settings.ts';
import type { JobList, KeptJob } from './jobList.ts';
import type { JobRunner } from './jobRunner.ts';
import { enterEndpoint, evaluateChosen, isEntryOf, modelFileOf } from './settleJob.ts';
import type { ModelSource } from './modelSteps.ts';
import { readModelBytes } from './readModel.ts';

export interface JobActionDependencies {
	readonly aws: LoadAws;
	readonly list: JobList;
	readonly runner: JobRunner;
	/** Where models are kept. */
	readonly folder: Uri;
	readonly deploy: (source: ModelSource, near: Job) => Promise<void>;
	readonly openPredictions: (kept: KeptJob) => Promise<void>;
}

type Act = (kept: KeptJob) => Promise<void>;

/** What the entries of a job in the view do. */
export function jobActions(dependencies: JobActionDependencies): Readonly<Record<JobAction, Act>> {
	const { aws, list, runner, folder, deploy, openPredictions } = dependencies;
	return {
		openLog: async ({ job }) => openExternal(cloudWatchUrl(jobLogs(job))),
		openInConsole: async ({ job }) => openExternal(consoleUrl(job.target.region, 'sagemaker', consolePage(job))),
		stop: async (kept) => runner.stop(kept),
		resume: async (kept) => runner.resume(kept),
		remove: async ({ job }) => list.remove(job.name),
		evaluate: async ({ job }) => {
			const entry = entriesOf(readSettings()).find((candidate) => isEntryOf(candidate, job.name));
			if (typeof entry?.['name'] === 'string') {
				await chooseEndpoint(entry['name']);
				await evaluateChosen();
				return;
			}
			void window.showWarningMessage(
				l10n.t(
					'The endpoint {0} is not in your settings any more. "Digit Classifier: Select endpoint" adds it again; then it can be evaluated.',
					job.name,
				),
			);
		},
		deploy: async ({ job }) => {
			if (job.kind === 'train' && job.artifact !== undefined) {
				await deploy({ uri: job.artifact, image: job.image, stem: job.name.replace(/-\d{8}-\d{6}$/, '') }, job);
			}
		},
		openPredictions,
		tryLocally: async ({ job }) => {
			if (job.kind === 'train') {
				await tryLocally(job.name, await bringModel(job, aws, folder));
			}
		},
		deleteEndpoint: async (kept) => deleteEndpoint(kept, aws, list),
	};
}

async function bringModel(job: Job & { readonly kind: 'train' }, aws: LoadAws, folder: Uri): Promise<Uri> {
	const { artifact = '', name, target } = job;
	const bytes = await readModelBytes(artifact, target, aws, new AbortController().signal);
	const file = modelFileOf(folder, name);
	await workspace.fs.writeFile(file, bytes);
	return file;
}

/** The model becomes the chosen endpoint; an evaluation is one click away. */
async function tryLocally(name: string, { fsPath }: Uri): Promise<void> {
	const entries = entriesOf(readSettings());
	const there = entries.find(({ type, path }) => type === 'modelFile' && path === fsPath)?.['name'];
	if (typeof there === 'string') {
		await chooseEndpoint(there);
	}
	const chosen =
		typeof there === 'string' ? there : (await enterEndpoint({ type: 'modelFile', name, path: fsPath })).name;
	const evaluate = l10n.t('Evaluate on dataset…');
	const text = l10n.t('The model is on this machine now, and classifies your pictures as the endpoint "{0}".', chosen);
	if ((await window.showInformationMessage(text, evaluate)) === evaluate) {
		await evaluateChosen();
	}
}

async function deleteEndpoint({ job, ...kept }: KeptJob, aws: LoadAws, list: JobList): Promise<void> {
	if (job.kind !== 'deploy') {
		return;
	}
	const { name, artifact, account, target } = job;
	const accept = l10n.t('Delete');
	const detail = l10n.t(
		'The endpoint, its configuration and its model in SageMaker are deleted from the account {0}, {1}, and its entry from your settings. The file of the model stays in S3: {2}',
		account,
		target.region,
		artifact,
	);
	const question = l10n.t('Delete the endpoint {0}?', name);
	if ((await window.showWarningMessage(question, { modal: true, detail }, accept)) !== accept) {
		return;
	}
	const jobs = await (await aws()).jobs();
	await list.put({ ...kept, job: await jobs.deleteEndpoint(job, new AbortController().signal) });
	const settings = readSettings();
	if (entriesOf(settings).some((entry) => entry['name'] === settings.endpoint && isEntryOf(entry, name))) {
		await chooseEndpoint(builtInName);
	}
	await updateEndpoints((entries) => entries.filter((entry) => !isEntryOf(entry, name)));
	void window.showInformationMessage(l10n.t('Deleted: {0}. In S3 there is still {1}', name, artifact));
}

async function openExternal(url: string): Promise<void> {
	await env.openExternal(Uri.parse(url, true));
}

const consolePages: Readonly<Record<Job['kind'], string>> = {
	train: '/jobs/',
	deploy: '/endpoints/',
	transform: '/transform-jobs/',
};

function consolePage({ kind, name }: Job): string {
	return consolePages[kind] + name;
}
