import { l10n } from 'vscode';
import type { LoadAws } from '../../aws/index.ts';
import type { EndpointConfig, EndpointType } from '../../endpoints/config.ts';
import type { ApiKeys } from '../apiKeys.ts';
import { builtInName, readSettings, updateSetting } from '../settings.ts';
import type { Interludes } from './interludes.ts';
import { containerSteps } from './containerSteps.ts';
import { modelFileSteps } from './modelFileSteps.ts';
import { restApiSteps } from './restApiSteps.ts';
import { sageMakerSteps } from './sageMakerSteps.ts';
import type { KindSteps } from './kindSteps.ts';
import { askSteps, askText, pick, type Place } from './steps.ts';

/** What an endpoint says to a known digit, in words. */
export interface Trial {
	readonly ok: boolean;
	readonly text: string;
	readonly detail?: string;
}

export interface AddEndpointParts {
	readonly aws: LoadAws;
	readonly interludes: Interludes;
	/** Asks the endpoint for one known digit, before it is saved. */
	readonly tryOut: (config: EndpointConfig, apiKey: string | undefined, signal: AbortSignal) => Promise<Trial>;
	readonly apiKeys: ApiKeys;
}

/** Asks what a new endpoint needs, tries it, saves it and chooses it. */
export async function addEndpoint(type: EndpointType, parts: AddEndpointParts): Promise<'done' | 'back' | 'left'> {
	const kind = startKind(type, parts.aws);
	let name = '';
	const named = () => ({ ...kind.config(), name }) as EndpointConfig;
	const ended = await askSteps({ title: titles[type](), interludes: parts.interludes }, [
		...kind.steps,
		async (place) => {
			const answer = await askName(place, kind.suggestedName());
			name = typeof answer === 'object' ? answer.value : name;
			return answer;
		},
		(place) =>
			confirm(place, async (signal) =>
				Promise.all([parts.tryOut(named(), kind.apiKey?.(), signal), kind.caution?.(signal)]),
			),
	]);
	if (ended === 'done') {
		const apiKey = kind.apiKey?.();
		if (apiKey !== undefined) {
			await parts.apiKeys.keep(name, apiKey);
		}
		await updateSetting('endpoints', [...entries(), named()]);
		await updateSetting('endpoint', name);
	}
	return ended;
}

function startKind(type: EndpointType, aws: LoadAws): KindSteps {
	switch (type) {
		case 'sageMaker':
			return sageMakerSteps(aws);
		case 'restApi':
			return restApiSteps();
		case 'container':
			return containerSteps();
		case 'modelFile':
			return modelFileSteps();
	}
}

const titles: Record<EndpointType, () => string> = {
	sageMaker: () => l10n.t('Add SageMaker Endpoint'),
	restApi: () => l10n.t('Add REST API'),
	container: () => l10n.t('Add Container'),
	modelFile: () => l10n.t('Add Model File'),
};

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

/** Tries the endpoint and shows what came back before anything is saved. */
async function confirm(place: Place, tryOut: (signal: AbortSignal) => Promise<[Trial, string | undefined]>) {
	return pick(place, {
		placeholder: l10n.t('Asking the endpoint for a known digit…'),
		choices: [{ label: l10n.t('Save without waiting for the answer'), value: true }],
		load: async (show, signal) => {
			const [{ ok, text, detail }, caution] = await tryOut(signal);
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
