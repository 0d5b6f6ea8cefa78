import type { Ink } from './ink.ts';
import { quantile, type Plane } from './plane.ts';

/** Less difference from the paper than this is no ink, 0..1. */
const faintestInk = 0.15;

/** How much of the picture's rim must be paper, and within how much of the picture's range of brightness. */
const paperShare = 0.85;
const paperRange = 0.12;

/**
 * Ink on paper that is lit evenly, or from one side, wherever the picture's rim says so: all that differs from the
 * plane through the rim. Strokes may be of any width there, and filled ones are no shadow.
 * Undefined where the rim is no such paper. `luma` is 0..255.
 */
export function findInkOnPlainPaper(luma: Plane): Ink | undefined {
	const { width, height, values } = luma;
	const range = quantile(values, 0.98, 256) - quantile(values, 0.02, 256);
	const paper = fitPaper(luma, paperRange * range);
	if (paper === undefined) {
		return undefined;
	}
	const contrast = new Float32Array(values.length);
	let [darker, lighter] = [0, 0];
	for (let y = 0, index = 0; y < height; y++) {
		for (let x = 0; x < width; x++, index++) {
			const there = Math.max(1, paper(x, y));
			const lack = there - (values[index] as number);
			contrast[index] = lack;
			if (Math.abs(lack) > faintestInk * 255) {
				darker += lack > 0 ? 1 : 0;
				lighter += lack > 0 ? 0 : 1;
			}
		}
	}
	const sign = darker >= lighter ? 1 : -1;
	const full = sign > 0 ? quantile(values, 0.98, 256) : quantile(values, 0.995, 256);
	for (let index = 0; index < contrast.length; index++) {
		contrast[index] = Math.min(1, Math.max(0, (sign * (contrast[index] as number)) / Math.max(1, full)));
	}
	return { contrast: { width, height, values: contrast }, floor: faintestInk, noise: 0, light: sign < 0 };
}

/** The brightness of the paper by the plane that most of the rim lies in within `tolerance`. */
function fitPaper(luma: Plane, tolerance: number): ((x: number, y: number) => number) | undefined {
	const rim = rimOf(luma);
	const { width, height } = luma;
	const side = (pick: (x: number, y: number) => boolean): number =>
		quantile(
			rim.filter(({ x, y }) => pick(x, y)).map(({ value }) => value),
			0.5,
			256,
		);
	// Medians of the sides, so that what touches one of them does not tilt the plane.
	const [left, right] = [side((x) => x === 0), side((x) => x === width - 1)];
	const [top, bottom] = [side((_, y) => y === 0), side((_, y) => y === height - 1)];
	const across = (right - left) / Math.max(1, width - 1);
	const down = (bottom - top) / Math.max(1, height - 1);
	const middle = (left + right + top + bottom) / 4;
	const paper = (x: number, y: number): number =>
		middle + across * (x - (width - 1) / 2) + down * (y - (height - 1) / 2);
	const near = rim.filter(({ x, y, value }) => Math.abs(value - paper(x, y)) <= tolerance);
	return near.length >= paperShare * rim.length ? paper : undefined;
}

function rimOf({ width, height, values }: Plane): { x: number; y: number; value: number }[] {
	const rim: { x: number; y: number; value: number }[] = [];
	const add = (x: number, y: number): void => void rim.push({ x, y, value: values[y * width + x] as number });
	for (let x = 0; x < width; x++) {
		add(x, 0);
		add(x, height - 1);
	}
	for (let y = 0; y < height; y++) {
		add(0, y);
		add(width - 1, y);
	}
	return rim;
}
