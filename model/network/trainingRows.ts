// Writes rows to train the built-in network on: pictures that went through our own normalization.
//
//     node scripts/run.mjs model/network/trainingRows.ts SOURCE FILE COUNT [SEED]
//
// Sources: photos, scans and inverted are MNIST's training digits, fonts are digits of the fonts to train on, nonDigits
// are none; validation are photos of the digits that are kept to calibrate by. Each row is 785 bytes: the 784 pixels,
// 0..255, as the network sees them, and the label: 0..9, or 10 for what is no digit. Pictures in which nothing is
// found give no row, nor do those without a digit of which a bar was taken; COUNT rows are written all the same.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { normalize } from '../../src/preprocessing/normalize.ts';
import { ProblemError } from '../../src/core/problem.ts';
import type { Digit, GrayImage } from '../../src/core/image.ts';
import { drawNonDigits } from '../../tools/drawnDigits/drawNonDigits.ts';
import { drawGrayPictures } from '../../tools/drawnDigits/drawPictures.ts';
import { isUprightBar } from './isUprightBar.ts';
import { drawFonts, drawInverted, drawScans } from './smallDigits.ts';

interface Labelled {
	readonly label: number;
	readonly image: GrayImage;
}

/** The label of what is no digit. */
const noDigit = 10;

const sources: Readonly<Record<string, (seed: number) => AsyncIterable<Labelled> | Iterable<Labelled>>> = {
	// Small pictures are quickly drawn, and all are reduced to about this size anyway.
	photos: (seed) => drawGrayPictures({ count: Infinity, set: 'train', seed, smallest: 64, largest: 200 }),
	validation: (seed) => drawGrayPictures({ count: Infinity, set: 'validation', seed, smallest: 64, largest: 400 }),
	scans: drawScans,
	inverted: drawInverted,
	fonts: drawFonts,
	nonDigits: drawUnlabelled,
};

const [source = '', path = '', countText = '', seedText = '1'] = process.argv.slice(2);
const draw = sources[source];
if (draw === undefined || path === '' || !(Number(countText) > 0)) {
	throw new Error(`Usage: trainingRows.ts ${Object.keys(sources).join('|')} FILE COUNT [SEED]`);
}
await writeRows(draw(Number(seedText)), path, Number(countText));

async function writeRows(pictures: AsyncIterable<Labelled> | Iterable<Labelled>, path: string, count: number) {
	mkdirSync(dirname(path), { recursive: true });
	const file = openSync(path, 'w');
	let written = 0;
	for await (const { label, image } of pictures) {
		const digit = toDigit(image);
		// A line of ruled paper or the edge of a table is like a 1 to the pixel: it must not teach doubt of those.
		if (digit !== undefined && !(label === noDigit && isUprightBar(digit))) {
			writeSync(file, Uint8Array.of(...digit, label));
			written++;
		}
		if (written === count) {
			break;
		}
	}
	closeSync(file);
}

/** Undefined where no digit is found: what is not found is not learnt. */
function toDigit(image: GrayImage): Digit | undefined {
	try {
		return normalize(image, 'mnist').digits[0].digit;
	} catch (error) {
		if (error instanceof ProblemError) {
			return undefined;
		}
		throw error;
	}
}

async function* drawUnlabelled(seed: number): AsyncGenerator<Labelled> {
	for await (const { image } of drawNonDigits({ count: Infinity, fonts: 'train', seed })) {
		yield { label: noDigit, image };
	}
}
