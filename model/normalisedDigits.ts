// Writes training rows for the models: MNIST's training digits, drawn as pictures and normalised.
//
//     node scripts/run.mjs model/normalisedDigits.ts FILE [COUNT] [SEED]
//
// Each row is 785 bytes: the 784 pixels, 0..255, as the model sees them, and the label, 0..9. This is what
// `model/xgboost/train.py --extra` takes.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { drawGrayPictures } from '../bench/pictures.ts';
import { readMnist } from '../bench/picturesMnist.ts';
import { createRandom } from '../bench/picturesRandom.ts';
import { digitSide, normalize, ProblemError, type Digit, type GrayImage } from '../src/core/index.ts';
import { resize } from '../src/core/normalize/resize.ts';

/** Every so many rows one is not a photo but a scan of very few pixels. */
const scanEvery = 5;

const [path = '.cache/normalised-digits', countText = '60000', seedText = '1'] = process.argv.slice(2);
const count = Number(countText);
mkdirSync(dirname(path), { recursive: true });
const file = openSync(path, 'w');
let written = 0;
for (const { label, digit } of normalisedDigits(Number(seedText))) {
	writeSync(file, Uint8Array.of(...digit, label));
	written++;
	if (written === count) {
		break;
	}
}
closeSync(file);

function* normalisedDigits(seed: number): Generator<{ label: number; digit: Digit }> {
	// Small pictures are quickly drawn, and all are reduced to about this size anyway.
	const pictures = drawGrayPictures({ count: Infinity, set: 'train', seed, smallest: 64, largest: 200 });
	const scans = coarseScans(seed);
	for (let index = 0; ; index++) {
		const { value } = index % scanEvery === 0 ? scans.next() : pictures.next();
		try {
			yield { label: value.label, digit: normalize(value.image, 'mnist').digit };
		} catch (error) {
			// What is not found is not learnt.
			if (!(error instanceof ProblemError)) {
				throw error;
			}
		}
	}
}

/** Digits of 8 to 14 pixels, with room around them or cropped, enlarged. */
function* coarseScans(seed: number): Generator<{ label: number; image: GrayImage }, never> {
	const digits = readMnist('train');
	const random = createRandom(seed + 77);
	for (;;) {
		const { label, digit } = random.pick(digits);
		const side = 8 + random.below(7);
		const room = random.chance(0.5) ? cropped(digit) : placed(digit, random.below(5), random.below(5));
		yield { label, image: resize(resize(room, side, side), 64, 64) };
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
