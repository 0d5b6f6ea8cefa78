import { ProblemError } from '../core/problem.ts';
import { asDigit, digitSide, type GrayImage } from '../core/image.ts';
import type { Box, NormalizationStep, Normalized, Preprocessing } from '../core/normalization.ts';
import { toDigit } from './digit.ts';
import { findDigit } from './findDigit.ts';
import { looksLikeMnist } from './looksLikeMnist.ts';
import { paperNoise } from './ink.ts';
import { quantile, type Plane } from './plane.ts';
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
				digits: [{ digit: asDigit(resize(image, digitSide, digitSide).pixels), box: whole }],
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
	return { digits: [{ digit: asDigit(pixels), box: whole }], asked, applied: 'none', steps: [], digitsFound: 1 };
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
	const gray = toWorkingSize(image);
	const found = findDigit(gray);
	if (found === undefined) {
		throw new ProblemError({ code: 'noInk' });
	}
	const steps: NormalizationStep[] = [
		{ name: 'gray', image: toStep(gray) },
		{ name: 'ink', image: toStep(toImage(found.ink)) },
		{ name: 'crop', image: toStep(toImage(found.crop)) },
	];
	const { left, top, width, height } = found.box;
	const box = {
		left: left / gray.width,
		top: top / gray.height,
		width: width / gray.width,
		height: height / gray.height,
	};
	return {
		digits: [{ digit: toDigit(found.crop), box }],
		asked,
		applied: 'mnist',
		steps,
		digitsFound: found.digitsFound,
	};
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
