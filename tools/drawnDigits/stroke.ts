import { digitSide, type Digit } from '../../src/core/image.ts';

/** Samples of a {@link Stroke} per pixel of the digit. */
const fineness = 6;
const fineSide = digitSide * fineness;

/** The side of a mask of {@link maskStroke}, in samples. */
export const maskSide = fineSide;

/** A digit as something to write with any pen: at (x, y), in pixels of the digit from its top left corner. */
export interface Stroke {
	/** How far the pen's edge is, in pixels of the digit: positive inside the ink. */
	depth(x: number, y: number): number;
}

/** The stroke as MNIST's writer left it: the outline of the smoothly enlarged digit at half its intensity. */
export function writtenStroke(digit: Digit, bolder: number): Stroke {
	return maskStroke(outline(digit), bolder);
}

/** What is 1 in a mask of {@link maskSide} samples a side, which is the whole of the digit's 28×28. */
export function maskStroke(mask: Uint8Array, bolder: number): Stroke {
	const outside = distanceTo(mask, 1);
	const inside = distanceTo(mask, 0);
	const depth = inside.map((distance, index) => (distance - (outside[index] as number)) / fineness + bolder);
	return { depth: (x, y) => sample(depth, x, y) };
}

/** The middle of the writer's stroke, followed by a round pen of `width` pixels of the digit. */
export function penStroke(digit: Digit, width: number): Stroke {
	const depth = smooth(distanceTo(thin(outline(digit)), 1)).map((distance) => width / 2 - distance / fineness);
	return { depth: (x, y) => sample(depth, x, y) };
}

/** 1 where the digit, enlarged by Catmull-Rom splines, has at least half of its full intensity. */
function outline(digit: Digit): Uint8Array {
	const weights = Array.from({ length: fineness }, (_, phase) => {
		const t = ((phase + 0.5) / fineness + 0.5) % 1;
		return [
			((-t + 2) * t - 1) * t * 0.5,
			((3 * t - 5) * t * t + 2) * 0.5,
			((-3 * t + 4) * t + 1) * t * 0.5,
			(t - 1) * t * t * 0.5,
		];
	});
	const along = (values: ArrayLike<number>, start: number, stride: number, fine: number): number => {
		const first = Math.floor((fine + 0.5) / fineness - 0.5) - 1;
		const taps = weights[fine % fineness] as number[];
		let sum = 0;
		for (let tap = 0; tap < taps.length; tap++) {
			const at = Math.min(digitSide - 1, Math.max(0, first + tap));
			sum += (taps[tap] as number) * (values[start + at * stride] as number);
		}
		return sum;
	};
	const wide = new Float32Array(digitSide * fineSide);
	for (let index = 0; index < wide.length; index++) {
		wide[index] = along(digit, Math.floor(index / fineSide) * digitSide, 1, index % fineSide);
	}
	const inked = new Uint8Array(fineSide * fineSide);
	for (let index = 0; index < inked.length; index++) {
		inked[index] = along(wide, index % fineSide, fineSide, Math.floor(index / fineSide)) >= 127.5 ? 1 : 0;
	}
	return inked;
}

/** The distance to the nearest sample of `value`, by a chamfer of 1 and √2 (Borgefors 1986): good to 8 %. */
function distanceTo(mask: Uint8Array, value: number): Float32Array {
	// A margin around the samples, farther than all of them, so that every one has its neighbours.
	const margin = fineSide + 1;
	const end = margin + mask.length;
	const distances = new Float32Array(end + margin).fill(2 * fineSide);
	for (let index = margin; index < end; index++) {
		distances[index] = mask[index - margin] === value ? 0 : fineSide;
	}
	for (let index = margin; index < end; index++) {
		distances[index] = nearest(distances, index, -1);
	}
	for (let index = end - 1; index >= margin; index--) {
		distances[index] = nearest(distances, index, 1);
	}
	return distances.subarray(margin, end);
}

/** A sample's distance, by way of its neighbours on one side. */
function nearest(distances: Float32Array, index: number, towards: 1 | -1): number {
	const own = distances[index] as number;
	const beside = Math.min(distances[index + towards] as number, distances[index + towards * fineSide] as number);
	const first = distances[index + towards * (fineSide + 1)] as number;
	const second = distances[index + towards * (fineSide - 1)] as number;
	return Math.min(own, beside + 1, Math.min(first, second) + Math.SQRT2);
}

/** The neighbours of a sample in turn, from the one above. */
const ring = [-fineSide, -fineSide + 1, 1, fineSide + 1, fineSide, fineSide - 1, -1, -fineSide - 1] as const;

/** The skeleton, one sample wide (Zhang and Suen 1984). Digits never touch the edge of their 28×28. */
function thin(mask: Uint8Array): Uint8Array {
	const skeleton = mask.slice();
	let inked: number[] = [];
	for (let index = 0; index < skeleton.length; index++) {
		if (skeleton[index] === 1) {
			inked.push(index);
		}
	}
	for (let before = Infinity; inked.length < before;) {
		before = inked.length;
		for (const pass of [0, 1] as const) {
			const removed = inked.filter((index) => isRemovable(skeleton, index, pass));
			for (const index of removed) {
				skeleton[index] = 0;
			}
			inked = inked.filter((index) => skeleton[index] === 1);
		}
	}
	return skeleton;
}

function isRemovable(skeleton: Uint8Array, index: number, pass: 0 | 1): boolean {
	let count = 0;
	let transitions = 0;
	let last = skeleton[index + ring[7]] ?? 0;
	for (const step of ring) {
		const value = skeleton[index + step] ?? 0;
		count += value;
		transitions += value > last ? 1 : 0;
		last = value;
	}
	if (count < 2 || count > 6 || transitions !== 1) {
		return false;
	}
	const [north, east, south, west] = [0, 2, 4, 6].map((at) => skeleton[index + (ring[at] as number)] === 1);
	return pass === 0 ? !(east && south && (north || west)) : !(north && west && (east || south));
}

/** Takes the steps out of a line that follows the samples: twice the mean of 3×3. */
function smooth(values: Float32Array): Float32Array {
	let smoothed = values;
	for (const stride of [1, fineSide, 1, fineSide]) {
		const before = smoothed;
		smoothed = new Float32Array(before.length);
		for (let index = 0; index < before.length; index++) {
			const value = before[index] as number;
			smoothed[index] = (value + (before[index - stride] ?? value) + (before[index + stride] ?? value)) / 3;
		}
	}
	return smoothed;
}

function sample(values: Float32Array, x: number, y: number): number {
	const fineX = Math.min(fineSide - 1.001, Math.max(0, x * fineness - 0.5));
	const fineY = Math.min(fineSide - 1.001, Math.max(0, y * fineness - 0.5));
	const left = Math.floor(fineX);
	const index = Math.floor(fineY) * fineSide + left;
	const right = fineX - left;
	const down = fineY - Math.floor(fineY);
	const upper = (values[index] as number) * (1 - right) + (values[index + 1] as number) * right;
	const lower = (values[index + fineSide] as number) * (1 - right) + (values[index + fineSide + 1] as number) * right;
	return upper * (1 - down) + lower * down;
}
