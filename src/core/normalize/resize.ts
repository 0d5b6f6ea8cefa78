import type { GrayImage } from '../image.ts';
import type { Plane, Region } from './plane.ts';

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
	const { values } = resample(
		{ width: image.width, height: image.height, values: image.pixels },
		{ left: 0, top: 0, width: image.width, height: image.height },
		width,
		height,
	);
	return { width, height, pixels: toBytes(values, 1) };
}

/** The values, so many times as large, rounded and cut to 0..255. */
export function toBytes(values: Float32Array, times: number): Uint8Array {
	const bytes = new Uint8ClampedArray(values.length);
	for (let index = 0; index < values.length; index++) {
		bytes[index] = (values[index] as number) * times;
	}
	return new Uint8Array(bytes.buffer);
}

/**
 * - `triangle`: see {@link resize}; smooth where it enlarges.
 * - `area`: the mean of what lies under each output pixel; crisper where it reduces.
 */
export type Filter = 'triangle' | 'area';

/** A region as `width` × `height` samples. Beyond its edges the picture goes on as it ends. */
export function resample(
	source: { readonly width: number; readonly height: number; readonly values: Uint8Array | Float32Array },
	region: Region,
	width: number,
	height: number,
	filter: Filter = 'triangle',
): Plane {
	const taps = filter === 'triangle' ? triangleTaps : areaTaps;
	const columns = taps(source.width, region.left, region.width, width);
	const rows = taps(source.height, region.top, region.height, height);
	const top = Math.min(...rows.map(({ first }) => first));
	const bottom = Math.max(...rows.map(({ first, weights }) => first + weights.length));

	const narrowed = new Float32Array(width * (bottom - top));
	// Flat, because this loop is most of the work: every output column has `most` taps, the last perhaps of weight 0.
	const most = Math.max(...columns.map(({ weights }) => weights.length));
	const firsts = Int32Array.from(columns, ({ first }) => Math.min(first, source.width - most));
	const flat = new Float32Array(width * most);
	for (const [x, { first, weights }] of columns.entries()) {
		flat.set(weights, x * most + first - (firsts[x] as number));
	}
	const row = new Float32Array(source.width);
	for (let y = top, to = 0; y < bottom; y++) {
		row.set(source.values.subarray(y * source.width, (y + 1) * source.width));
		for (let x = 0, at = 0; x < width; x++, to++) {
			const first = firsts[x] as number;
			let sum = 0;
			for (let tap = 0; tap < most; tap++, at++) {
				sum += (row[first + tap] as number) * (flat[at] as number);
			}
			narrowed[to] = sum;
		}
	}
	const values = new Float32Array(width * height);
	for (let y = 0; y < height; y++) {
		const taps = rows[y] as Taps;
		const start = (taps.first - top) * width;
		for (let tap = 0; tap < taps.weights.length; tap++) {
			const weight = taps.weights[tap] as number;
			const from = start + tap * width;
			for (let x = 0; x < width; x++) {
				const to = y * width + x;
				values[to] = (values[to] as number) + weight * (narrowed[from + x] as number);
			}
		}
	}
	return { width, height, values };
}

function triangleTaps(from: number, start: number, length: number, to: number): Taps[] {
	const scale = length / to;
	const support = Math.max(scale, 1);
	return tapsOf(from, start, scale, to, support, (distance) => Math.max(0, 1 - distance / support));
}

function areaTaps(from: number, start: number, length: number, to: number): Taps[] {
	const scale = length / to;
	const support = scale / 2 + 0.5;
	return tapsOf(from, start, scale, to, support, (distance) => Math.min(1, scale, Math.max(0, support - distance)));
}

function tapsOf(
	from: number,
	start: number,
	scale: number,
	to: number,
	support: number,
	kernel: (distance: number) => number,
): Taps[] {
	return Array.from({ length: to }, (_, index) => {
		const center = start + (index + 0.5) * scale;
		const first = Math.min(from - 1, Math.max(0, Math.floor(center - support + 0.5)));
		const end = Math.max(first + 1, Math.min(from, Math.floor(center + support + 0.5)));
		const weights = new Float32Array(end - first);
		let sum = 0;
		for (let tap = 0; tap < weights.length; tap++) {
			const weight = Math.max(1e-6, kernel(Math.abs(first + tap + 0.5 - center)));
			weights[tap] = weight;
			sum += weight;
		}
		for (let tap = 0; tap < weights.length; tap++) {
			weights[tap] = (weights[tap] as number) / sum;
		}
		return { first, weights };
	});
}
