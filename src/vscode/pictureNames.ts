/** Whether a URI's path, by its text, could lead elsewhere than it says: `a/../b`, or `a\..\b` on Windows. */
export function isWinding(path: string): boolean {
	return path.includes('\\') || path.split('/').some((part) => part === '..' || part === '.');
}

/** What a page says a picture is called, as the name of a file in one folder: no path, nothing invisible. */
export function toFileName(said: string): string {
	const name = said
		.replaceAll(/[\u0000-\u001F\u007F\u0085\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069/\\:]/g, '_')
		.slice(-120)
		.trim();
	return /^\.*$/.test(name) ? 'picture' : name;
}

/** The names, numbered where there are several of one: `7.png`, `7 (2).png`. */
export function tellNamesApart(names: readonly string[]): string[] {
	const counts = new Map<string, number>();
	return names.map((name) => {
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return count === 1 ? name : name.replace(/(?=\.[^.]*$)|$/, ` (${count})`);
	});
}
