import { digitSide, type GrayImage } from '../core/image.ts';
import { outline } from './digit.ts';

/** From here on a pixel is ink, and below no noise of JPEG's: 0..255. */
const ink = 32;

/** Ink that is surely meant, and the faintest that may end a stroke: 0..255. */
const strong = 64;
const faint = 16;

/** White on black: this share of the outermost pixels, 0..1, is at most so light, and the lightest pixel at least. */
const blackShare = 0.75;
const black = 8;
const white = 224;

/** In MNIST's size: the longer side of the box around the ink, in pixels. */
const longest = 21;
const shortest = { strong: 13, faint: 17 };

/** In MNIST's place: how far the centre of mass may be from the pixel (14, 14) along each axis, in pixels. */
const offCenter = 0.75;

/**
 * Whether a picture is as MNIST's are: 28×28, white on black, the digit 20 pixels long and its centre of mass in the
 * middle. All of MNIST is, so that its rows stay what they are; hardly anything else is.
 *
 * The bounds lie a little beyond the extremes of MNIST's 70,000 digits as they are and as Pillow's JPEGs of quality
 * 75, 95 and 100, 280,000 pictures:
 *
 * | measure                                       | as they are | 100, 95   | 75        | bound     |
 * | --------------------------------------------- | ----------- | --------- | --------- | --------- |
 * | what 75 % of the outermost pixels do not pass | 0           | 1         | 4         | ≤ 8       |
 * | lightest pixel                                | ≥ 254       | ≥ 251     | ≥ 247     | ≥ 224     |
 * | longer side of the pixels from 64 up          | 14–20       | 14–20     | 14–20     | 13–21     |
 * | longer side of the pixels from 16 up          | 19–20       | 19–20     | 18–28     | ≥ 17      |
 * | centre of mass of the pixels from 32 up       | 14 ± 0.58   | 14 ± 0.59 | 14 ± 0.62 | 14 ± 0.75 |
 *
 * Two sizes are needed: some of MNIST's digits end in a stroke as faint as JPEG's noise, and noise lengthens others.
 */
export function looksLikeMnist({ width, height, pixels }: GrayImage): boolean {
	return (
		width === digitSide && height === digitSide && isWhiteOnBlack(pixels) && hasItsSize(pixels) && isInItsPlace(pixels)
	);
}

/** The indexes of the outermost pixels. */
const rim = Uint16Array.from({ length: digitSide * digitSide }, (_, index) => index).filter((index) => {
	const [x, y] = [index % digitSide, Math.floor(index / digitSide)];
	return Math.min(x, y) === 0 || Math.max(x, y) === digitSide - 1;
});

// Whole datasets are looked at: a function for each pixel would take most of the time.

function isWhiteOnBlack(pixels: Uint8Array): boolean {
	let dark = 0;
	for (const index of rim) {
		dark += (pixels[index] as number) <= black ? 1 : 0;
	}
	let lightest = 0;
	for (const value of pixels) {
		lightest = Math.max(lightest, value);
	}
	return dark > blackShare * rim.length && lightest >= white;
}

function hasItsSize(values: Uint8Array): boolean {
	const longerSide = (level: number): number => {
		const { width, height } = outline({ width: digitSide, height: digitSide, values }, level);
		return Math.max(width, height);
	};
	const length = longerSide(strong);
	return length >= shortest.strong && length <= longest && longerSide(faint) >= shortest.faint;
}

function isInItsPlace(pixels: Uint8Array): boolean {
	let [mass, momentX, momentY] = [0, 0, 0];
	for (let index = 0; index < pixels.length; index++) {
		const value = pixels[index] as number;
		if (value >= ink) {
			const x = index % digitSide;
			mass += value;
			momentX += value * (x - digitSide / 2);
			momentY += value * ((index - x) / digitSide - digitSide / 2);
		}
	}
	return Math.max(Math.abs(momentX), Math.abs(momentY)) <= offCenter * mass;
}
