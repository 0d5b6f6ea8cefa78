import { digitPixels, digitSide } from '../../core/image.ts';
import type { GrayImage } from '../../core/image.ts';
import type { EvaluationResults } from '../../evaluation/results.ts';

/** What the model saw of an item: 784 bytes for each of its digits, but no more than `most` of them. */
export function digitsOf({ predicted, digits }: EvaluationResults, index: number, most: number): Uint8Array {
	const { from, to } = predicted.rowsOf(index);
	const count = digits ? Math.min(most, to - from) : 0;
	const pixels = new Uint8Array(count * digitPixels);
	for (let place = 0; place < count; place++) {
		pixels.set(digits?.get(from + place) ?? [], place * digitPixels);
	}
	return pixels;
}

/** Digits side by side. */
export function digitStrip(digits: Uint8Array): GrayImage {
	const count = digits.length / digitPixels;
	const width = count * digitSide;
	const pixels = new Uint8Array(digits.length);
	for (let place = 0; place < count; place++) {
		for (let y = 0; y < digitSide; y++) {
			const from = place * digitPixels + y * digitSide;
			pixels.set(digits.subarray(from, from + digitSide), y * width + place * digitSide);
		}
	}
	return { width, height: digitSide, pixels };
}
