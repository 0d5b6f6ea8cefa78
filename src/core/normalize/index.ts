import { ProblemError } from '../errors.ts';
import { asDigit, digitSide, type Digit, type GrayImage } from '../image.ts';
import { toDigit } from './digit.ts';
import { findDigit } from './findDigit.ts';
import { looksLikeMnist } from './looksLikeMnist.ts';
import { paperNoise } from './ink.ts';
import { quantile, type Plane } from './plane.ts';
import { resize, toBytes } from './resize.ts';

/**
 * - `none`: a 28×28 picture as it is.
 * - `resize`: the whole picture to 28×28, antialiased, ink and paper as they are.
 * - `mnist`: the digit in the picture, found and brought to MNIST's convention.
 * - `auto`: `none` for what looks as MNIST's pictures do (see `looksLikeMnist`), else `mnist`.
 */
export type Preprocessing = 'auto' | 'none' | 'resize' | 'mnist';

/**
 * One picture on the way to the digit, for people to see, of at most {@link stepSide} pixels a side:
 * - `grey`: the picture, white as it is.
 * - `ink`: all that differs from the paper around it, white on black.
 * - `crop`: the digit alone, white on black.
 */
export interface NormalizationStep {
	readonly name: 'grey' | 'ink' | 'crop';
	readonly image: GrayImage;
}

export interface Normalized {
	readonly digit: Digit;
	/** What was to be done. */
	readonly asked: Preprocessing;
	/** What was done. */
	readonly applied: Exclude<Preprocessing, 'auto'>;
	/** In order; without the picture itself and the digit. Empty unless `mnist` was applied. */
	readonly steps: readonly NormalizationStep[];
	/** From 2 on the picture shows several digits of similar size, and `digit` is the largest. */
	readonly digitsFound: number;
}

/** `mnist` works on a picture whose shorter side has at most this many pixels. */
const workingSide = 240;

/** A 28×28 picture with a lesser range of grey levels is blank. */
const blankRange = 40;

/** A picture whose shorter side has less pixels is enlarged, so many times; long strips are not. */
const smallSide = 40;
const enlargement = 4;
const mostNoise = 2;

/** The longest side of a step's picture, in pixels: photos of 4:3 are shown as they were worked on. */
export const stepSide = (workingSide * 4) / 3;

/** The shorter side, in pixels, from which on a larger picture makes no better digit (see `DecodeOptions`). */
export function minimumSideFor(preprocessing: Preprocessing): number | undefined {
	switch (preprocessing) {
		case 'none':
			return undefined;
		case 'resize':
			return 5 * digitSide;
		case 'auto':
		case 'mnist':
			return workingSide;
	}
}

/**
 * @throws ProblemError `notDigitSize` for `none` of a picture that is not 28×28, `noInk` for `mnist` of a
 * picture without anything like a digit, by `auto` too, and for `none` of a blank one.
 */
export function normalize(image: GrayImage, preprocessing: Preprocessing): Normalized {
	switch (preprocessing) {
		case 'none':
			return keep(image, preprocessing);
		case 'resize':
			return {
				digit: asDigit(resize(image, digitSide, digitSide).pixels),
				asked: preprocessing,
				applied: preprocessing,
				steps: [],
				digitsFound: 1,
			};
		case 'mnist':
			return extract(image, preprocessing);
		case 'auto':
			return looksLikeMnist(image) ? keep(image, preprocessing) : extract(image, preprocessing);
	}
}

function keep({ width, height, pixels }: GrayImage, asked: Preprocessing): Normalized {
	if (width !== digitSide || height !== digitSide) {
		throw new ProblemError({ code: 'notDigitSize', width, height });
	}
	refuseBlank(pixels);
	return { digit: asDigit(pixels), asked, applied: 'none', steps: [], digitsFound: 1 };
}

/** @throws ProblemError `noInk` for pixels that differ by less than any ink from its paper. */
function refuseBlank(pixels: Uint8Array): void {
	const [darkest, brightest] = [0.005, 0.995].map((share) => quantile(Array.from(pixels), share, 256)) as [
		number,
		number,
	];
	if (brightest - darkest < blankRange) {
		throw new ProblemError({ code: 'noInk' });
	}
}

function extract(image: GrayImage, asked: Preprocessing): Normalized {
	const grey = toWorkingSize(image);
	const found = findDigit(grey);
	if (found === undefined) {
		throw new ProblemError({ code: 'noInk' });
	}
	const steps: NormalizationStep[] = [
		{ name: 'grey', image: toStep(grey) },
		{ name: 'ink', image: toStep(toImage(found.ink)) },
		{ name: 'crop', image: toStep(toImage(found.crop)) },
	];
	return { digit: toDigit(found.crop), asked, applied: 'mnist', steps, digitsFound: found.digitsFound };
}

/** Strokes of a small picture are hardly wider than a pixel; what tells them from lines and grain needs more. */
function toWorkingSize(image: GrayImage): GrayImage {
	const shorter = Math.min(image.width, image.height);
	const isSmall = shorter < smallSide && Math.max(image.width, image.height) <= enlargement * smallSide;
	if (isSmall && paperNoise({ ...image, values: new Float32Array(image.pixels) }) > mostNoise) {
		return resize(image, enlargement * image.width, enlargement * image.height);
	}
	return isSmall ? enlarge(image, enlargement) : reduceTo(image, workingSide / shorter);
}

/** Every pixel as a square of so many, so that the digit comes back as it was. */
function enlarge({ width, height, pixels }: GrayImage, times: number): GrayImage {
	const enlarged = new Uint8Array(width * height * times * times);
	const stride = width * times;
	for (let row = 0; row < height * times; row++) {
		const from = Math.floor(row / times) * width;
		for (let x = 0; x < width; x++) {
			enlarged.fill(pixels[from + x] as number, row * stride + x * times, row * stride + (x + 1) * times);
		}
	}
	return { width: stride, height: height * times, pixels: enlarged };
}

function toStep(image: GrayImage): GrayImage {
	return reduceTo(image, stepSide / Math.max(image.width, image.height));
}

/** The picture made smaller by `scale`; as it is if that is no reduction. */
function reduceTo(image: GrayImage, scale: number): GrayImage {
	if (scale >= 1) {
		return image;
	}
	return resize(image, Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)));
}

function toImage({ width, height, values }: Plane): GrayImage {
	return { width, height, pixels: toBytes(values, 255) };
}
