import type { GrayImage } from '../../../src/core/image.ts';

type Point = readonly [x: number, y: number];

/** Digits as a pen writes them, in a box of 1×1. */
export const shapes: Record<'two' | 'four' | 'five' | 'seven', readonly (readonly Point[])[]> = {
	two: [
		[
			[0.15, 0.2],
			[0.35, 0.02],
			[0.65, 0.02],
			[0.8, 0.25],
			[0.7, 0.5],
			[0.15, 0.98],
			[0.85, 0.95],
		],
	],
	four: [
		[
			[0.25, 0],
			[0.15, 0.55],
			[0.85, 0.55],
		],
		[
			[0.7, 0.2],
			[0.65, 1],
		],
	],
	// The flag does not touch the rest.
	five: [
		[
			[0.3, 0.1],
			[0.25, 0.45],
			[0.6, 0.42],
			[0.75, 0.7],
			[0.55, 0.98],
			[0.15, 0.9],
		],
		[
			[0.42, 0.03],
			[0.8, 0],
		],
	],
	seven: [
		[
			[0.1, 0.05],
			[0.85, 0.02],
			[0.4, 1],
		],
	],
};

/** Luma of a point of the picture, 0..255, given what it was before. */
export type Layer = (before: number, x: number, y: number) => number;

/** A picture of so many pixels: layers over black, from the lowest. */
export function paint(width: number, height: number, layers: readonly Layer[]): GrayImage {
	const pixels = Uint8ClampedArray.from({ length: width * height }, (_, index) =>
		layers.reduce((before, layer) => layer(before, index % width, Math.floor(index / width)), 0),
	);
	return { width, height, pixels: new Uint8Array(pixels.buffer) };
}

export function plain(luma: number): Layer {
	return () => luma;
}

/** A shape in a box of `size` pixels at (left, top), with a round pen of `pen` pixels. */
export function written(
	shape: keyof typeof shapes,
	left: number,
	top: number,
	size: number,
	pen: number,
	luma: number,
): Layer {
	const segments = shapes[shape].flatMap((points) =>
		points.slice(1).map((end, index) => [points[index] as Point, end] as const),
	);
	return (before, x, y) => {
		const [across, down] = [(x + 0.5 - left) / size, (y + 0.5 - top) / size];
		const distance = size * Math.min(...segments.map(([from, to]) => distanceTo(across, down, from, to)));
		return before + Math.min(1, Math.max(0, pen / 2 - distance + 0.5)) * (luma - before);
	};
}

/** Horizontal lines, leaning by `slope`. */
export function ruled(spacing: number, thickness: number, luma: number, slope = 0): Layer {
	return (before, x, y) => ((y + slope * x) % spacing < thickness ? luma : before);
}

export function squared(spacing: number, luma: number): Layer {
	return (before, x, y) => (x % spacing === 0 || y % spacing === 0 ? luma : before);
}

/** Squares that lean by `slope`, their lines 2 pixels thick. */
export function leaning(spacing: number, luma: number, slope: number): Layer {
	const isLine = (at: number): boolean => (at + 1000.5 * spacing) % spacing < 2;
	return (before, x, y) => (isLine(x - slope * y) || isLine(y + slope * x) ? luma : before);
}

/** Less light from the left to the right, down to `darkest` (0..1) of what is there. */
export function fading(width: number, darkest: number): Layer {
	return (before, x) => before * (1 - ((1 - darkest) * x) / width);
}

/** A hard shadow right of a slanted edge. */
export function shaded(edge: number, depth: number): Layer {
	return (before, x, y) => (x + y / 3 > edge ? before * (1 - depth) : before);
}

/** What lies around the paper. */
export function border(width: number, height: number, thickness: number, luma: number): Layer {
	return (before, x, y) => (Math.min(x, y, width - 1 - x, height - 1 - y) < thickness ? luma : before);
}

export function speckled(points: readonly Point[], radius: number, luma: number): Layer {
	return (before, x, y) => (points.some(([left, top]) => Math.hypot(x - left, y - top) <= radius) ? luma : before);
}

/** Noise of up to `amount` gray levels, the same every time (a linear congruential generator). */
export function grained(amount: number, seed = 1): Layer {
	let state = seed;
	return (before) => {
		state = (state * 48271) % 2147483647;
		return before + amount * (2 * (state / 2147483647) - 1);
	};
}

function distanceTo(x: number, y: number, [fromX, fromY]: Point, [toX, toY]: Point): number {
	const [right, down] = [toX - fromX, toY - fromY];
	const along = ((x - fromX) * right + (y - fromY) * down) / (right * right + down * down);
	const part = Math.min(1, Math.max(0, along));
	return Math.hypot(x - fromX - part * right, y - fromY - part * down);
}
