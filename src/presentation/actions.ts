import type { Locale } from './locale.ts';
import type { Translate } from '../core/translate.ts';
import type { Action, ActionId } from './view.ts';

/**
 * An action before it has its title, perhaps another than its usual one; which setting is to be opened is the host's
 * to know, not the page's.
 */
export type WantedAction =
	| Exclude<ActionId, 'openSettings'>
	| { readonly id: 'openSettings'; readonly setting: SettingName }
	| { readonly id: 'retry'; readonly title: (t: Translate) => string };

export const classifyAgain: WantedAction = { id: 'retry', title: (t) => t('Classify Again') };
export const classifyAllAgain: WantedAction = { id: 'retry', title: (t) => t('Classify All Again') };
export function classifyWith(endpoint: string): WantedAction {
	return { id: 'retry', title: (t) => t('Classify with {0}', endpoint) };
}
export const classifyFirst: WantedAction = { id: 'retry', title: (t) => t('Classify') };

/** Without `digitClassifier.` */
type SettingName = 'endpoints' | 'maximumFileSize' | 'preprocessing';

const titles: Readonly<Record<ActionId, (t: Translate) => string>> = {
	retry: (t) => t('Try Again'),
	retryRemaining: (t) => t('Classify Remaining'),
	cancel: (t) => t('Cancel'),
	copyCsv: (t) => t('Copy All as CSV'),
	saveCsv: (t) => t('Save All as CSV…'),
	selectEndpoint: (t) => t('Select Endpoint…'),
	openSettings: (t) => t('Open Setting'),
	showLog: (t) => t('Show Log'),
	copyAs: (t) => t('Copy As…'),
	compareWith: (t) => t('Compare with…'),
	signInSso: (t) => t('Sign In'),
	signIn: (t) => t('Sign In'),
	openCloudWatch: (t) => t('Open CloudWatch Log'),
	enterApiKey: (t) => t('Enter API Key…'),
	openPicture: (t) => t('Open'),
	savePicture: (t) => t('Save…'),
	copyDigit: (t) => t('Copy'),
	saveDigit: (t) => t('Save…'),
	draw: (t) => t('Draw a Digit'),
	choosePictures: (t) => t('Open Pictures…'),
	paste: (t) => t('Paste'),
};

/** All there are. */
export const actionIds = Object.keys(titles) as readonly ActionId[];

export function toAction(wanted: WantedAction, { t }: Locale): Action {
	if (typeof wanted === 'string') {
		return { id: wanted, title: titles[wanted](t) };
	}
	return 'title' in wanted
		? { id: wanted.id, title: wanted.title(t) }
		: { id: wanted.id, title: titles[wanted.id](t), setting: wanted.setting };
}

export function toActions(wanted: readonly WantedAction[], locale: Locale): Action[] {
	return wanted.map((action) => toAction(action, locale));
}

export function openSetting(setting: SettingName): WantedAction {
	return { id: 'openSettings', setting };
}
