/** Puts a sentence into the user's language and its arguments into their places `{0}`, `{1}` …, as `vscode.l10n.t`. */
export type Translate = (sentence: string, ...args: readonly (string | number | boolean)[]) => string;
