/** A line of a table by RFC 4180, with its line break. */
export function toCsvLine(cells: readonly string[]): string {
	return `${cells.map(toCell).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula gets an apostrophe before it, which it takes for the mark of a text. */
function toCell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
