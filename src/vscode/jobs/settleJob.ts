import { commands, l10n, Uri, window } from 'vscode';
import type { Job } from '../../core/job.ts';
import type { EndpointConfig } from '../../endpoints/endpointKinds.ts';
import { toJobView, type JobAction } from '../../presentation/jobs/jobView.ts';
import { describeProblem } from '../../presentation/problems/describeProblem.ts';
import { toTrialRows } from '../../presentation/trial.ts';
import type { TestConnection } from '../connectionTest.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { takenNames } from '../picker/addEndpoint.ts';
import { freeName } from '../picker/entries.ts';
import { chooseEndpoint, updateEndpoints } from '../settings.ts';
import { userLocale } from '../userLocale.ts';
import type { JobList, KeptJob } from './jobList.ts';

export interface SettleDependencies {
	readonly list: JobList;
	readonly endpoints: Pick<EndpointSource, 'configs'>;
	readonly testConnection: TestConnection;
	/** Does what a button says. */
	readonly act: (action: JobAction, name: string) => Promise<void>;
}

/** What follows a job's end: an endpoint comes into the settings and is tried, and it is told what has become of it. */
export async function settleJob(
	kept: KeptJob,
	{ list, endpoints, testConnection, act }: SettleDependencies,
): Promise<void> {
	let { job } = kept;
	if (job.kind === 'deploy' && job.state === 'completed') {
		const { name, target } = job;
		// Where the window was closed meanwhile, it is there already.
		const there = (await endpoints.configs()).valid.find((config) => isEntryOf(config, name));
		const config = there ?? (await enterEndpoint({ type: 'sageMaker', name, endpointName: name, ...target }));
		const outcome = await testConnection(config, undefined, new AbortController().signal);
		const [row] = toTrialRows(outcome, undefined, { accept: '', startOver: '', inSettings: '' }, userLocale);
		job = { ...job, answer: l10n.t('Known digit: {0}', row?.description ?? row?.label ?? '') };
	}
	const settled = { ...kept, job, ...(job.state !== 'interrupted' && { isSettled: true }) };
	await list.put(settled);
	void tell(job, act);
}

/** Adds an endpoint to the settings, under a name that is free, and chooses it. */
export async function enterEndpoint<Config extends EndpointConfig>(wanted: Config): Promise<Config> {
	const config = { ...wanted, name: freeName(wanted.name, takenNames()) };
	await updateEndpoints((entries) => [...entries, config]);
	await chooseEndpoint(config.name);
	return config;
}

/** One notification, with what leads on. */
async function tell(job: Job, act: SettleDependencies['act']): Promise<void> {
	const { label, next } = toJobView(job, undefined, userLocale);
	if (job.problem) {
		const { message, detail = '' } = describeProblem(job.problem, userLocale);
		const [first] = job.state === 'failed' ? [{ action: 'openLog' as const, title: l10n.t('Open Log') }] : next;
		const buttons = first ? [first.title] : [];
		const chosen = await window.showErrorMessage(`${label}: ${message} ${detail}`, ...buttons);
		return first && chosen === first.title ? act(first.action, job.name) : undefined;
	}
	const answer = job.kind === 'deploy' ? job.answer : undefined;
	const text = [`${job.name}: ${label}.`, answer].filter(Boolean).join(' ');
	const chosen = await window.showInformationMessage(text, ...next.map(({ title }) => title));
	const action = next.find(({ title }) => title === chosen)?.action;
	return action ? act(action, job.name) : undefined;
}

/** Evaluates the endpoint that is chosen on what the user chooses. */
export async function evaluateChosen(): Promise<void> {
	await commands.executeCommand('digitClassifier.evaluateDataset');
}

/** Whether an entry of the settings is the endpoint of this name in SageMaker. */
export function isEntryOf(entry: unknown, endpointName: string): boolean {
	return typeof entry === 'object' && entry !== null && 'endpointName' in entry && entry.endpointName === endpointName;
}

/** The file of a model below a folder. */
export function modelFileOf(folder: Uri, name: string): Uri {
	return Uri.joinPath(folder, 'models', name, 'model.tar.gz');
}
