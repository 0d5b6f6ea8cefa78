import { longer, type Group } from './groups.ts';
import { quantile, type Plane } from './plane.ts';
import type { LabeledComponents } from './components.ts';

/** Digits that are at least so large, and their strokes so wide for their size, owe nothing to chance by it. */
const usualSize = 0.2;
const usualWidth = 0.05;

/**
 * The least contrast of a digit that is all the ink there is. It is chosen from 900 photos without a digit and 1,500
 * with one, and the palest of 225 photos that people took has 0.31.
 */
const leastContrast = 0.295;

/**
 * Whether a group is written, and not only what grain, shadows, ruled lines and the sheet's edges leave on blank
 * paper: these are pale, small or thin, and one among many; and dust is round and small.
 */
export function isWritten(group: Group, { all, labels }: LabeledComponents, contrast: Plane): boolean {
	const shorter = Math.min(contrast.width, contrast.height);
	const size = longer(group.box) / shorter;
	const atEdge = total(group.components, ({ atEdge }) => atEdge);
	const isSpeck = size < 0.1 && group.strokeWidth > 0.25;
	const isEdge = group.filled > 0.7 && atEdge > 0.3 * longer(group.box);
	if (isSpeck || isEdge) {
		return false;
	}
	const own = new Set(group.components.map(({ label }) => label));
	const dark = quantile(
		contrast.values.filter((_, index) => own.has(labels[index] as number)),
		0.9,
		1,
	);
	const share = total(group.components, ({ area }) => area) / total(all, ({ area }) => area);
	const doubt = Math.min(1, size / usualSize) * Math.min(1, group.strokeWidth / usualWidth) * Math.sqrt(share);
	return dark * doubt ** 0.25 >= leastContrast;
}

function total<Item>(items: readonly Item[], value: (item: Item) => number): number {
	return items.reduce((sum, item) => sum + value(item), 0);
}
