import type { GrayImage } from '../core/image.ts';
import { scratch, takingBack } from '../core/scratch.ts';
import type { Plane, Region } from './plane.ts';

/** How input pixels make output pixels, along one axis. */
interface Taps {
	/** How many input pixels count for each output pixel. */
	readonly count: number;
	/** For each output pixel, the first input pixel that counts. */
	readonly firsts: Int32Array;
	/** For each output pixel, the `count` weights from there on; they sum to 1. */
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
	const bytes = scratch(Uint8ClampedArray, values.length);
	for (let index = 0; index < values.length; index++) {
		bytes[index] = (values[index] as number) * times;
	}
	return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
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
	const top = Math.min(...rows.firsts);
	const bottom = Math.max(...rows.firsts) + rows.count;
	const values = scratch(Float32Array, width * height);
	takingBack(() => {
		const narrowed = resampleRows(
			source.values.subarray(top * source.width, bottom * source.width),
			source.width,
			columns,
		);
		resampleColumns(narrowed, values, rows, top);
	});
	return { width, height, values };
}

function resampleRows(
	values: Uint8Array | Float32Array,
	width: number,
	{ count, firsts, weights }: Taps,
): Float32Array {
	const rows = values.length / width;
	const resampled = scratch(Float32Array, firsts.length * rows);
	const row = new Float32Array(width);
	for (let y = 0, to = 0; y < rows; y++) {
		row.set(values.subarray(y * width, (y + 1) * width));
		for (let x = 0, at = 0; x < firsts.length; x++, to++) {
			let from = firsts[x] as number;
			let sum = 0;
			for (const end = at + count; at < end; at++, from++) {
				sum += (row[from] as number) * (weights[at] as number);
			}
			resampled[to] = sum;
		}
	}
	return resampled;
}

/** `values` begin with row `top`; `resampled` are zeros. */
function resampleColumns(
	values: Float32Array,
	resampled: Float32Array,
	{ count, firsts, weights }: Taps,
	top: number,
): void {
	const width = resampled.length / firsts.length;
	for (let y = 0; y < firsts.length; y++) {
		const row = resampled.subarray(y * width, (y + 1) * width);
		// Row by row, so that what is read and written lies side by side.
		for (let tap = 0, from = ((firsts[y] as number) - top) * width; tap < count; tap++) {
			const weight = weights[y * count + tap] as number;
			for (let x = 0; x < width; x++, from++) {
				row[x] = (row[x] as number) + weight * (values[from] as number);
			}
		}
	}
}

function triangleTaps(from: number, start: number, length: number, to: number): Taps {
	const scale = length / to;
	const support = Math.max(scale, 1);
	return tapsOf(from, start, scale, to, support, (distance) => Math.max(0, 1 - distance / support));
}

function areaTaps(from: number, start: number, length: number, to: number): Taps {
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
): Taps {
	const count = Math.min(from, Math.ceil(2 * support));
	const firsts = new Int32Array(to);
	const weights = new Float32Array(to * count);
	for (let index = 0; index < to; index++) {
		const center = start + (index + 0.5) * scale;
		const reached = Math.min(from - 1, Math.max(0, Math.floor(center - support + 0.5)));
		const end = Math.max(reached + 1, Math.min(from, Math.floor(center + support + 0.5)));
		// All taps lie in the picture; those that the filter does not reach keep the weight 0.
		const first = Math.min(reached, from - count);
		firsts[index] = first;
		const offset = index * count - first;
		let sum = 0;
		for (let pixel = reached; pixel < end; pixel++) {
			const weight = Math.max(1e-6, kernel(Math.abs(pixel + 0.5 - center)));
			weights[offset + pixel] = weight;
			sum += weight;
		}
		for (let pixel = reached; pixel < end; pixel++) {
			weights[offset + pixel] = (weights[offset + pixel] as number) / sum;
		}
	}
	return { count, firsts, weights };
}
