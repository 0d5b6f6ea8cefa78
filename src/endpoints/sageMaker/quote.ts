/** As one word of a POSIX shell. */
export function posixQuote(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** As one word of PowerShell: typographic quotes end a text, too (about_Quoting_Rules); a bare comma makes a list. */
export function powerShellQuote(text: string): string {
	return `'${text.replaceAll(/['\u2018-\u201B]/g, '$&$&')}'`;
}

/** As a text of Python: JSON's escapes are Python's too. */
export function pythonQuote(text: string): string {
	return JSON.stringify(text);
}
