import { hasEnded, type Job, type JobState } from '../../core/job.ts';
import type { Translate } from '../../core/translate.ts';
import type { Locale } from '../locale.ts';
import { describeProblem } from '../problems/describeProblem.ts';

export type JobAction =
	| 'openLog'
	| 'stop'
	| 'openInConsole'
	| 'resume'
	| 'tryLocally'
	| 'deploy'
	| 'evaluate'
	| 'openPredictions'
	| 'deleteEndpoint'
	| 'remove';

/** A job as it stands in a list. */
export interface JobView {
	/** What it is and how it stands. */
	readonly label: string;
	/** Its name. */
	readonly description: string;
	/** A codicon's name. */
	readonly icon: string;
	/** What is to be said about it, a line each. */
	readonly facts: readonly string[];
	/** What can be done, the best first. */
	readonly actions: readonly JobAction[];
	/** Those that lead on: they stand below it as lines of their own. */
	readonly next: readonly { readonly action: JobAction; readonly title: string }[];
}

/** @param uploaded how many objects are in S3, while it is being prepared */
export function toJobView(job: Job, uploaded: number | undefined, locale: Locale): JobView {
	const { t } = locale;
	const next = nextOf(job).map((action) => ({ action, title: nextTitles[action](t) }));
	return {
		label: [kindTitles[job.kind](t), stateText(job, uploaded, locale), metricText(job)].filter(Boolean).join(' · '),
		description: job.name,
		icon: icons[job.state],
		facts: factsOf(job, locale),
		actions: jobActionsOf(job),
		next,
	};
}

/** What can be done with a job as it stands, the best first. */
export function jobActionsOf(job: Job): readonly JobAction[] {
	return [...nextOf(job), ...asideOf(job)];
}

const kindTitles: Readonly<Record<Job['kind'], (t: Translate) => string>> = {
	train: (t) => t('Training job'),
	deploy: (t) => t('Endpoint'),
	transform: (t) => t('Batch Transform'),
};

const icons: Readonly<Record<JobState, string>> = {
	preparing: 'cloud-upload',
	interrupted: 'debug-pause',
	running: 'sync',
	stopping: 'sync',
	completed: 'pass',
	stopped: 'circle-slash',
	failed: 'error',
	deleted: 'trash',
};

function stateText(job: Job, uploaded = 0, { t, format }: Locale): string {
	switch (job.state) {
		case 'preparing':
			return uploaded === 0 ? t('preparing') : t('uploading, files so far: {0}', format.number(uploaded));
		case 'interrupted':
			return t('interrupted');
		case 'running':
			return job.step ?? t('started');
		case 'stopping':
			return t('stopping');
		case 'completed':
			return job.kind === 'deploy' ? t('in service') : t('completed');
		case 'stopped':
			return t('stopped');
		case 'failed':
			return t('failed');
		case 'deleted':
			return t('deleted');
	}
}

/** The one that counts: on what was not trained on, where there is such. */
function metricText(job: Job): string {
	const metrics = job.kind === 'train' ? (job.metrics ?? []) : [];
	const shown = metrics.find(({ name }) => name === 'validation:merror') ?? metrics[0];
	return shown ? `${shown.name} ${shown.value}` : '';
}

function factsOf(job: Job, locale: Locale): string[] {
	const { t, format } = locale;
	const { account, target, problem } = job;
	const described = problem && describeProblem(problem, locale);
	return [
		...(described ? [described.message, ...(described.detail === undefined ? [] : [described.detail])] : []),
		...(job.kind === 'train' ? (job.metrics ?? []).map(({ name, value }) => `${name}: ${value}`) : []),
		...(job.kind === 'train'
			? [
					t(
						'{0}: {1} rows to train on, {2} to validate by',
						job.dataset,
						format.number(job.rows.train),
						format.number(job.rows.validation),
					),
				]
			: []),
		...(job.kind === 'transform' ? [t('{0}: {1} rows', job.dataset, format.number(job.rows))] : []),
		...(job.kind === 'deploy' && job.answer !== undefined ? [job.answer] : []),
		...('artifact' in job ? [t('Model: {0}', job.artifact)] : []),
		t('Account {0}, {1}, {2}', account, target.region, job.instanceType ?? t('serverless')),
	];
}

type NextAction = 'resume' | 'tryLocally' | 'deploy' | 'evaluate' | 'openPredictions' | 'deleteEndpoint';

const nextTitles: Readonly<Record<NextAction, (t: Translate) => string>> = {
	resume: (t) => t('Go on'),
	tryLocally: (t) => t('Try the model on this machine'),
	deploy: (t) => t('Deploy to SageMaker…'),
	evaluate: (t) => t('Evaluate on dataset…'),
	openPredictions: (t) => t('Show the predictions'),
	deleteEndpoint: (t) => t('Delete endpoint…'),
};

function nextOf(job: Job): readonly NextAction[] {
	const { kind, state } = job;
	if (state === 'interrupted') {
		return ['resume'];
	}
	if (kind === 'deploy') {
		return state === 'completed' ? ['evaluate', 'deleteEndpoint'] : state === 'failed' ? ['deleteEndpoint'] : [];
	}
	if (state !== 'completed') {
		return [];
	}
	return kind === 'train' ? ['tryLocally', 'deploy'] : ['openPredictions'];
}

function asideOf(job: Job): readonly JobAction[] {
	const { kind, state } = job;
	const isThere = !['preparing', 'interrupted', 'deleted'].includes(state);
	const canStop = state === 'preparing' || (state === 'running' && kind !== 'deploy');
	return [
		...(canStop ? (['stop'] as const) : []),
		...(isThere ? (['openLog', 'openInConsole'] as const) : []),
		...(hasEnded(job) ? (['remove'] as const) : []),
	];
}
