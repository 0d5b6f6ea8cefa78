import type { GrayImage } from '../core/image.ts';
import { cutOut } from './cutOut.ts';
import { withoutFields } from './fields.ts';
import { countDigits, fillsFrame, groupComponents, isCutOff, outweighs, type Group } from './groups.ts';
import { findInks, otsuThreshold, type Ink } from './ink.ts';
import { isWritten } from './isWritten.ts';
import { addMargin } from './margin.ts';
import { close } from './morphology.ts';
import { findPlainPaper, inkOnPlainPaper } from './plainPaper.ts';
import type { Plane, Region } from './plane.ts';
import { labelComponents, type Component, type LabeledComponents } from './components.ts';

export interface FoundDigit {
	/** The digit alone: 0 (paper) to 1 (ink), cut out with some paper around it. */
	readonly crop: Plane;
	/** All the ink of the picture. */
	readonly ink: Plane;
	/** Where the digit stands, in pixels of the image. */
	readonly box: Region;
	readonly digitsFound: number;
}

/** The share of its box that the boldest digit fills; a sheet of paper fills more. */
const mostFilled = 0.82;

/** Strokes are at most this share of the digit's longer side wide; a sheet of paper around a digit is wider. */
const widestPen = 0.25;

/** Dots of one stroke are less apart than twice this share of the picture's shorter side. */
const dotGap = 0.025;

interface Candidate {
	readonly ink: Ink;
	/** The contrast from which on the strokes were found. */
	readonly threshold: number;
	readonly components: LabeledComponents;
	readonly groups: readonly Group[];
	/** Of the first group; 0 without one. */
	readonly score: number;
	/** Whether the first group is, by this threshold or by one at which a part of it was found. */
	readonly isWritten: boolean;
}

/**
 * Where nothing is found that scores as much as this share of the shorter side, the picture was perhaps cropped to
 * its digit. That is certain where strokes reach from edge to edge, and then less of its rim must be paper.
 */
const convincing = 0.03;
const paperOfUnsure = 0.75;
const paperOfCropped = 0.6;

/** Finds the digit that is meant, be it darker or lighter than its paper. Undefined where there is none. */
export function findDigit(image: GrayImage): FoundDigit | undefined {
	const luma: Plane = { width: image.width, height: image.height, values: new Float32Array(image.pixels) };
	const candidates = findInks(luma).map(findGroups);
	let best = bestOf(candidates);
	let seen = luma;
	const isCropped = candidates.some(({ components }) =>
		components.all.some((component) => fillsFrame(component, luma)),
	);
	const isUnsure = best.score < convincing * Math.min(luma.width, luma.height);
	const isOutweighed = best.components.all.some((component) => outweighs(component, best.groups[0], luma));
	if (isCropped || isUnsure || isOutweighed) {
		const wider = addMargin(luma, isCropped ? paperOfCropped : paperOfUnsure);
		const whole = wider && bestOf(findInks(wider).map(findGroups));
		const isMore = whole !== undefined && (isUnsure || isPart(best, whole));
		if (wider && isMore && (isCropped || whole.score > 2 * best.score)) {
			[best, seen] = [whole, wider];
		}
	}
	best = joinDots(preferWhole(best, seen));
	const [group] = best.groups;
	if (group === undefined || !best.isWritten) {
		return undefined;
	}
	return {
		crop: cutOut(group, best.components, best.ink),
		ink: best.ink.contrast,
		box: {
			...group.box,
			left: group.box.left - (seen.width - luma.width) / 2,
			top: group.box.top - (seen.height - luma.height) / 2,
		},
		digitsFound: countDigits(best.groups),
	};
}

/**
 * A stroke wider than any pen is paper to {@link findInks}, and the paper in its loop the ink. Where the paper is
 * plain that shows: the ink on it encloses what was found, which has no strokes itself, or is lighter where that is
 * darker.
 */
function preferWhole(found: Candidate, luma: Plane): Candidate {
	const paper = findPlainPaper(luma);
	const [part] = found.groups;
	const isBlob = part === undefined || part.strokeWidth >= 0.2;
	if (paper === undefined || (!isBlob && paper.light === found.ink.light)) {
		return found;
	}
	const ink = inkOnPlainPaper(luma, paper);
	const whole = groupAt(ink, otsuThreshold(ink.contrast.values, ink.floor));
	const [all] = whole.groups;
	if (all === undefined || all.filled > mostFilled || (!isBlob && all.strokeWidth > widestPen)) {
		return found;
	}
	const growth = part === undefined ? Infinity : (all.box.width * all.box.height) / (part.box.width * part.box.height);
	return growth > 1.3 && (part === undefined || encloses(all.box, part.box)) ? whole : found;
}

/**
 * Ink that is broken into dots, as by a printer or a threshold, is joined by a closing: where what was found is one
 * of at least four pieces that then hang together, and hardly more than the others.
 */
function joinDots(found: Candidate): Candidate {
	const [part] = found.groups;
	if (part === undefined) {
		return found;
	}
	const contrast = Math.max(...part.components.map((component) => component.contrast));
	const pieces = found.components.all.filter(
		(component) => component.area >= 3 && component.contrast > 0.6 * contrast && !part.components.includes(component),
	);
	if (pieces.length < 3) {
		return found;
	}
	const { width, height } = found.ink.contrast;
	const closed = close(found.ink.contrast, Math.max(2, Math.round(dotGap * Math.min(width, height))));
	const joined = groupAt({ ...found.ink, contrast: closed }, found.threshold);
	const [all] = joined.groups;
	if (all === undefined || !encloses(all.box, part.box)) {
		return found;
	}
	const inside = pieces.filter(({ box }) => encloses(all.box, box));
	const area = (components: readonly Component[]): number =>
		components.reduce((sum, component) => sum + component.area, 0);
	const isBroken = inside.length >= 3 && area(inside) > 0.5 * area(part.components);
	return isBroken && joined.score > found.score ? joined : found;
}

function bestOf(candidates: readonly Candidate[]): Candidate {
	return candidates.reduce((one, other) => (other.score > one.score ? other : one));
}

/** The shares of the usual threshold at which more of a digit is looked for. */
const lowerThresholds = [0.75, 0.5];

/**
 * Parts of a digit in a shadow may be fainter than ruled lines in the light. So lower thresholds are tried too, and
 * kept where the digit grows by them: not beyond measure, or into what is more of a digit than before.
 */
function findGroups(ink: Ink): Candidate {
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

/** Whether what was found is a part of what was found with a margin around the picture. */
function isPart(found: Candidate, whole: Candidate): boolean {
	const [part, all] = [found.groups[0]?.box, whole.groups[0]?.box];
	const margin = (whole.ink.contrast.width - found.ink.contrast.width) / 2;
	return (
		part === undefined ||
		(all !== undefined && encloses(all, { ...part, left: part.left + margin, top: part.top + margin }))
	);
}

function encloses(outer: Region, inner: Region): boolean {
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

function groupAt(ink: Ink, threshold: number): Candidate {
	const components = labelComponents(ink.contrast, threshold);
	const groups = groupComponents(withoutFields(components, ink.contrast), ink.contrast);
	const [first] = groups;
	return {
		ink,
		threshold,
		components,
		groups,
		score: first?.score ?? 0,
		isWritten: first !== undefined && isWritten(first, components, ink.contrast),
	};
}
