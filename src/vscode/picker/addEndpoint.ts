import { l10n } from 'vscode';
import type { LoadAws } from '../../aws/index.ts';
import type { EndpointConfig, EndpointType } from '../../endpoints/endpointKinds.ts';
import type { ApiKeys } from '../apiKeys.ts';
import type { TestConnection } from '../connectionTest.ts';
import type { PerformAction } from '../panel/actions.ts';
import { openEndpoints } from '../openEndpoints.ts';
import { builtInName, chooseEndpoint, entriesOf, readSettings, updateEndpoints } from '../settings.ts';
import { freeName, replaceEntry } from './entries.ts';
import { kindSteps, stepsToEdit } from './kindSteps.ts';
import type { NestedPrompts } from './nestedPrompts.ts';
import { askSteps, askText, type KindSteps, type Place } from './steps.ts';
import { askTrial } from './trial.ts';

/** How an entry is saved: as it is, or to be mended in the settings file. */
type Saving = 'accept' | 'inSettings';

export interface PickerDependencies {
	readonly aws: LoadAws;
	readonly nestedPrompts: NestedPrompts;
	readonly testConnection: TestConnection;
	readonly apiKeys: ApiKeys;
	readonly performAction: PerformAction;
}

/** Asks what a new endpoint needs, tests the connection, saves it and chooses it. */
export async function addEndpoint(
	type: EndpointType,
	dependencies: PickerDependencies,
): Promise<'done' | 'back' | 'left'> {
	const { aws, apiKeys, nestedPrompts } = dependencies;
	const kind: KindSteps = kindSteps[type](aws);
	let name = '';
	let saving: Saving = 'accept';
	const config = () => Object.assign({ type, name }, kind.config()) as EndpointConfig;
	const ended = await askSteps({ title: kind.title, nestedPrompts }, () => [
		...kind.steps(),
		async (place) => {
			const answer = await askName(place, freeName(kind.suggestedName(), takenNames()));
			name = typeof answer === 'object' ? answer.value : name;
			return answer;
		},
		async (place) => {
			const answer = await trySteps(place, kind, config, l10n.t('Save and use'), dependencies);
			saving = typeof answer === 'object' ? answer.value : saving;
			return answer;
		},
	]);
	if (ended === 'done') {
		await keepApiKey(kind, name, apiKeys);
		await updateEndpoints((entries) => [...entries, config()]);
		await chooseEndpoint(name);
		await openAfter(saving, name);
	}
	return ended;
}

/**
 * Asks the questions of an entry again, tests the connection and saves it in its place; resolves to how that was
 * chosen, or to nothing where the user has left.
 */
export async function editEndpoint(
	edited: EndpointConfig,
	dependencies: PickerDependencies,
): Promise<Saving | undefined> {
	const { aws, apiKeys, nestedPrompts } = dependencies;
	const { type, name } = edited;
	const kind = stepsToEdit(aws, edited);
	let saving: Saving = 'accept';
	const config = () => Object.assign({ type, name }, kind.config()) as EndpointConfig;
	const ended = await askSteps({ title: l10n.t('Edit {0}', name), nestedPrompts }, () => [
		...kind.steps(),
		async (place) => {
			const answer = await trySteps(place, kind, config, l10n.t('Save'), dependencies);
			saving = typeof answer === 'object' ? answer.value : saving;
			return answer;
		},
	]);
	if (ended !== 'done') {
		return undefined;
	}
	await keepApiKey(kind, name, apiKeys);
	await updateEndpoints((entries) => replaceEntry(entries, edited, [config()]));
	await openAfter(saving, name);
	return saving;
}

async function openAfter(saving: Saving, name: string): Promise<void> {
	if (saving === 'inSettings') {
		await openEndpoints(name);
	}
}

/** Asks for a name that no other endpoint has. */
export async function askName(place: Place, value: string, own?: string) {
	const taken = takenNames();
	return askText(place, {
		prompt: l10n.t('The name you will choose it by'),
		value,
		validate: (text) => {
			if (text === '') {
				return l10n.t('Enter a name.');
			}
			return taken.has(text) && text !== own ? l10n.t('This name is taken.') : undefined;
		},
	});
}

export function takenNames(): ReadonlySet<unknown> {
	return new Set([builtInName, ...entriesOf(readSettings()).map(({ name }) => name)]);
}

/** Shows what comes back before anything is saved. */
async function trySteps(
	place: Place,
	kind: KindSteps,
	config: () => EndpointConfig,
	accept: string,
	{ testConnection, performAction }: PickerDependencies,
) {
	return askTrial(place, {
		titles: {
			accept,
			acceptAnyway: l10n.t('Save anyway'),
			startOver: kind.startOver,
			inSettings: l10n.t('Save, and edit in settings.json'),
		},
		acceptEarly: l10n.t('Save without waiting for the answer'),
		test: async (signal) =>
			Promise.all([
				testConnection(config(), kind.apiKey?.(), signal),
				Promise.resolve(kind.caution?.(signal)),
			] as const),
		performAction,
		askApiKey: kind.askApiKey,
	});
}

async function keepApiKey(kind: KindSteps, name: string, apiKeys: ApiKeys): Promise<void> {
	const apiKey = kind.apiKey?.();
	if (apiKey !== undefined) {
		await apiKeys.keep(name, apiKey);
	}
}
