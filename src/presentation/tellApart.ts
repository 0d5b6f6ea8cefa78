/** Where a file lies. */
export interface FilePlace {
	/** Without folders. */
	readonly name: string;
	/** With `/`; empty for none. */
	readonly folder: string;
}

/**
 * For each file no more of its folder than tells it from others of its name, from the file upwards: for `a/x/7.jpg`
 * and `b/x/7.jpg` it is `a/x` and `b/x`, and nothing for a name that only one has.
 */
export function tellApart(files: readonly FilePlace[]): string[] {
	const folders = new Map<string, Set<string>>();
	for (const { name, folder } of files) {
		folders.set(name, (folders.get(name) ?? new Set()).add(folder));
	}
	return files.map(({ name, folder }) => {
		const others = [...(folders.get(name) ?? [])].filter((other) => other !== folder);
		const depth = folder.split('/').length;
		let place = '';
		for (let count = 1; count <= depth && others.some((other) => lastFolders(other, count - 1) === place); count++) {
			place = lastFolders(folder, count);
		}
		return place;
	});
}

function lastFolders(folder: string, count: number): string {
	return count === 0 ? '' : folder.split('/').slice(-count).join('/');
}
