import { ProblemError } from '../core/problem.ts';
import { asDigit, digitSide, type GrayImage } from '../core/image.ts';
import type { Box, NormalizationStep, Normalized, Preprocessing } from '../core/normalization.ts';
import { toDigit } from './digit.ts';
import { findDigit } from './findDigit.ts';
import type { Writing } from './findWriting.ts';
import { looksLikeMnist } from './looksLikeMnist.ts';
import { findInks, paperNoise, type Ink } from './ink.ts';
import { histogram, quantileBin, toPixels, toPlane, type Plane } from './plane.ts';
import type { ReadNumber } from './readNumber.ts';
import { resize, toBytes } from './resize.ts';

/** `mnist` works on a picture whose shorter side has at most this many pixels. */
const workingSide = 240;

/** A 28×28 picture with a lesser range of gray levels is blank. */
const blankRange = 40;

/** A picture whose shorter side has less pixels is enlarged, so many times; long strips are not. */
const smallSide = 40;
const enlargement = 4;
const mostNoise = 2;

/** The longest side of a step's picture, in pixels: photos of 4:3 are shown as they were worked on. */
const stepSide = (workingSide * 4) / 3;

/** The whole picture. */
const whole: Box = { left: 0, top: 0, width: 1, height: 1 };

/** What goes with a digit that is the only one. */
const alone = { line: 0, certainty: 1 } as const;

/** The shorter side, in pixels, from which on a larger picture makes no better digit. */
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

/** What was found in a picture, before one digit or several are made of it. */
export interface Analysis {
	/** Where several digits may stand: see `readNumber`. */
	readonly writing?: Writing;
	/** @throws ProblemError `noInk` */
	toDigit(): Normalized;
	/** The digits that were read from `writing`, as what the picture comes to. */
	toNumber(number: ReadNumber): Normalized;
}

/**
 * The digit that is meant, be there others beside it or none.
 * @throws ProblemError `notDigitSize` for `none` of a picture that is not 28×28, `noInk` for `mnist` of a
 * picture without anything like a digit, by `auto` too, and for `none` of a blank one.
 */
export function normalize(image: GrayImage, preprocessing: Preprocessing): Normalized {
	const analysis = analyze(image, preprocessing, true);
	return 'digits' in analysis ? analysis : analysis.toDigit();
}

/**
 * Finds the ink, where digits are looked for; else the whole picture is one.
 * @param steps whether they are wanted, be there a digit or none: pictures of the whole ink take their time.
 * @throws ProblemError as {@link normalize}
 */
export function analyze(image: GrayImage, preprocessing: Preprocessing, steps: boolean): Normalized | Analysis {
	switch (preprocessing) {
		case 'none':
			return keep(image, preprocessing);
		case 'resize':
			return {
				digits: [{ digit: asDigit(resize(image, digitSide, digitSide).pixels), ...alone, box: whole }],
				asked: preprocessing,
				applied: preprocessing,
				steps: [],
			};
		case 'mnist':
			return extract(image, preprocessing, steps);
		case 'auto':
			return looksLikeMnist(image) ? keep(image, preprocessing) : extract(image, preprocessing, steps);
	}
}

function keep({ width, height, pixels }: GrayImage, asked: Preprocessing): Normalized {
	if (width !== digitSide || height !== digitSide) {
		throw new ProblemError({ code: 'notDigitSize', width, height });
	}
	refuseBlank(pixels);
	return { digits: [{ digit: asDigit(pixels), ...alone, box: whole }], asked, applied: 'none', steps: [] };
}

/** @throws ProblemError `noInk` for pixels that differ by less than any ink from its paper. */
function refuseBlank(pixels: Uint8Array): void {
	const counts = histogram(pixels, 256, 256);
	const [darkest, brightest] = [0.005, 0.995].map((share) => quantileBin(counts, share * pixels.length)) as [
		number,
		number,
	];
	if (brightest - darkest < blankRange) {
		throw new ProblemError({ code: 'noInk', ...rangeOf(pixels) });
	}
}

function rangeOf(pixels: Uint8Array): { readonly pixelRange?: '0-1' } {
	return pixels.includes(1) && pixels.every((value) => value <= 1) ? { pixelRange: '0-1' } : {};
}

function extract(image: GrayImage, asked: Preprocessing, wantsSteps: boolean): Analysis {
	const gray = toWorkingSize(image);
	const { digit, writing } = findDigit(gray);
	const toSteps = (crop?: Plane): NormalizationStep[] => [
		{ name: 'gray', image: toStep(gray) },
		{ name: 'ink', image: toStep(toImage(digit?.ink ?? mostInk(gray))) },
		...(crop ? [{ name: 'crop', image: toStep(toImage(crop)) } as const] : []),
	];
	const made = { asked, applied: 'mnist' } as const;
	return {
		...(writing && { writing }),
		toDigit() {
			if (digit === undefined) {
				const steps = wantsSteps ? { steps: toSteps() } : {};
				throw new ProblemError({ code: 'noInk', ...rangeOf(image.pixels), ...steps });
			}
			const { left, top, width, height } = digit.box;
			const box = {
				left: left / gray.width,
				top: top / gray.height,
				width: width / gray.width,
				height: height / gray.height,
			};
			return {
				digits: [{ digit: toDigit(digit.crop), ...alone, box }],
				...made,
				steps: wantsSteps ? toSteps(digit.crop) : [],
			};
		},
		toNumber: ({ digits, crop }) => ({ digits, ...made, steps: wantsSteps ? toSteps(crop) : [] }),
	};
}

/** What stands out from the paper, be it darker or lighter, though it is no digit. */
function mostInk(image: GrayImage): Plane {
	const [dark, light] = findInks(toPlane(image));
	const amount = (ink: Ink) => ink.contrast.values.reduce((sum, value) => sum + value, 0);
	return (amount(dark) >= amount(light) ? dark : light).contrast;
}

/** Strokes of a small picture are hardly wider than a pixel; what tells them from lines and grain needs more. */
function toWorkingSize(image: GrayImage): GrayImage {
	const shorter = Math.min(image.width, image.height);
	const isSmall = shorter < smallSide && Math.max(image.width, image.height) <= enlargement * smallSide;
	if (isSmall && paperNoise(toPlane(image)) > mostNoise) {
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
	return resize(image, toPixels(image.width * scale), toPixels(image.height * scale));
}

function toImage({ width, height, values }: Plane): GrayImage {
	return { width, height, pixels: toBytes(values, 255) };
}
