import type { Digit, GrayImage } from './image.ts';

/**
 * - `none`: a 28×28 picture as it is.
 * - `resize`: the whole picture to 28×28, antialiased, ink and paper as they are.
 * - `mnist`: the digit in the picture, found and brought to MNIST's convention.
 * - `auto`: `none` for what looks as MNIST's pictures do (see `looksLikeMnist`), else `mnist`.
 */
export type Preprocessing = (typeof preprocessings)[number];

export const preprocessings = ['auto', 'none', 'resize', 'mnist'] as const;

/**
 * One image on the way to the digit, for people to see, of at most 320 pixels a side:
 * - `gray`: the picture, white as it is.
 * - `ink`: all that differs from the paper around it, white on black.
 * - `crop`: what was found alone, white on black: the digit, or all of them where they stand.
 */
export interface NormalizationStep {
	readonly name: StepName;
	readonly image: GrayImage;
}

export type StepName = (typeof stepNames)[number];

/** In order. */
export const stepNames = ['gray', 'ink', 'crop'] as const;

/** A part of a picture, as shares of its width and height: 0..1 from its upper left corner. */
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** A digit and where it stands in the picture. */
export interface LocatedDigit {
	readonly digit: Digit;
	readonly box: Box;
	/** The line of writing it stands in, from 0 at the top. */
	readonly line: number;
	/** How probable it is that this ink is one digit and the whole of it, 0..1; 1 where nothing had to be cut. */
	readonly certainty: number;
}

export interface Normalized {
	/** All digits of the picture in reading order: line by line, each from the left. */
	readonly digits: readonly [LocatedDigit, ...LocatedDigit[]];
	/** What was to be done. */
	readonly asked: Preprocessing;
	/** What was done. */
	readonly applied: Exclude<Preprocessing, 'auto'>;
	/** In order; without the picture itself and the digits. Empty unless `mnist` was applied. */
	readonly steps: readonly NormalizationStep[];
}

/** From which certainty on a digit counts as rightly cut. */
const sureCut = 0.9;

/** Whether the ink of this digit may be less or more than one digit. */
export function isCutInDoubt({ certainty }: LocatedDigit): boolean {
	return certainty < sureCut;
}

/** The index of the digit that stands for all where there can be but one: the one with the largest box. */
export function largestOf(digits: readonly LocatedDigit[]): number {
	const areas = digits.map(({ box }) => box.width * box.height);
	return areas.indexOf(Math.max(...areas));
}
