import type { Digit, GrayImage } from './image.ts';

/**
 * - `none`: a 28×28 picture as it is.
 * - `resize`: the whole picture to 28×28, antialiased, ink and paper as they are.
 * - `mnist`: the digit in the picture, found and brought to MNIST's convention.
 * - `auto`: `none` for what looks as MNIST's pictures do (see `looksLikeMnist`), else `mnist`.
 */
export type Preprocessing = 'auto' | 'none' | 'resize' | 'mnist';

/**
 * One image on the way to the digit, for people to see, of at most 320 pixels a side:
 * - `gray`: the picture, white as it is.
 * - `ink`: all that differs from the paper around it, white on black.
 * - `crop`: the digit alone, white on black.
 */
export interface NormalizationStep {
	readonly name: 'gray' | 'ink' | 'crop';
	readonly image: GrayImage;
}

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
}

export interface Normalized {
	/** In reading order; the largest alone as yet. */
	readonly digits: readonly [LocatedDigit, ...LocatedDigit[]];
	/** What was to be done. */
	readonly asked: Preprocessing;
	/** What was done. */
	readonly applied: Exclude<Preprocessing, 'auto'>;
	/** In order; without the picture itself and the digit. Empty unless `mnist` was applied. */
	readonly steps: readonly NormalizationStep[];
	/** From 2 on the picture shows several digits of similar size, of which `digits` has the largest. */
	readonly digitsFound: number;
}
