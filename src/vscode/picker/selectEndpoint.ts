import { l10n, QuickPickItemKind, type QuickPickItem } from 'vscode';
import type { EndpointConfig, EndpointType } from '../../endpoints/config.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { builtInName, endpointTitle, readSettings, updateSetting } from '../settings.ts';
import { addEndpoint, type AddEndpointParts } from './addEndpoint.ts';
import { pick, type Choice } from './steps.ts';

type Chosen = { readonly endpoint: string } | { readonly add: EndpointType };

/**
 * Lets the user choose the endpoint among those configured, or add one; resolves to whether another one is
 * chosen now.
 */
export async function selectEndpoint(source: EndpointSource, parts: AddEndpointParts): Promise<boolean> {
	const { valid } = await source.configs();
	const answer = await pick<Chosen>(
		{ title: l10n.t('Select Endpoint'), interludes: parts.interludes },
		{
			placeholder: l10n.t('Which endpoint classifies your digits?'),
			choices: choices(valid, new Map()),
			load: async (show, signal) => show(choices(valid, await pingContainers(valid, signal))),
		},
	);
	if (typeof answer !== 'object') {
		return false;
	}
	if ('add' in answer.value) {
		const ended = await addEndpoint(answer.value.add, parts);
		return ended === 'back' ? selectEndpoint(source, parts) : ended === 'done';
	}
	await updateSetting('endpoint', answer.value.endpoint);
	return true;
}

/** `health`: by name, whether a container answers. */
function choices(
	configs: readonly EndpointConfig[],
	health: ReadonlyMap<string, boolean>,
): (Choice<Chosen> | QuickPickItem)[] {
	const { endpoint: chosen } = readSettings();
	const known = [
		{ name: builtInName, description: l10n.t('on this machine, no account') },
		...configs.map((config) => ({ name: config.name, description: describe(config, health.get(config.name)) })),
	];
	return [
		...known.map(({ name, description }) => ({
			label: `${name === chosen ? '$(check)' : '$(blank)'} ${endpointTitle(name)}`,
			description,
			value: { endpoint: name },
		})),
		{ label: l10n.t('Add'), kind: QuickPickItemKind.Separator },
		...Object.entries(kinds).map(([type, { title, description }]) => ({
			label: `$(add) ${title()}`,
			description: description(),
			value: { add: type as EndpointType },
		})),
	];
}

async function pingContainers(configs: readonly EndpointConfig[], signal: AbortSignal): Promise<Map<string, boolean>> {
	const { pingContainer } = await import('../../endpoints/container/endpoint.ts');
	const containers = configs.filter((config) => config.type === 'container');
	return new Map(
		await Promise.all(
			containers.map(async ({ name, url }) => [name, await pingContainer(url, signal).catch(() => false)] as const),
		),
	);
}

const kinds: Record<EndpointType, { readonly title: () => string; readonly description: () => string }> = {
	sageMaker: {
		title: () => l10n.t('SageMaker endpoint…'),
		description: () => l10n.t('with an AWS profile'),
	},
	restApi: {
		title: () => l10n.t('REST API…'),
		description: () => l10n.t('takes the picture as a form'),
	},
	container: {
		title: () => l10n.t('Container…'),
		description: () => l10n.t('SageMaker local mode'),
	},
	modelFile: {
		title: () => l10n.t('Model file…'),
		description: () => l10n.t('XGBoost, or model.tar.gz'),
	},
};

function describe(config: EndpointConfig, isHealthy: boolean | undefined): string {
	switch (config.type) {
		case 'sageMaker':
			return ['SageMaker', config.endpointName, config.profile, config.region].filter(Boolean).join(' · ');
		case 'restApi':
			return `REST API · ${config.url}`;
		case 'container':
			return [l10n.t('Container'), config.url, healthMark(isHealthy)].filter(Boolean).join(' · ');
		case 'modelFile':
			return `${l10n.t('Model file')} · ${config.path}`;
	}
}

function healthMark(isHealthy: boolean | undefined): string {
	if (isHealthy === undefined) {
		return '';
	}
	return isHealthy ? `$(pass) ${l10n.t('running')}` : `$(circle-slash) ${l10n.t('does not answer')}`;
}
