/** The name of a file in a folder of pictures that says what they show. */
export const labelsFileName = 'labels.csv';

/** What a file of labels says: the paths of pictures, as `findLabels` has them, and their labels as they are written. */
export type WrittenLabels = readonly (readonly [path: string, label: string])[];

/**
 * Reads a file of labels, a line for each picture: its path below the file's folder and, behind the last comma,
 * semicolon or tab, its label, each perhaps in quotes. Any other line, such as names of columns, is of no picture.
 * @param folder the path of the file's folder, from the one that was chosen on
 */
export function readLabelsFile(text: string, folder: string): WrittenLabels {
	return text.split(/\r?\n/).flatMap((line) => {
		const [, path, label] = /^\uFEFF?(.+)[,;\t]([^,;\t]*)$/.exec(line) ?? [];
		return path === undefined || label === undefined
			? []
			: [[`${folder}/${unquoted(path).replaceAll('\\', '/')}`, unquoted(label)] as const];
	});
}

function unquoted(field: string): string {
	const text = field.trim();
	return /^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}
