import { ProblemError } from '../errors.ts';
import { asDigit, digitSide, type Digit, type GrayImage } from '../image.ts';
import { resize } from './resize.ts';

/**
 * - `none`: a 28×28 picture as it is.
 * - `resize`: the whole picture to 28×28, antialiased, ink and paper as they are.
 * - `auto`: `none` for 28×28, else `resize`.
 */
export type Preprocessing = 'auto' | 'none' | 'resize';

/** One picture on the way to the digit, for people to see. */
export interface NormalizationStep {
	readonly name: 'grey';
	readonly image: GrayImage;
}

export interface Normalized {
	readonly digit: Digit;
	/** What was done. */
	readonly applied: Exclude<Preprocessing, 'auto'>;
	/** In order; without the picture itself and the digit. */
	readonly steps: readonly NormalizationStep[];
}

/** The shorter side, in pixels, from which on a larger picture makes no better digit (see `DecodeOptions`). */
export function minimumSideFor(preprocessing: Preprocessing): number | undefined {
	return preprocessing === 'none' ? undefined : 5 * digitSide;
}

/** @throws ProblemError `notDigitSize` for `none` of a picture that is not 28×28. */
export function normalize(image: GrayImage, preprocessing: Preprocessing): Normalized {
	const isDigitSize = image.width === digitSide && image.height === digitSide;
	if (isDigitSize && preprocessing !== 'resize') {
		return { digit: asDigit(image.pixels), applied: 'none', steps: [] };
	}
	if (preprocessing === 'none') {
		throw new ProblemError({ code: 'notDigitSize', width: image.width, height: image.height });
	}
	return { digit: asDigit(resize(image, digitSide, digitSide).pixels), applied: 'resize', steps: [] };
}
