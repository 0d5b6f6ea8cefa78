import type { Locale } from './locale.ts';
import type { Translate } from '../core/translate.ts';
import type { Action, ActionId } from './view.ts';

/** An action before it has its title; which setting is to be opened is the host's to know, not the page's. */
export type WantedAction =
	Exclude<ActionId, 'openSettings'> | { readonly id: 'openSettings'; readonly setting: SettingName };

/** Without `digitClassifier.` */
type SettingName = 'endpoints' | 'maximumFileSize' | 'preprocessing';

const titles: Readonly<Record<ActionId, (t: Translate) => string>> = {
	retry: (t) => t('Try Again'),
	cancel: (t) => t('Cancel'),
	selectEndpoint: (t) => t('Select Endpoint…'),
	openSettings: (t) => t('Open Setting'),
	showLog: (t) => t('Show Log'),
	copyAs: (t) => t('Copy As…'),
	signInSso: (t) => t('Sign In'),
	signIn: (t) => t('Sign In'),
	openCloudWatch: (t) => t('Open CloudWatch Log'),
	enterApiKey: (t) => t('Enter API Key…'),
};

/** All there are. */
export const actionIds = Object.keys(titles) as readonly ActionId[];

export function toAction(wanted: WantedAction, { t }: Locale): Action {
	return typeof wanted === 'string'
		? { id: wanted, title: titles[wanted](t) }
		: { id: wanted.id, title: titles[wanted.id](t), setting: wanted.setting };
}

export function openSetting(setting: SettingName): WantedAction {
	return { id: 'openSettings', setting };
}
