import { l10n, ThemeIcon, window } from 'vscode';
import type { EndpointConfig } from '../../endpoints/endpointKinds.ts';
import { openEndpoints } from '../openEndpoints.ts';
import { builtInName, chooseEndpoint, readSettings, updateEndpoints } from '../settings.ts';
import { askName, editEndpoint, takenNames, type PickerDependencies } from './addEndpoint.ts';
import { freeName, replaceEntry } from './entries.ts';
import { stepsToEdit } from './kindSteps.ts';
import type { ChoiceButton } from './steps.ts';
import { askTrial } from './trial.ts';

/** What can be done with an entry, in the order shown. */
const managers = {
	test: { icon: 'beaker', title: () => l10n.t('Test Connection'), run: test },
	edit: { icon: 'edit', title: () => l10n.t('Edit…'), run: edit },
	rename: { icon: 'rename', title: () => l10n.t('Rename…'), run: rename },
	duplicate: { icon: 'copy', title: () => l10n.t('Duplicate…'), run: duplicate },
	remove: { icon: 'trash', title: () => l10n.t('Remove…'), run: remove },
} as const;

/** What a button on an entry stands for. */
export interface Managing {
	readonly manage: keyof typeof managers;
	readonly config: EndpointConfig;
}

export function manageButtons(config: EndpointConfig): ChoiceButton<Managing>[] {
	return (Object.keys(managers) as (keyof typeof managers)[]).map((manage) => ({
		iconPath: new ThemeIcon(managers[manage].icon),
		tooltip: managers[manage].title(),
		value: { manage, config },
	}));
}

/** The name of the entry that the user is at afterwards; or the picker is done with, perhaps to edit the settings. */
type Managed = { readonly at: string } | 'chosen' | 'left';

/** Does it. */
export async function manageEndpoint({ manage, config }: Managing, dependencies: PickerDependencies): Promise<Managed> {
	return managers[manage].run(config, dependencies);
}

async function test(config: EndpointConfig, dependencies: PickerDependencies): Promise<Managed> {
	const { aws, nestedPrompts, testConnection, performAction } = dependencies;
	const isChosen = readSettings().endpoint === config.name;
	const answer = await askTrial(
		{ title: l10n.t('Test {0}', config.name), hasBack: true, nestedPrompts },
		{
			titles: {
				accept: isChosen ? l10n.t('Done') : l10n.t('Use it'),
				startOver: l10n.t('Edit…'),
				inSettings: l10n.t('Edit in settings.json'),
			},
			test: async (signal) => {
				const { caution } = stepsToEdit(aws, config);
				return Promise.all([testConnection(config, undefined, signal), Promise.resolve(caution?.(signal))] as const);
			},
			performAction,
		},
	);
	if (answer === 'startOver') {
		return edit(config, dependencies);
	}
	if (typeof answer === 'object' && answer.value === 'inSettings') {
		await openEndpoints(config.name);
		return 'left';
	}
	if (typeof answer === 'object' && !isChosen) {
		await chooseEndpoint(config.name);
		return 'chosen';
	}
	return { at: config.name };
}

async function edit(config: EndpointConfig, dependencies: PickerDependencies): Promise<Managed> {
	const saving = await editEndpoint(config, dependencies);
	return saving === 'inSettings' ? 'left' : { at: config.name };
}

async function rename(config: EndpointConfig, { nestedPrompts, apiKeys }: PickerDependencies): Promise<{ at: string }> {
	const old = config.name;
	const place = { title: l10n.t('Rename {0}', old), hasBack: true, nestedPrompts };
	const answer = await askName(place, old, old);
	if (typeof answer !== 'object' || answer.value === old) {
		return { at: old };
	}
	const name = answer.value;
	const isChosen = readSettings().endpoint === old;
	await apiKeys.copy(old, name);
	await updateEndpoints((entries) => replaceEntry(entries, config, [{ ...config, name }]));
	if (isChosen) {
		await chooseEndpoint(name);
	}
	await apiKeys.forget(old);
	return { at: name };
}

async function duplicate(
	config: EndpointConfig,
	{ nestedPrompts, apiKeys }: PickerDependencies,
): Promise<{ at: string }> {
	const place = { title: l10n.t('Duplicate {0}', config.name), hasBack: true, nestedPrompts };
	const answer = await askName(place, freeName(config.name, takenNames()));
	if (typeof answer !== 'object') {
		return { at: config.name };
	}
	const name = answer.value;
	await apiKeys.copy(config.name, name);
	await updateEndpoints((entries) => replaceEntry(entries, config, [config, { ...config, name }]));
	return { at: name };
}

async function remove(config: EndpointConfig, { apiKeys }: PickerDependencies): Promise<{ at: string }> {
	const { name } = config;
	const isChosen = readSettings().endpoint === name;
	const confirm = l10n.t('Remove');
	const detail = [
		isChosen && l10n.t('It is the chosen one: the built-in model takes its place.'),
		(await apiKeys.get(name)) !== undefined && l10n.t('Its API key is forgotten, too.'),
	];
	const question = l10n.t('Remove the endpoint "{0}" from the settings?', name);
	const options = { modal: true, detail: detail.filter(Boolean).join(' ') };
	if ((await window.showWarningMessage(question, options, confirm)) !== confirm) {
		return { at: name };
	}
	if (isChosen) {
		await chooseEndpoint(builtInName);
	}
	await updateEndpoints((entries) => replaceEntry(entries, config, []));
	await apiKeys.forget(name);
	return { at: readSettings().endpoint };
}
