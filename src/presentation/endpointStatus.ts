import type { Translate } from '../core/translate.ts';
import { escapeIcons } from './escapeIcons.ts';

/** What a status bar says of the chosen endpoint. */
export interface EndpointStatus {
	/** With an icon in VS Code's syntax. */
	readonly text: string;
	readonly tooltip: string;
	/** For a screen reader. */
	readonly label: string;
}

/** @param isKnown whether the settings have an endpoint of this name */
export function toEndpointStatus(title: string, isKnown: boolean, t: Translate): EndpointStatus {
	const known = t('Digit Classifier endpoint: {0}', title);
	const label = isKnown ? known : t('{0}, which is not in the settings', known);
	return {
		text: `${isKnown ? '$(symbol-number)' : '$(warning)'} ${escapeIcons(title)}`,
		tooltip: `${label}. ${t('Select another one')}`,
		label,
	};
}
