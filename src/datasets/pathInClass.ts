import { createLabelFinder } from './trueLabel.ts';

/**
 * Where a picture would be as one of another class: in that class's folder beside the one that names its own, below
 * both alike. Of a class without a folder there, the folder is called as the class is.
 *
 * @param path from the folder that was chosen on, that folder's own name first, with `/` between
 * @param classes names by label
 * @param others such paths of all pictures
 * @returns such a path; undefined where no folder below the chosen one names the picture's class
 */
export function pathInClass(
	path: string,
	label: number,
	classes: readonly string[],
	others: Iterable<string>,
): string | undefined {
	const find = createLabelFinder(classes, 'folder');
	const labelOf = (folder: string): number | undefined => find(`${folder}/`)?.label;
	const parts = path.split('/');
	const at = parts.findLastIndex((part, place) => place < parts.length - 1 && labelOf(part) !== undefined);
	if (at < 1) {
		return undefined;
	}
	const above = `${parts.slice(0, at).join('/')}/`;
	const folders = new Set<string>();
	for (const other of others) {
		const end = other.indexOf('/', above.length);
		if (end > 0 && other.startsWith(above)) {
			folders.add(other.slice(above.length, end));
		}
	}
	const folder = [...folders].find((name) => labelOf(name) === label) ?? classes[label]?.replace(/[\\/:]/g, '-');
	return folder === undefined ? undefined : `${above}${folder}/${parts.slice(at + 1).join('/')}`;
}
