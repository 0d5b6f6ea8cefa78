import { commands, env, Uri } from 'vscode';
import { cloudWatchUrl } from '../../aws/cloudWatch.ts';
import type { LoadAws } from '../../aws/index.ts';
import type { Problem } from '../../core/problem.ts';
import { preparedOf, type PictureState } from '../../presentation/pictureState.ts';
import type { Action, ActionId } from '../../presentation/view.ts';
import type { ApiKeys } from '../apiKeys.ts';
import { copyPictureAs } from '../copyAs.ts';
import type { EndpointSource } from '../endpointSource.ts';
import { openEndpoints } from '../openEndpoints.ts';
import { signIn } from '../signIn.ts';
import { saveDigit, savePicture, showPicture } from '../takeAlong.ts';

const panelActions = [
	'retry',
	'retryRemaining',
	'cancel',
	'copyCsv',
	'saveCsv',
	'draw',
	'choosePictures',
	'compareWith',
] as const satisfies readonly ActionId[];

/** What the panel does itself, since it concerns its run or all of its pictures. */
export type PanelActionId = (typeof panelActions)[number];

export function isPanelAction(id: ActionId): id is PanelActionId {
	return (panelActions as readonly ActionId[]).includes(id);
}

/**
 * Does what a button promises, with what the picture's own outcome says: the profile to sign in with, the log to
 * open. Resolves to whether the picture is to be tried again.
 */
export type PerformAction = (action: PictureAction, picture: PictureState | undefined, uri?: Uri) => Promise<boolean>;

export interface ActionDependencies {
	readonly endpoints: EndpointSource;
	readonly aws: LoadAws;
	readonly apiKeys: ApiKeys;
	/** Resolves to whether another one was chosen. */
	readonly selectEndpoint: () => Promise<boolean>;
	readonly showLog: () => void;
}

export interface PictureAction extends Action {
	readonly id: Exclude<ActionId, PanelActionId>;
}

type PerformOne = (picture: PictureState | undefined, action: Action, uri: Uri | undefined) => Promise<boolean>;

export function createActions(dependencies: ActionDependencies): PerformAction {
	const actions: Readonly<Record<PictureAction['id'], PerformOne>> = {
		selectEndpoint: async () => dependencies.selectEndpoint(),
		openSettings: async (picture, { setting = '' }) => {
			if (setting === 'endpoints') {
				await openEndpoints(endpointNameOf(picture));
			} else {
				await commands.executeCommand('workbench.action.openSettings', `@id:digitClassifier.${setting}`);
			}
			return false;
		},
		showLog: async () => {
			dependencies.showLog();
			return false;
		},
		copyAs: async (picture) => {
			await copyPictureAs(picture, dependencies);
			return false;
		},
		signInSso: async (picture) => signIn(['sso', 'login'], profileOf(picture)),
		signIn: async (picture) => signIn(['login'], profileOf(picture)),
		openCloudWatch: async (picture) => {
			const problem = problemOf(picture);
			if (problem && 'logs' in problem) {
				await env.openExternal(Uri.parse(cloudWatchUrl(problem.logs), true));
			}
			return false;
		},
		enterApiKey: async (picture) => {
			const name = endpointNameOf(picture);
			return name === undefined ? false : dependencies.apiKeys.ask(name);
		},
		openPicture: async (_, __, uri) => {
			if (uri) {
				await showPicture(uri);
			}
			return false;
		},
		savePicture: async (_, __, uri) => {
			if (uri) {
				await savePicture(uri);
			}
			return false;
		},
		saveDigit: async (picture, { digit = 0 }, uri) => {
			const pixels = picture && preparedOf(picture)?.digits[digit]?.digit;
			if (uri && pixels) {
				await saveDigit(uri, pixels);
			}
			return false;
		},
		// The page does these itself.
		copyDigit: async () => false,
		paste: async () => false,
	};
	return async (action, picture, uri) => actions[action.id](picture, action, uri);
}

function problemOf(picture: PictureState | undefined): Problem | undefined {
	return picture?.state === 'failed' ? picture.outcome.problem : undefined;
}

function profileOf(picture: PictureState | undefined): string | undefined {
	const problem = problemOf(picture);
	return problem && 'profile' in problem ? problem.profile : undefined;
}

/** Also of an endpoint that could not be made from its entry. */
function endpointNameOf(picture: PictureState | undefined): string | undefined {
	const problem = problemOf(picture);
	if (problem?.code === 'endpointInvalid') {
		return problem.name;
	}
	return picture?.state === 'failed' || picture?.state === 'classified' ? picture.outcome.endpoint?.name : undefined;
}
