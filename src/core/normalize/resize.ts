import type { GrayImage } from '../image.ts';

/** For one output pixel: the first input pixel that counts and the weights (summing to 1) from there on. */
interface Taps {
	readonly first: number;
	readonly weights: Float32Array;
}

/**
 * Resizes by a triangle filter that widens with the reduction, so that nothing between the samples is lost
 * (what Pillow calls `BILINEAR` with antialiasing). The aspect is the caller's.
 */
export function resize(image: GrayImage, width: number, height: number): GrayImage {
	const columns = triangleTaps(image.width, width);
	const rows = triangleTaps(image.height, height);

	const narrowed = new Float32Array(width * image.height);
	for (let y = 0; y < image.height; y++) {
		const start = y * image.width;
		for (let x = 0; x < width; x++) {
			narrowed[y * width + x] = weigh(image.pixels, start, 1, columns[x] as Taps);
		}
	}
	const pixels = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			pixels[y * width + x] = Math.round(weigh(narrowed, x, width, rows[y] as Taps));
		}
	}
	return { width, height, pixels };
}

function weigh(values: Uint8Array | Float32Array, start: number, stride: number, taps: Taps): number {
	let sum = 0;
	for (let index = 0; index < taps.weights.length; index++) {
		sum += (values[start + (taps.first + index) * stride] as number) * (taps.weights[index] as number);
	}
	return sum;
}

function triangleTaps(from: number, to: number): Taps[] {
	const scale = from / to;
	const support = Math.max(scale, 1);
	return Array.from({ length: to }, (_, index) => {
		const center = (index + 0.5) * scale;
		const first = Math.max(0, Math.floor(center - support + 0.5));
		const end = Math.min(from, Math.floor(center + support + 0.5));
		const weights = Float32Array.from({ length: Math.max(1, end - first) }, (_, tap) =>
			Math.max(0, 1 - Math.abs(first + tap + 0.5 - center) / support),
		);
		const sum = weights.reduce((total, weight) => total + weight, 0);
		return { first, weights: weights.map((weight) => weight / sum) };
	});
}
