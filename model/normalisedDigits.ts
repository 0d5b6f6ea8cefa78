// Writes training rows for the built-in model: MNIST's training digits, drawn as pictures and normalised.
//
//     node scripts/run.mjs model/normalisedDigits.ts FOLDER [COUNT] [SEED]
//
// FOLDER/pixels: COUNT rows of 784 bytes, 0..255, as the model sees them. FOLDER/labels: COUNT bytes, 0..9.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { drawGrayPictures } from '../bench/pictures.ts';
import { readMnist } from '../bench/picturesMnist.ts';
import { createRandom } from '../bench/picturesRandom.ts';
import { digitSide, normalize, ProblemError, type Digit, type GrayImage } from '../src/core/index.ts';
import { resize } from '../src/core/normalize/resize.ts';

/** Every so many rows one is not a photo but a scan of very few pixels. */
const scanEvery = 5;

const [folder = '.cache/normalised', countText = '60000', seedText = '1'] = process.argv.slice(2);
const count = Number(countText);
mkdirSync(folder, { recursive: true });
const pixels = openSync(join(folder, 'pixels'), 'w');
const labels = openSync(join(folder, 'labels'), 'w');
let written = 0;
for (const { label, digit } of normalisedDigits(Number(seedText))) {
	writeSync(pixels, digit);
	writeSync(labels, Uint8Array.of(label));
	written++;
	if (written % 5000 === 0) {
		console.log(`${written} rows`);
	}
	if (written === count) {
		break;
	}
}
closeSync(pixels);
closeSync(labels);

function* normalisedDigits(seed: number): Generator<{ label: number; digit: Digit }> {
	// Small pictures are quickly drawn, and all are reduced to about this size anyway.
	const pictures = drawGrayPictures({ count: Infinity, set: 'train', seed, smallest: 64, largest: 400 });
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

/** Digits of 8 to 14 pixels, shifted by parts of one, and enlarged. */
function* coarseScans(seed: number): Generator<{ label: number; image: GrayImage }, never> {
	const digits = readMnist('train');
	const random = createRandom(seed + 77);
	for (;;) {
		const { label, digit } = random.pick(digits);
		const side = 8 + random.below(7);
		const room = { width: 32, height: 32, pixels: new Uint8Array(32 * 32) };
		const [left, top] = [random.below(5), random.below(5)];
		for (let y = 0; y < digitSide; y++) {
			room.pixels.set(digit.subarray(y * digitSide, (y + 1) * digitSide), (top + y) * 32 + left);
		}
		yield { label, image: resize(resize(room, side, side), 64, 64) };
	}
}
