import { l10n } from 'vscode';
import type { Problem } from '../../core/problem.ts';
import type { Action, ActionId } from '../../webview/classify/protocol.ts';

/** What happened and what to do next, in words. */
export interface Message {
	readonly message: string;
	/** A library's or a server's own words. */
	readonly detail?: string | undefined;
	/** The buttons that help, the best one first. */
	readonly actions?: readonly (ActionId | Action)[];
}

/** A message for each code of a group of problems: a missing one does not compile. */
export type Messages<Group extends Problem> = {
	readonly [Code in Group['code']]: (problem: Extract<Group, { readonly code: Code }>) => Message;
};

const titles: Readonly<Record<ActionId, () => string>> = {
	retry: () => l10n.t('Try Again'),
	cancel: () => l10n.t('Cancel'),
	selectEndpoint: () => l10n.t('Select Endpoint…'),
	openSettings: () => l10n.t('Open Setting'),
	showLog: () => l10n.t('Show Log'),
	copyAs: () => l10n.t('Copy As…'),
	signInSso: () => l10n.t('Sign In'),
	signIn: () => l10n.t('Sign In'),
	openCloudWatch: () => l10n.t('Open CloudWatch Log'),
	enterApiKey: () => l10n.t('Enter API Key…'),
};

export function toAction(id: ActionId, argument?: string): Action {
	return { id, title: titles[id](), ...(argument !== undefined && { argument }) };
}

/** `setting` without `digitClassifier.` */
export function openSetting(setting: string): Action {
	return toAction('openSettings', `digitClassifier.${setting}`);
}
