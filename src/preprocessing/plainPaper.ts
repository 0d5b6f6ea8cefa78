import { scratch } from '../core/scratch.ts';
import type { Ink } from './ink.ts';
import { quantile, type Plane } from './plane.ts';

/** Less difference from the paper than this is no ink, 0..1. */
const faintestInk = 0.15;

/** How much of the picture's rim must be paper, and within how much of the picture's range of brightness. */
const paperShare = 0.85;
const paperRange = 0.12;

/** The brightness of the paper: a plane over the picture. */
export interface PlainPaper {
	readonly middle: number;
	/** By how much it grows from pixel to pixel. */
	readonly across: number;
	readonly down: number;
	/** Whether more of the picture is lighter than the paper than is darker. */
	readonly light: boolean;
}

/**
 * The paper where it is lit evenly, or from one side, as the picture's rim tells. Undefined where the rim is no such
 * paper. `luma` is 0..255.
 */
export function findPlainPaper(luma: Plane): PlainPaper | undefined {
	const { width, height, values } = luma;
	const [top, bottom] = [values.subarray(0, width), values.subarray((height - 1) * width)];
	const [left, right] = [column(luma, 0), column(luma, width - 1)];
	// Medians of the sides, so that what touches one of them does not tilt the plane.
	const [atLeft, atRight, atTop, atBottom] = [left, right, top, bottom].map((side) => quantile(side, 0.5, 256)) as [
		number,
		number,
		number,
		number,
	];
	const middle = (atLeft + atRight + atTop + atBottom) / 4;
	const [across, down] = [(atRight - atLeft) / Math.max(1, width - 1), (atBottom - atTop) / Math.max(1, height - 1)];
	const [halfWidth, halfHeight] = [(width - 1) / 2, (height - 1) / 2];
	const tolerance = paperRange * (quantile(values, 0.98, 256) - quantile(values, 0.02, 256));
	const near = (side: Float32Array, start: number, slope: number): number =>
		side.reduce((count, value, at) => count + (Math.abs(value - start - slope * at) <= tolerance ? 1 : 0), 0);
	const alike =
		near(top, middle - across * halfWidth - down * halfHeight, across) +
		near(bottom, middle - across * halfWidth + down * halfHeight, across) +
		near(left, middle - across * halfWidth - down * halfHeight, down) +
		near(right, middle + across * halfWidth - down * halfHeight, down);
	if (alike < paperShare * 2 * (width + height)) {
		return undefined;
	}
	let lighter = 0;
	for (let y = 0, index = 0; y < height; y++) {
		let paper = middle - across * halfWidth + down * (y - halfHeight);
		for (let x = 0; x < width; x++, index++, paper += across) {
			const lack = paper - (values[index] as number);
			lighter += lack < -faintestInk * 255 ? 1 : lack > faintestInk * 255 ? -1 : 0;
		}
	}
	return { middle, across, down, light: lighter > 0 };
}

/** All that differs from plain paper. Strokes may be of any width there, and filled ones are no shadow. */
export function inkOnPlainPaper({ width, height, values }: Plane, paper: PlainPaper): Ink {
	const sign = paper.light ? -1 : 1;
	const full = Math.max(1, quantile(values, paper.light ? 0.995 : 0.98, 256));
	const contrast = scratch(Float32Array, values.length);
	for (let y = 0, index = 0; y < height; y++) {
		for (let x = 0; x < width; x++, index++) {
			const there = paper.middle + paper.across * (x - (width - 1) / 2) + paper.down * (y - (height - 1) / 2);
			const lack = sign * (Math.max(1, there) - (values[index] as number));
			contrast[index] = Math.min(1, Math.max(0, lack / full));
		}
	}
	return { contrast: { width, height, values: contrast }, floor: faintestInk, noise: 0, light: paper.light };
}

function column({ width, height, values }: Plane, x: number): Float32Array {
	const pixels = new Float32Array(height);
	for (let y = 0; y < height; y++) {
		pixels[y] = values[y * width + x] as number;
	}
	return pixels;
}
