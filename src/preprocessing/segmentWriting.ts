import { asDigit, digitSide, type GrayImage } from '../core/image.ts';
import type { SegmentInLine } from '../core/ports.ts';
import { labelComponents, type Component } from './components.ts';
import { cutOut, toneOf, type Crop } from './cutOut.ts';
import { fitDigit } from './digit.ts';
import { isCutOff, isPenned } from './groups.ts';
import { findInks, otsuThreshold, type Ink } from './ink.ts';
import { overSegment, type Part } from './overSegment.ts';
import { toPixels, type Plane, type Region } from './plane.ts';
import { resample, toBytes } from './resize.ts';
import { segmentLine, type Segment, type SegmentedLine } from './segmentLine.ts';
import { isSign, isSlash } from './signs.ts';
import { toTextLines } from './textLines.ts';
import { mayBeDigit, type Writing } from './findWriting.ts';

export interface SegmentedWriting {
	readonly ink: Ink;
	/** All of `ink`: 0 (paper) to 1. */
	readonly toned: Plane;
	/** For each pixel of `ink` the label of its part; 0 for paper. */
	readonly labels: Int32Array;
	/** Of the picture, in its pixels: what `ink` is of. */
	readonly region: Region;
	readonly lines: readonly SegmentedLine[];
}

/** The height that digits are brought to, in pixels. Of 16 to 20 pixels a fourth less numbers come out right. */
const digitHeight = 40;

/** The shorter side that a picture needs for its digits to be so high, in pixels. */
export function minimumSideForNumber(image: GrayImage, { height }: Writing): number {
	return Math.ceil(((digitHeight / height) * Math.min(image.width, image.height)) / image.height);
}

/** Small pictures are enlarged so many times at most. */
const mostEnlarged = 3;

/** The most pixels that are worked on; many lines are reduced to them. */
const mostPixels = 2_000_000;

/** What is narrower is not cut, as a share of the digits' height: it is a 1. */
const narrowestPair = 0.35;

/** The room around the writing, as a share of the digits' height. */
const margin = 0.7;

/** More ink is no number: a page of text takes too long, and is none. */
const mostComponents = 600;
const mostSegments = 800;

/**
 * Finds the lines of a writing, cuts its ink into parts, and puts these together to whatever may be a digit: nothing
 * is cut where there would be too much of that, and nothing found where there still is.
 */
export function segmentWriting(image: GrayImage, writing: Writing): SegmentedWriting {
	const { plane, region, height: expected } = cropTo(image, writing);
	const ink = findInks(plane)[writing.light ? 1 : 0];
	const usual = otsuThreshold(ink.contrast.values, ink.floor);
	const { all, labels } = labelComponents(ink.contrast, Math.max(ink.floor, Math.min(usual, writing.threshold)));
	const penned = all.filter((component) => isPenned(component, plane) && !isCutOff(component, plane));
	const high = penned.filter((component) => mayBeDigit(component, expected));
	const height = medianHeight(high, expected);
	const mains = high.filter((component) => mayBeDigit(component, height) && !isSlash(component, height));
	const small = penned.filter((component) => !mayBeDigit(component, height));
	if (mains.length <= mostComponents) {
		const written = toTextLines(mains, height);
		// What stands between two lines belongs to one of them alone.
		const lineOf = (mark: Component) => written.find((line) => !isSign(mark, line, height));
		const lines = written.map((line) => [...line, ...small.filter((mark) => lineOf(mark) === line)]);
		for (const narrowest of [narrowestPair, Infinity]) {
			const own = labels.slice();
			let label = all.length + 1;
			const segmented = lines.map((components) => {
				const parts = components.flatMap((component) => {
					const made = overSegment(component, ink.contrast, own, height, label, narrowest);
					label = 1 + (made.at(-1) as Part).label;
					return made;
				});
				return segmentLine(parts, height);
			});
			if (segmented.reduce((sum, { segments }) => sum + segments.length, 0) <= mostSegments) {
				return { ink, toned: toneInk(ink, labels), labels: own, region, lines: segmented };
			}
		}
	}
	return { ink, toned: ink.contrast, labels, region, lines: [] };
}

/** The segment's ink alone. */
export function cutOutSegment({ box, parts }: Pick<Segment, 'box' | 'parts'>, { labels, ink }: SegmentedWriting): Crop {
	return cutOut({ box, components: parts }, { labels }, ink);
}

/** The segment as the cutting network sees it: alone, and with all the ink around it. */
export function showSegment(segment: Segment, writing: SegmentedWriting): SegmentInLine {
	const crop = cutOutSegment(segment, writing);
	const { digit, shown } = fitDigit(crop);
	const place = { ...shown, left: shown.left + crop.left, top: shown.top + crop.top };
	const { values } = resample(writing.toned, place, digitSide, digitSide, 'area');
	return { digit, around: asDigit(toBytes(values, 255)) };
}

function toneInk({ contrast, noise }: Ink, labels: Int32Array): Plane {
	const inked = contrast.values.filter((_, index) => labels[index] !== 0);
	return { ...contrast, values: contrast.values.map(toneOf(inked, noise)) };
}

/** The writing with paper around it, in pixels of which a digit is {@link digitHeight} high. */
function cropTo(image: GrayImage, { box, height }: Writing): { plane: Plane; region: Region; height: number } {
	const room = margin * height * image.height;
	const left = Math.max(0, Math.floor(box.left * image.width - room));
	const top = Math.max(0, Math.floor(box.top * image.height - room));
	const region = {
		left,
		top,
		width: Math.min(image.width, Math.ceil((box.left + box.width) * image.width + room)) - left,
		height: Math.min(image.height, Math.ceil((box.top + box.height) * image.height + room)) - top,
	};
	const scale = Math.min(
		mostEnlarged,
		digitHeight / (height * image.height),
		Math.sqrt(mostPixels / (region.width * region.height)),
	);
	const plane = resample(
		{ ...image, values: image.pixels },
		region,
		toPixels(region.width * scale),
		toPixels(region.height * scale),
	);
	return { plane, region, height: scale * height * image.height };
}

function medianHeight(components: readonly Component[], expected: number): number {
	const heights = components
		.map(({ box }) => box.height)
		.filter((height) => height < 1.6 * expected)
		.sort((one, other) => one - other);
	return heights[heights.length >> 1] ?? expected;
}
