import { l10n } from 'vscode';
import { endpointKindOf, type AnyConfig } from '../../endpoints/endpointKinds.ts';
import { escapeIcons } from '../../presentation/escapeIcons.ts';
import type { EndpointSource } from '../endpointSource.ts';
import type { Other } from '../panel/compare.ts';
import { builtInName, endpointTitle } from '../settings.ts';
import type { NestedPrompts } from './nestedPrompts.ts';
import { pick, type Choice } from './steps.ts';

/** The endpoints besides the one of this title. */
export async function otherEndpoints(asked: string, source: EndpointSource): Promise<Choice<Other>[]> {
	const { valid } = await source.configs();
	const builtIn: AnyConfig = { type: 'builtIn', name: builtInName };
	const others = [builtIn, ...valid].filter(({ name }) => endpointTitle(name) !== asked);
	return others.map((config) => ({
		label: escapeIcons(endpointTitle(config.name)),
		description: escapeIcons(endpointKindOf(config).describe(config, l10n.t)),
		value: { name: endpointTitle(config.name), key: config.name, endpoint: async () => source.named(config.name) },
	}));
}

/**
 * Lets the user choose an endpoint to compare one with; resolves to none where they leave, and to `add` where there
 * is none besides and they want one.
 * @param asked the title of the one that has answered
 */
export async function chooseOther(
	asked: string,
	source: EndpointSource,
	nestedPrompts: NestedPrompts,
): Promise<Other | 'add' | undefined> {
	const choices = await otherEndpoints(asked, source);
	const add = { label: addEndpointTitle(), value: 'add' } as const;
	const answer = await pick<Other | 'add'>(
		{ title: l10n.t('Compare with'), nestedPrompts },
		{
			placeholder: l10n.t('Which endpoint is to be asked about the same digit?'),
			choices: choices.length > 0 ? choices : [add],
		},
	);
	return typeof answer === 'object' ? answer.value : undefined;
}

export function addEndpointTitle(): string {
	return `$(add) ${l10n.t('Add an endpoint…')}`;
}
