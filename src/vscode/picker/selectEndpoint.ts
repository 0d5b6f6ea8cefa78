import { l10n, QuickPickItemKind, type QuickPickItem } from 'vscode';
import {
	endpointKindOf,
	type AnyConfig,
	type EndpointConfig,
	type EndpointType,
} from '../../endpoints/endpointKinds.ts';
import type { InvalidConfig, ParsedConfigs } from '../../endpoints/parseConfigs.ts';
import { escapeIcons } from '../../presentation/escapeIcons.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { openEndpoints } from '../openEndpoints.ts';
import { builtInName, chooseEndpoint, endpointTitle, readSettings } from '../settings.ts';
import { addEndpoint, type PickerDependencies } from './addEndpoint.ts';
import { kindSteps } from './kindSteps.ts';
import { manageButtons, manageEndpoint, type Managing } from './manageEndpoint.ts';
import { pick, type Choice } from './steps.ts';

type Chosen =
	| { readonly endpoint: string }
	| { readonly add: EndpointType }
	| Managing
	/** What cannot be chosen, to be mended where it is written. */
	| { readonly unusable: string };

/**
 * Lets the user choose the endpoint among those configured, add one, or see to one of them; resolves to whether
 * another one is chosen now.
 */
export async function selectEndpoint(source: EndpointSource, dependencies: PickerDependencies): Promise<boolean> {
	const { endpoint: before } = readSettings();
	let at = before;
	for (;;) {
		const configs = await source.configs();
		const answer = await pick<Chosen>(
			{ title: l10n.t('Select Endpoint'), nestedPrompts: dependencies.nestedPrompts },
			{
				placeholder: l10n.t('Which endpoint classifies your digits?'),
				choices: choices(configs, new Map()),
				isActive: (value) => nameOf(value) === at,
				load: async (show, signal) => show(choices(configs, await askHealth(configs.valid, signal))),
			},
		);
		if (typeof answer !== 'object') {
			return readSettings().endpoint !== before;
		}
		const { value } = answer;
		if ('endpoint' in value) {
			await chooseEndpoint(value.endpoint);
			return value.endpoint !== before;
		}
		if ('unusable' in value) {
			await openEndpoints(value.unusable);
			return false;
		}
		if ('manage' in value) {
			const ended = await manageEndpoint(value, dependencies);
			if (ended === 'chosen' || ended === 'left') {
				return ended === 'chosen';
			}
			at = ended.at;
		} else {
			const ended = await addEndpoint(value.add, dependencies);
			if (ended !== 'back') {
				return ended === 'done';
			}
		}
	}
}

function nameOf(value: Chosen): string | undefined {
	return 'endpoint' in value ? value.endpoint : 'unusable' in value ? value.unusable : undefined;
}

/** `health`: by name, whether an endpoint answers, where that can be asked. */
function choices(
	{ valid, invalid }: ParsedConfigs,
	health: ReadonlyMap<string, boolean>,
): (Choice<Chosen> | QuickPickItem)[] {
	const { endpoint: chosen } = readSettings();
	const mark = (name: string) => (name === chosen ? '$(check)' : '$(blank)');
	const builtIn: AnyConfig = { type: 'builtIn', name: builtInName };
	const isKnown = [builtIn, ...valid, ...invalid].some(({ name }) => name === chosen);
	return [
		...(isKnown ? [] : [unusable({ name: chosen, reason: l10n.t('No endpoint of this name is in the settings.') })]),
		...[builtIn, ...valid].map((config) => ({
			label: `${mark(config.name)} ${escapeIcons(endpointTitle(config.name))}`,
			description: describe(config, health.get(config.name)),
			value: { endpoint: config.name },
			buttons: config.type === 'builtIn' ? [] : manageButtons(config),
		})),
		...invalid.map(unusable),
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

function unusable({ name, index = 0, reason }: Partial<InvalidConfig> & { reason: string }): Choice<Chosen> {
	const title = name ?? l10n.t('entry {0}', index + 1);
	return {
		label: `$(warning) ${escapeIcons(title)}`,
		description: l10n.t('cannot be used: open the settings'),
		detail: escapeIcons(reason),
		value: { unusable: title },
	};
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
	return [escapeIcons(endpointKindOf(config).describe(config, l10n.t)), healthMark(isHealthy)]
		.filter(Boolean)
		.join(' · ');
}

function healthMark(isHealthy: boolean | undefined): string {
	if (isHealthy === undefined) {
		return '';
	}
	return isHealthy ? `$(pass) ${l10n.t('running')}` : `$(circle-slash) ${l10n.t('does not answer')}`;
}
