/** The first of `name`, `name 2`, `name 3` … that is not taken. */
export function freeName(name: string, taken: ReadonlySet<unknown>): string {
	let free = name;
	for (let count = 2; taken.has(free); count++) {
		free = `${name} ${count}`;
	}
	return free;
}

/**
 * The entries with others in the place of one; all the rest stays as it is, whatever is wrong with it.
 * Where that one is gone, the others stand at the end.
 */
export function replaceEntry(
	entries: readonly unknown[],
	entry: unknown,
	replacements: readonly unknown[],
): readonly unknown[] {
	const text = JSON.stringify(entry);
	const index = entries.findIndex((other) => JSON.stringify(other) === text);
	return index < 0 ? [...entries, ...replacements] : entries.toSpliced(index, 1, ...replacements);
}
