import { labelComponents, type LabeledComponents } from './components.ts';
import { withoutFields } from './fields.ts';
import { groupComponents, isCutOff, isMany, type Group } from './groups.ts';
import { otsuThreshold, type Ink } from './ink.ts';
import { isWritten } from './isWritten.ts';
import type { Region } from './plane.ts';

/** What was found in an ink. */
export interface Candidate {
	readonly ink: Ink;
	/** The contrast from which on the strokes were found. */
	readonly threshold: number;
	readonly components: LabeledComponents;
	readonly groups: readonly Group[];
	/** What is too much for a digit, the likeliest writing first. */
	readonly many: readonly Group[];
	/** Of the first group; 0 without one. */
	readonly score: number;
	/** Whether the first group is, by this threshold or by one at which a part of it was found. */
	readonly isWritten: boolean;
}

/** The shares of the usual threshold at which more of a digit is looked for. */
const lowerThresholds = [0.75, 0.5];

/**
 * Parts of a digit in a shadow may be fainter than ruled lines in the light. So lower thresholds are tried too, and
 * kept where the digit grows by them: not beyond measure, or into what is more of a digit than before.
 */
export function findGroups(ink: Ink): Candidate {
	const usual = groupInside(ink);
	return lowerThresholds
		.map((share) => groupAt(ink, Math.max(ink.floor, share * usual.threshold)))
		.reduce((found, low) => {
			const isWritten = low.isWritten || found.isWritten;
			return completes(low, found) ? { ...low, isWritten } : found;
		}, usual);
}

/** Whether a lower threshold has found the whole of which a part was found before. */
function completes(low: Candidate, found: Candidate): boolean {
	const [small, large] = [found.groups[0]?.box, low.groups[0]?.box];
	if (small === undefined || large === undefined) {
		return small === undefined;
	}
	const growth = (large.width * large.height) / (small.width * small.height);
	const lengthening = Math.max(large.width, large.height) / Math.max(small.width, small.height);
	const isMeasured = lengthening < 1.7 && low.score > 0.5 * found.score;
	return encloses(large, small) && growth > 1.2 && (isMeasured || low.score > found.score);
}

/** Whether one box lies inside the other. */
export function encloses(outer: Region, inner: Region): boolean {
	return (
		outer.left <= inner.left &&
		outer.top <= inner.top &&
		outer.left + outer.width >= inner.left + inner.width &&
		outer.top + outer.height >= inner.top + inner.height
	);
}

/** A table's contrast says nothing about the ink's: where one is seen, the threshold is found without it. */
function groupInside(ink: Ink): Candidate {
	const { contrast, floor } = ink;
	const all = groupAt(ink, otsuThreshold(contrast.values, floor));
	const outside = new Set(
		all.components.all.filter((component) => isCutOff(component, contrast)).map(({ label }) => label),
	);
	if (outside.size === 0) {
		return all;
	}
	const inside = contrast.values.filter((_, index) => !outside.has(all.components.labels[index] as number));
	return groupAt(ink, otsuThreshold(inside, floor));
}

/** What is found by this threshold alone. */
export function groupAt(ink: Ink, threshold: number): Candidate {
	const components = labelComponents(ink.contrast, threshold);
	const all = groupComponents(withoutFields(components, ink.contrast), ink.contrast);
	const groups = all.filter((group) => !isMany(group));
	const [first] = groups;
	return {
		ink,
		threshold,
		components,
		groups,
		many: all.filter(isMany),
		score: first?.score ?? 0,
		isWritten: first !== undefined && isWritten(first, components, ink.contrast),
	};
}
