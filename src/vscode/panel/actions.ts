import { commands, env, Uri } from 'vscode';
import type { Action, ActionId, Card } from '../../webview/classify/protocol.ts';
import type { ApiKeys } from '../apiKeys.ts';
import { copyCardAs } from '../copyAs.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { signIn } from '../signIn.ts';

/** Does what a button in the panel promises; resolves to whether the picture is to be tried again. */
export type Perform = (action: Action, card: Card | undefined) => Promise<boolean>;

export interface ActionParts {
	readonly endpoints: EndpointSource;
	readonly apiKeys: ApiKeys;
	/** Resolves to whether another one was chosen. */
	readonly selectEndpoint: () => Promise<boolean>;
	readonly showLog: () => void;
}

export function createActions(parts: ActionParts): Perform {
	const actions: Readonly<Record<ActionId, (argument: string, card: Card | undefined) => Promise<boolean>>> = {
		retry: async () => true,
		cancel: async () => false,
		selectEndpoint: async () => parts.selectEndpoint(),
		openSettings: async (setting) => {
			await commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
			return false;
		},
		showLog: async () => {
			parts.showLog();
			return false;
		},
		copyAs: async (_, card) => {
			await copyCardAs(card, parts.endpoints);
			return false;
		},
		signInSso: async (profile) => signIn(['sso', 'login'], profile),
		signIn: async (profile) => signIn(['login'], profile),
		openCloudWatch: async (link) => {
			const uri = Uri.parse(link, true);
			if (uri.scheme === 'https') {
				await env.openExternal(uri);
			}
			return false;
		},
		enterApiKey: async (_, card) =>
			card !== undefined && 'asked' in card && card.asked ? parts.apiKeys.ask(card.asked.endpoint) : false,
	};
	return async ({ id, argument = '' }, card) => actions[id](argument, card);
}
