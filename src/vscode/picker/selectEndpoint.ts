import { l10n, QuickPickItemKind, type QuickPickItem } from 'vscode';
import {
	endpointKindOf,
	type AnyConfig,
	type EndpointConfig,
	type EndpointType,
} from '../../endpoints/endpointKinds.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { builtInName, endpointTitle, readSettings, updateSetting } from '../settings.ts';
import { addEndpoint, type AddEndpointDependencies } from './addEndpoint.ts';
import { kindSteps } from './kindSteps.ts';
import { pick, type Choice } from './steps.ts';

type Chosen = { readonly endpoint: string } | { readonly add: EndpointType };

/**
 * Lets the user choose the endpoint among those configured, or add one; resolves to whether another one is
 * chosen now.
 */
export async function selectEndpoint(source: EndpointSource, dependencies: AddEndpointDependencies): Promise<boolean> {
	const { valid } = await source.configs();
	const answer = await pick<Chosen>(
		{ title: l10n.t('Select Endpoint'), nestedPrompts: dependencies.nestedPrompts },
		{
			placeholder: l10n.t('Which endpoint classifies your digits?'),
			choices: choices(valid, new Map()),
			load: async (show, signal) => show(choices(valid, await askHealth(valid, signal))),
		},
	);
	if (typeof answer !== 'object') {
		return false;
	}
	if ('add' in answer.value) {
		const ended = await addEndpoint(answer.value.add, dependencies);
		return ended === 'back' ? selectEndpoint(source, dependencies) : ended === 'done';
	}
	await updateSetting('endpoint', answer.value.endpoint);
	return true;
}

/** `health`: by name, whether an endpoint answers, where that can be asked. */
function choices(
	configs: readonly EndpointConfig[],
	health: ReadonlyMap<string, boolean>,
): (Choice<Chosen> | QuickPickItem)[] {
	const { endpoint: chosen } = readSettings();
	const known: readonly AnyConfig[] = [{ type: 'builtIn', name: builtInName }, ...configs];
	return [
		...known.map((config) => ({
			label: `${config.name === chosen ? '$(check)' : '$(blank)'} ${endpointTitle(config.name)}`,
			description: describe(config, health.get(config.name)),
			value: { endpoint: config.name },
		})),
		{ label: l10n.t('Add'), kind: QuickPickItemKind.Separator },
		...(Object.keys(kindSteps) as EndpointType[]).map((type) => {
			const kind = endpointKindOf({ type });
			return {
				label: `$(add) ${kind.title(l10n.t)}…`,
				description: kind.description(l10n.t),
				value: { add: type },
			};
		}),
	];
}

async function askHealth(configs: readonly EndpointConfig[], signal: AbortSignal): Promise<Map<string, boolean>> {
	const health = new Map<string, boolean>();
	await Promise.all(
		configs.map(async (config) => {
			const isHealthy = await endpointKindOf(config)
				.isHealthy?.(config, signal)
				.catch(() => false);
			if (isHealthy !== undefined) {
				health.set(config.name, isHealthy);
			}
		}),
	);
	return health;
}

function describe(config: AnyConfig, isHealthy: boolean | undefined): string {
	return [endpointKindOf(config).describe(config, l10n.t), healthMark(isHealthy)].filter(Boolean).join(' · ');
}

function healthMark(isHealthy: boolean | undefined): string {
	if (isHealthy === undefined) {
		return '';
	}
	return isHealthy ? `$(pass) ${l10n.t('running')}` : `$(circle-slash) ${l10n.t('does not answer')}`;
}
