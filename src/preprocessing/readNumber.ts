import type { GrayImage } from '../core/image.ts';
import type { Box, LocatedDigit } from '../core/normalization.ts';
import type { ScoreDigits } from '../core/ports.ts';
import { findBestPath, type Edge } from './bestPath.ts';
import { toDigit } from './digit.ts';
import type { Writing } from './findWriting.ts';
import { union } from './groups.ts';
import type { Plane, Region } from './plane.ts';
import type { Segment, SegmentedLine } from './segmentLine.ts';
import { cutOutSegment, segmentWriting, showSegment, type SegmentedWriting } from './segmentWriting.ts';

export interface ReadNumber {
	/** In reading order. */
	readonly digits: readonly [LocatedDigit, LocatedDigit, ...LocatedDigit[]];
	/** All of them where they stand: 0 (paper) to 1 (ink). */
	readonly crop: Plane;
}

/** No score says more than this, so that one segment does not outweigh all others. */
const mostScore = 12;

/**
 * Digits whose mean score is below 0 look more like something else: letters and noise. Below this one they still may
 * be: of 328 numbers of MNIST's validation digits that are read right, most of which touch, five are below, and of 51
 * letters and the like that are taken for numbers all but five.
 */
const sureMeanScore = 1.25;

/** Leaving a component out as no digit, such as a blot, costs so much. */
const omission = 4;

interface Step extends Edge {
	readonly segment?: Segment;
}

/**
 * Reads several digits: the ink is cut wherever two may touch, and of all ways to put the parts together again the one
 * is taken whose segments look most like digits. Undefined where there are less than two, or they look like none.
 */
export function readNumber(image: GrayImage, writing: Writing, score: ScoreDigits): ReadNumber | undefined {
	const segmented = segmentWriting(image, writing);
	const lines = segmented.lines.map((line) => readLine(line, segmented, score)).filter((line) => line.length > 0);
	const chosen = lines.flatMap((line, index) => line.map((segment) => ({ ...segment, line: index })));
	const sureness = chosen.reduce((sum, { weight }) => sum + weight, 0) / chosen.length / sureMeanScore;
	if (sureness < 0) {
		return undefined;
	}
	const [first, second, ...others] = chosen.map(({ segment, line, certainty }) => ({
		digit: toDigit(cutOutSegment(segment, segmented)),
		box: toBox(segment.box, segmented, image),
		line,
		certainty: certainty * Math.min(1, sureness),
	}));
	if (!first || !second) {
		return undefined;
	}
	const parts = chosen.flatMap(({ segment }) => segment.parts);
	const crop = cutOutSegment({ parts, box: parts.map(({ box }) => box).reduce(union) }, segmented);
	return { digits: [first, second, ...others], crop };
}

function readLine({ segments, components, length }: SegmentedLine, writing: SegmentedWriting, score: ScoreDigits) {
	const scores = score(segments.map((segment) => showSegment(segment, writing)));
	const steps: Step[] = [
		...segments.map((segment, at) => ({
			from: segment.from,
			to: segment.to,
			weight: Math.max(-mostScore, Math.min(mostScore, scores[at] as number)),
			segment,
		})),
		...components.map(({ from, to }) => ({ from, to, weight: -omission })),
	];
	return (findBestPath<Step>(steps, length) ?? []).flatMap(({ edge: { segment, weight }, probability }) =>
		segment ? [{ segment, certainty: probability, weight }] : [],
	);
}

function toBox({ left, top, width, height }: Region, { ink, region }: SegmentedWriting, image: GrayImage): Box {
	const scale = region.width / ink.contrast.width;
	return {
		left: (region.left + scale * left) / image.width,
		top: (region.top + scale * top) / image.height,
		width: (scale * width) / image.width,
		height: (scale * height) / image.height,
	};
}
