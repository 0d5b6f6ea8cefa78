import { digitSide, type Digit, type GrayImage } from '../../src/core/image.ts';
import { resize } from '../../src/preprocessing/resize.ts';
import { createRandom, type Random } from '../../src/core/createRandom.ts';
import { drawFontDigits } from '../../tools/drawnDigits/drawFontDigits.ts';
import { readMnist } from '../../tools/drawnDigits/readMnist.ts';

/** MNIST's training digits of 8 to 14 pixels, with room around them or cropped, enlarged: without end. */
export function* drawScans(seed: number): Generator<{ label: number; image: GrayImage }> {
	const digits = readMnist('train');
	const random = createRandom(seed + 77);
	for (;;) {
		const { label, digit } = random.pick(digits);
		const side = 8 + random.below(7);
		const room = random.chance(0.5) ? cropped(digit) : placed(digit, random.below(5), random.below(5));
		yield { label, image: resize(resize(room, side, side), 64, 64) };
	}
}

/** Every so many digits of a font one is a scan of few pixels, as those of MNIST are in {@link drawScans}. */
const coarseEvery = 3;

/** Digits of the fonts to train on: without end. */
export async function* drawFonts(seed: number): AsyncGenerator<{ label: number; image: GrayImage }> {
	const random = createRandom(seed + 79);
	let index = 0;
	for await (const { label, image } of drawFontDigits({ count: Infinity, fonts: 'train', seed })) {
		yield { label, image: index++ % coarseEvery === 0 ? coarse(image, random) : image };
	}
}

/** The picture with 10 to 24 pixels on its shorter side, enlarged again. */
function coarse(image: GrayImage, random: Random): GrayImage {
	const scale = (10 + random.below(15)) / Math.min(image.width, image.height);
	const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
	const times = Math.ceil(64 / Math.min(width, height));
	return resize(resize(image, width, height), width * times, height * times);
}

/** MNIST's training digits in 28×28 as others save them: dark on light, or light on dark off the middle. Without end. */
export function* drawInverted(seed: number): Generator<{ label: number; image: GrayImage }> {
	const digits = readMnist('train');
	const random = createRandom(seed + 78);
	for (;;) {
		const { label, digit } = random.pick(digits);
		const image = shifted(digit, random);
		yield { label, image: random.chance(0.7) ? inverted(image, random) : image };
	}
}

/** The digit within 32×32, so far from the left and the top. */
function placed(digit: Digit, left: number, top: number): GrayImage {
	const pixels = new Uint8Array(32 * 32);
	for (let y = 0; y < digitSide; y++) {
		pixels.set(digit.subarray(y * digitSide, (y + 1) * digitSide), (top + y) * 32 + left);
	}
	return { width: 32, height: 32, pixels };
}

/** By up to 4 pixels, which is the margin of MNIST's digits; half of them stay where they are. */
function shifted(digit: Digit, random: Random): GrayImage {
	const [right, down] = random.chance(0.5) ? [0, 0] : [random.below(9) - 4, random.below(9) - 4];
	const pixels = Uint8Array.from(digit, (_, index) => {
		const [x, y] = [(index % digitSide) - right, Math.floor(index / digitSide) - down];
		return x < 0 || x >= digitSide || y < 0 || y >= digitSide ? 0 : (digit[y * digitSide + x] as number);
	});
	return { width: digitSide, height: digitSide, pixels };
}

/** Black on white, or some other ink on some other paper. */
function inverted({ width, height, pixels }: GrayImage, random: Random): GrayImage {
	const [paper, ink] = random.chance(0.5) ? [255, 0] : [random.between(170, 255), random.between(0, 100)];
	return { width, height, pixels: pixels.map((value) => paper + ((ink - paper) * value) / 255) };
}

/** The rows that the digit takes, of a square with its mass in the middle. */
function cropped(digit: Digit): GrayImage {
	const rows = Array.from({ length: digitSide }, (_, y) => y).filter((y) =>
		digit.subarray(y * digitSide, (y + 1) * digitSide).some((value) => value > 0),
	);
	const side = rows.length;
	const left = Math.max(0, Math.floor((digitSide - side) / 2));
	const pixels = new Uint8Array(side * side);
	for (const [row, y] of rows.entries()) {
		pixels.set(digit.subarray(y * digitSide + left, y * digitSide + left + side), row * side);
	}
	return { width: side, height: side, pixels };
}
