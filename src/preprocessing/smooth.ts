import { scratchCopy } from '../core/scratch.ts';
import type { Plane } from './plane.ts';

/** Binomial 1-2-1 along x and y, so many times. */
export function smooth(plane: Plane, times: number): Plane {
	const { width, height } = plane;
	let { values } = plane;
	for (let time = 0; time < times; time++) {
		values = smoothAlong(smoothAlong(values, 1, width), width, height);
	}
	return { width, height, values };
}

function smoothAlong(values: Float32Array, stride: number, length: number): Float32Array {
	const smoothed = scratchCopy(values);
	const lines = values.length / length;
	for (let line = 0; line < lines; line++) {
		const start = stride === 1 ? line * length : line;
		for (let at = 1; at < length - 1; at++) {
			const index = start + at * stride;
			smoothed[index] =
				((values[index - stride] as number) + 2 * (values[index] as number) + (values[index + stride] as number)) / 4;
		}
	}
	return smoothed;
}
