import { l10n } from 'vscode';
import type { LoadAws } from '../../aws/index.ts';
import type { EndpointConfig, EndpointType } from '../../endpoints/endpointKinds.ts';
import type { ApiKeys } from '../apiKeys.ts';
import type { ConnectionResult, TestConnection } from '../connectionTest.ts';
import { builtInName, readSettings, updateSetting } from '../settings.ts';
import type { NestedPrompts } from './nestedPrompts.ts';
import { kindSteps } from './kindSteps.ts';
import { askSteps, askText, pick, type KindSteps, type Place } from './steps.ts';

export interface AddEndpointDependencies {
	readonly aws: LoadAws;
	readonly nestedPrompts: NestedPrompts;
	readonly testConnection: TestConnection;
	readonly apiKeys: ApiKeys;
}

/** Asks what a new endpoint needs, tests the connection, saves it and chooses it. */
export async function addEndpoint(
	type: EndpointType,
	{ aws, apiKeys, nestedPrompts, testConnection }: AddEndpointDependencies,
): Promise<'done' | 'back' | 'left'> {
	const kind: KindSteps = kindSteps[type](aws);
	let name = '';
	const named = () => ({ ...kind.config(), name }) as EndpointConfig;
	const ended = await askSteps({ title: kind.title, nestedPrompts }, [
		...kind.steps,
		async (place) => {
			const answer = await askName(place, kind.suggestedName());
			name = typeof answer === 'object' ? answer.value : name;
			return answer;
		},
		(place) =>
			confirm(place, async (signal) =>
				Promise.all([testConnection(named(), kind.apiKey?.(), signal), kind.caution?.(signal)]),
			),
	]);
	if (ended === 'done') {
		const apiKey = kind.apiKey?.();
		if (apiKey !== undefined) {
			await apiKeys.keep(name, apiKey);
		}
		await updateSetting('endpoints', [...entries(), named()]);
		await updateSetting('endpoint', name);
	}
	return ended;
}

function entries(): readonly unknown[] {
	const { endpoints } = readSettings();
	return Array.isArray(endpoints) ? endpoints : [];
}

async function askName(place: Place, suggested: string) {
	const taken = new Set([builtInName, ...entries().map((entry) => (entry as Partial<EndpointConfig>).name)]);
	let value = suggested;
	for (let count = 2; taken.has(value); count++) {
		value = `${suggested} ${count}`;
	}
	return askText(place, {
		prompt: l10n.t('The name you will choose it by'),
		value,
		validate: (text) => {
			if (text === '') {
				return l10n.t('Enter a name.');
			}
			return taken.has(text) ? l10n.t('This name is taken.') : undefined;
		},
	});
}

/** Tests the connection and shows what came back before anything is saved. */
async function confirm(place: Place, test: (signal: AbortSignal) => Promise<[ConnectionResult, string | undefined]>) {
	return pick(place, {
		placeholder: l10n.t('Asking the endpoint for a known digit…'),
		choices: [{ label: l10n.t('Save without waiting for the answer'), value: true }],
		load: async (show, signal) => {
			const [{ ok, text, detail }, caution] = await test(signal);
			show([
				{
					label: ok ? `$(check) ${l10n.t('Save and use')}` : `$(warning) ${l10n.t('Save anyway')}`,
					description: ok ? text : '',
					detail: [ok ? '' : text, detail, caution].filter(Boolean).join(' '),
					value: true,
				},
			]);
		},
	});
}
