import { env, l10n } from 'vscode';
import { createFormats } from '../presentation/format.ts';
import type { Locale } from '../presentation/locale.ts';

/** How this user is spoken to. */
export const userLocale: Locale = {
	t: (sentence, ...args) => l10n.t(sentence, ...args),
	format: createFormats(env.language),
};
