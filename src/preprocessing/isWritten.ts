import { isCutOff, longer, type Group } from './groups.ts';
import { quantile, type Plane } from './plane.ts';
import type { LabeledComponents } from './components.ts';

/** Digits that are at least so large, and their strokes so wide for their size, owe nothing to chance by it. */
const usualSize = 0.15;
const usualWidth = 0.05;

/**
 * The least contrast of a digit that is all the ink there is. It is chosen from 2,400 blank sheets and 3,000 photos
 * with a digit, and the palest of 225 photos that people took has 0.31.
 */
const leastContrast = 0.275;

/**
 * Whether a group is written, and not only what grain, shadows, ruled lines and the sheet's edges leave on blank
 * paper: see {@link soundContrast}.
 */
export function isWritten(group: Group, components: LabeledComponents, contrast: Plane): boolean {
	return soundContrast(group, components, contrast) >= leastContrast;
}

/**
 * The contrast of a group's dark ink, 0..1, less what speaks against it: what is left on blank paper is pale, small or
 * thin, and one among many; dust is round and small. What the picture's edge cuts off, such as a table, is no mark
 * among them.
 */
export function soundContrast(group: Group, { all, labels }: LabeledComponents, contrast: Plane): number {
	const shorter = Math.min(contrast.width, contrast.height);
	const size = longer(group.box) / shorter;
	const isSpeck = size < 0.1 && group.strokeWidth > 0.25;
	if (isSpeck) {
		return 0;
	}
	const dark = quantile(inkOf(group, labels, contrast), 0.9, 1);
	const marks = all.filter((component) => !isCutOff(component, contrast));
	const share = total(group.components, ({ area }) => area) / total(marks, ({ area }) => area);
	const doubt = Math.min(1, size / usualSize) * Math.min(1, group.strokeWidth / usualWidth) * share ** 0.3;
	return dark * doubt ** 0.3;
}

/** The contrast of every pixel of the group. */
function inkOf({ components, box }: Group, labels: Int32Array, { width, values }: Plane): number[] {
	const own = new Set(components.map(({ label }) => label));
	const ink: number[] = [];
	for (let y = box.top; y < box.top + box.height; y++) {
		for (let index = y * width + box.left; index < y * width + box.left + box.width; index++) {
			const label = labels[index] as number;
			if (label !== 0 && own.has(label)) {
				ink.push(values[index] as number);
			}
		}
	}
	return ink;
}

function total<Item>(items: readonly Item[], value: (item: Item) => number): number {
	return items.reduce((sum, item) => sum + value(item), 0);
}
