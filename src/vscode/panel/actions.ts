import { commands, env, Uri } from 'vscode';
import type { EndpointRef } from '../../core/ports.ts';
import type { Problem } from '../../core/problem.ts';
import type { PictureState } from '../../presentation/pictureState.ts';
import type { Action, ActionId } from '../../presentation/view.ts';
import type { ApiKeys } from '../apiKeys.ts';
import { copyPictureAs } from '../copyAs.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { signIn } from '../signIn.ts';

/**
 * Does what a button promises, with what the picture's own outcome says: the profile to sign in with, the log to
 * open. Resolves to whether the picture is to be tried again.
 */
export type PerformAction = (action: Action, picture: PictureState | undefined) => Promise<boolean>;

export interface ActionDependencies {
	readonly endpoints: EndpointSource;
	readonly apiKeys: ApiKeys;
	/** Resolves to whether another one was chosen. */
	readonly selectEndpoint: () => Promise<boolean>;
	readonly showLog: () => void;
}

type PerformOne = (picture: PictureState | undefined, action: Action) => Promise<boolean>;

export function createActions(dependencies: ActionDependencies): PerformAction {
	const actions: Readonly<Record<ActionId, PerformOne>> = {
		retry: async () => true,
		cancel: async () => false,
		selectEndpoint: async () => dependencies.selectEndpoint(),
		openSettings: async (_, { setting = '' }) => {
			await commands.executeCommand('workbench.action.openSettings', `@id:digitClassifier.${setting}`);
			return false;
		},
		showLog: async () => {
			dependencies.showLog();
			return false;
		},
		copyAs: async (picture) => {
			await copyPictureAs(picture, dependencies.endpoints);
			return false;
		},
		signInSso: async (picture) => signIn(['sso', 'login'], profileOf(picture)),
		signIn: async (picture) => signIn(['login'], profileOf(picture)),
		openCloudWatch: async (picture) => {
			const problem = problemOf(picture);
			if (problem && 'logs' in problem) {
				const { cloudWatchUrl } = await import('../../aws/cloudWatch.ts');
				await env.openExternal(Uri.parse(cloudWatchUrl(problem.logs), true));
			}
			return false;
		},
		enterApiKey: async (picture) => {
			const endpoint = endpointOf(picture);
			return endpoint ? dependencies.apiKeys.ask(endpoint.name) : false;
		},
	};
	return async (action, picture) => actions[action.id](picture, action);
}

function problemOf(picture: PictureState | undefined): Problem | undefined {
	return picture?.state === 'failed' ? picture.outcome.problem : undefined;
}

function profileOf(picture: PictureState | undefined): string | undefined {
	const problem = problemOf(picture);
	return problem && 'profile' in problem ? problem.profile : undefined;
}

function endpointOf(picture: PictureState | undefined): EndpointRef | undefined {
	return picture?.state === 'failed' ? picture.outcome.endpoint : undefined;
}
