import type { LabelRule, LabelSource } from '../core/dataset.ts';
import { partsOf } from './trueNumber.ts';

/** A picture's true label, and what it was read from. */
export interface TrueLabel {
	readonly label: number;
	readonly from: Exclude<LabelSource, 'labelsFile'>;
}

/** Finds true labels in paths. */
export type LabelFinder = (path: string) => TrueLabel | undefined;

/** The names of the classes of an endpoint that gives none: the digits. */
export const digitClasses: readonly string[] = Array.from({ length: 10 }, (_, label) => `${label}`);

/**
 * What class is meant by a text: it is named as it is, or, in letters and numbers alone, whatever their case
 * (`tshirt_top` is `T-shirt/top`), or by its number.
 * @param classes names by label
 */
export function createLabelOf(classes: readonly string[]): (text: string) => number | undefined {
	const labels = new Map<string, number>();
	const enter = (key: string, label: number): void => {
		if (key !== '' && !labels.has(key)) {
			labels.set(key, label);
		}
	};
	classes.forEach((name, label) => enter(name, label));
	// Where two classes are the same in letters and numbers, neither is meant.
	for (const toKey of [toWords, toPlain]) {
		const keys = classes.map(toKey);
		keys.forEach((key, label) => {
			if (keys.indexOf(key) === keys.lastIndexOf(key)) {
				enter(key, label);
			}
		});
	}
	classes.forEach((_, label) => enter(`${label}`, label));
	return (text) =>
		labels.get(text) ??
		// Of numbers, which most names consist of, the others say nothing else, and cost a text each.
		(areNumbers(text)
			? undefined
			: (labels.get(toWords(text)) ??
				labels.get(text.toLowerCase()) ??
				// `1_0` is no 10.
				(/\p{L}/u.test(text) ? labels.get(toPlain(text)) : undefined)));
}

/**
 * The rule by which pictures have their true labels where these are classes.
 *
 * A folder counts if it is named as a class is; of several, the nearest one to the picture. Of a file name its
 * beginning counts up to a separator (`7_00012.jpg`), else its end from one (`img_7.png`, `scan-7.jpg`), or all of it
 * (`3.png`); separators are `_`, `-`, `.` and blanks. How a class is named: see {@link createLabelOf}.
 *
 * @param classes names by label
 * @returns takes a path from the folder that was chosen on, that folder's own name first, with `/` between
 */
export function createLabelFinder(classes: readonly string[], rule: LabelRule): LabelFinder {
	const labelOf = createLabelOf(classes);
	/** No name of a class, and no number of one, has more of them. */
	const mostParts = Math.max(5, ...classes.map(({ length }) => length));

	/** By folder, since a folder has thousands of pictures. */
	const found = new Map<string, number | undefined>();

	function fromFolders(path: string): number | undefined {
		if (!found.has(path)) {
			found.set(path, fromFolder(path.split('/')));
		}
		return found.get(path);
	}

	function fromFolder(folders: readonly string[]): number | undefined {
		for (const folder of folders.toReversed()) {
			const label = labelOf(folder);
			if (label !== undefined) {
				return label;
			}
		}
		return undefined;
	}

	function fromName(name: string): number | undefined {
		const parts = partsOf(name);
		// The longest first: `t-shirt_top_001` begins with no class but `T-shirt/top`.
		for (let count = Math.min(parts.length, mostParts); count > 0; count--) {
			const label = labelOf(parts.slice(0, count).join(' '));
			if (label !== undefined) {
				return label;
			}
		}
		for (let from = 1; from < parts.length; from++) {
			const label = labelOf(parts.slice(from).join(' '));
			if (label !== undefined) {
				return label;
			}
		}
		return undefined;
	}

	return (path) => {
		const end = path.lastIndexOf('/');
		const name = path.slice(end + 1);
		const folder = end > 0 && (rule === 'auto' || rule === 'folder') ? fromFolders(path.slice(0, end)) : undefined;
		if (folder !== undefined) {
			return { label: folder, from: 'folder' };
		}
		const own = rule === 'auto' || rule === 'fileName' ? fromName(name) : undefined;
		return own === undefined ? undefined : { label: own, from: 'fileName' };
	};
}

/** Whether a text is numbers with a blank between. */
function areNumbers(text: string): boolean {
	return /^[0-9]+(?: [0-9]+)*$/.test(text);
}

/** `T-shirt/top` → `t shirt top`. */
function toWords(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** `T-shirt/top` → `tshirttop`. */
function toPlain(name: string): string {
	return toWords(name).replaceAll(' ', '');
}
