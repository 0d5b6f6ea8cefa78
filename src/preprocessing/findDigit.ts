import type { GrayImage } from '../core/image.ts';
import type { Component } from './components.ts';
import { cutOut } from './cutOut.ts';
import { encloses, findGroups, groupAt, type Candidate } from './findGroups.ts';
import { isOne, maybeSeveral, weightOf, writingAround, type Writing } from './findWriting.ts';
import { digitHeight, fillsFrame, outweighs, type Group } from './groups.ts';
import { findInks, otsuThreshold } from './ink.ts';
import { isOfSheet } from './isOfSheet.ts';
import { isWritten } from './isWritten.ts';
import { lookAgain } from './lookAgain.ts';
import { addMargin } from './margin.ts';
import { close } from './morphology.ts';
import { findPlainPaper, inkOnPlainPaper } from './plainPaper.ts';
import { toPixels, toPlane, type Plane, type Region } from './plane.ts';

export interface FoundDigit {
	/** The digit alone: 0 (paper) to 1 (ink), cut out with some paper around it. */
	readonly crop: Plane;
	/** All the ink of the picture. */
	readonly ink: Plane;
	/** Where the digit stands, in pixels of the image. */
	readonly box: Region;
}

/** What a picture shows. */
export interface Found {
	/** The digit that is meant, where there is one. */
	readonly digit?: FoundDigit;
	/** Where there may be several. */
	readonly writing?: Writing;
}

/** The share of its box that the boldest digit fills; a sheet of paper fills more. */
const mostFilled = 0.82;

/** Strokes are at most this share of the digit's longer side wide; a sheet of paper around a digit is wider. */
const widestPen = 0.25;

/** Dots of one stroke are less apart than twice this share of the picture's shorter side. */
const dotGap = 0.025;

/**
 * Where nothing is found that scores as much as this share of the shorter side, the picture was perhaps cropped to
 * its digit. That is certain where strokes reach from edge to edge, and then less of its rim must be paper.
 */
const convincing = 0.03;
const paperOfUnsure = 0.75;
const paperOfCropped = 0.6;

/** Finds the digit that is meant, be it darker or lighter than its paper, and where there may be several. */
export function findDigit(image: GrayImage): Found {
	const luma = toPlane(image);
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
	let frame = frameOf(luma, seen);
	const several = findSeveral(candidates, weightOf(best.groups), frameOf(luma));
	let digit = toFoundDigit(best, frame);
	const other = digit === undefined ? lookAgain(candidates, luma) : undefined;
	if (other) {
		[best, frame] = [other, frameOf(luma)];
		digit = toFoundDigit(best, frame);
	}
	const writing = several ?? (digit && maybeSeveral(best.groups) ? toWriting(best, best.groups, frame) : undefined);
	return { ...(digit && { digit }), ...(writing && { writing }) };
}

/** What was looked at, and which part of it is no added margin. */
interface Frame {
	readonly seen: Plane;
	readonly picture: Region;
}

function frameOf(luma: Plane, seen = luma): Frame {
	const { width, height } = luma;
	return { seen, picture: { left: (seen.width - width) / 2, top: (seen.height - height) / 2, width, height } };
}

function toFoundDigit(
	{ groups, isWritten, components, ink }: Candidate,
	{ seen, picture }: Frame,
): FoundDigit | undefined {
	const [group] = groups;
	if (group === undefined || !isWritten || isOfSheet(group, components, seen, picture)) {
		return undefined;
	}
	return {
		crop: cutOut(group, components, ink),
		ink: ink.contrast,
		box: { ...group.box, left: group.box.left - picture.left, top: group.box.top - picture.top },
	};
}

/** Where several digits, or ink too wide for one, stand out more than what was taken for the digit. */
function findSeveral(candidates: readonly Candidate[], weight: number, frame: Frame): Writing | undefined {
	const [heaviest] = candidates
		.flatMap((candidate) => [candidate.groups, candidate.many].map((groups) => ({ candidate, groups })))
		.filter(({ groups }) => !isOne(groups) && weightOf(groups) > weight)
		.sort((one, other) => weightOf(other.groups) - weightOf(one.groups));
	return heaviest && toWriting(heaviest.candidate, heaviest.groups, frame);
}

function toWriting(
	{ components, ink, threshold }: Candidate,
	groups: readonly Group[],
	{ seen, picture }: Frame,
): Writing | undefined {
	const [main] = groups;
	if (main === undefined || !isWritten(main, components, ink.contrast) || isOfSheet(main, components, seen, picture)) {
		return undefined;
	}
	const { left, top, width, height } = writingAround(main, components.all, seen);
	return {
		box: {
			left: (left - picture.left) / picture.width,
			top: (top - picture.top) / picture.height,
			width: width / picture.width,
			height: height / picture.height,
		},
		height: digitHeight(main) / picture.height,
		light: ink.light,
		threshold,
		isOne: isOne(groups),
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
	const closed = close(found.ink.contrast, toPixels(dotGap * Math.min(width, height), 2));
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

/** Whether what was found is a part of what was found with a margin around the picture. */
function isPart(found: Candidate, whole: Candidate): boolean {
	const [part, all] = [found.groups[0]?.box, whole.groups[0]?.box];
	const margin = (whole.ink.contrast.width - found.ink.contrast.width) / 2;
	return (
		part === undefined ||
		(all !== undefined && encloses(all, { ...part, left: part.left + margin, top: part.top + margin }))
	);
}
