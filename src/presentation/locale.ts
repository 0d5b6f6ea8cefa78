import type { Formats } from './format.ts';

/** Puts a sentence into the user's language and its arguments into their places `{0}`, `{1}` …, as `vscode.l10n.t`. */
export type Translate = (sentence: string, ...args: readonly (string | number | boolean)[]) => string;

/** How the user is spoken to. Handed in by whoever speaks: nothing here knows of a runtime. */
export interface Locale {
	readonly t: Translate;
	readonly format: Formats;
}
