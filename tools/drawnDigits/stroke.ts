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
		let sum = 0;
		for (const [tap, weight] of (weights[fine % fineness] as number[]).entries()) {
			const at = Math.min(digitSide - 1, Math.max(0, first + tap));
			sum += weight * (values[start + at * stride] as number);
		}
		return sum;
	};
	const wide = Float32Array.from({ length: digitSide * fineSide }, (_, index) =>
		along(digit, Math.floor(index / fineSide) * digitSide, 1, index % fineSide),
	);
	return Uint8Array.from({ length: fineSide * fineSide }, (_, index) =>
		along(wide, index % fineSide, fineSide, Math.floor(index / fineSide)) >= 127.5 ? 1 : 0,
	);
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
	const relax = (index: number, towards: 1 | -1): void => {
		const own = distances[index] as number;
		if (own > 0) {
			distances[index] = Math.min(
				own,
				(distances[index + towards] as number) + 1,
				(distances[index + towards * fineSide] as number) + 1,
				(distances[index + towards * (fineSide + 1)] as number) + Math.SQRT2,
				(distances[index + towards * (fineSide - 1)] as number) + Math.SQRT2,
			);
		}
	};
	for (let index = margin; index < end; index++) {
		relax(index, -1);
	}
	for (let index = end - 1; index >= margin; index--) {
		relax(index, 1);
	}
	return distances.subarray(margin, end);
}

/** The skeleton, one sample wide (Zhang and Suen 1984). Digits never touch the edge of their 28×28. */
function thin(mask: Uint8Array): Uint8Array {
	const skeleton = mask.slice();
	const ring = [-fineSide, -fineSide + 1, 1, fineSide + 1, fineSide, fineSide - 1, -1, -fineSide - 1];
	let inked: number[] = [];
	for (const [index, value] of skeleton.entries()) {
		if (value === 1) {
			inked.push(index);
		}
	}
	for (let changed = true; changed;) {
		changed = false;
		for (const pass of [0, 1]) {
			const removed = new Set(
				inked.filter((index) => {
					const around = ring.map((step) => skeleton[index + step] ?? 0);
					const count = around.reduce((sum, value) => sum + value, 0);
					const transitions = around.filter((value, at) => value === 0 && around[(at + 1) % 8] === 1).length;
					const [north, , east, , south, , west] = around as [number, number, number, number, number, number, number];
					const open =
						pass === 0
							? north * east * south === 0 && east * south * west === 0
							: north * east * west === 0 && north * south * west === 0;
					return count >= 2 && count <= 6 && transitions === 1 && open;
				}),
			);
			for (const index of removed) {
				skeleton[index] = 0;
			}
			inked = inked.filter((index) => !removed.has(index));
			changed ||= removed.size > 0;
		}
	}
	return skeleton;
}

/** Takes the steps out of a line that follows the samples: twice the mean of 3×3. */
function smooth(values: Float32Array): Float32Array {
	let smoothed = values;
	for (const stride of [1, fineSide, 1, fineSide]) {
		const before = smoothed;
		smoothed = before.map(
			(value, index) => (value + (before[index - stride] ?? value) + (before[index + stride] ?? value)) / 3,
		);
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
