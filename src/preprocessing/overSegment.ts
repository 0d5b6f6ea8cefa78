import type { Component } from './components.ts';
import { greatest, type Plane, type Region } from './plane.ts';
import { findSeams, type CostedSeam, type Seam } from './seams.ts';

/** A part of a component: what lies between two neighbouring seams. */
export interface Part {
	/** Its number in the labels that {@link overSegment} writes. */
	readonly label: number;
	/** That of the component it is of. */
	readonly component: number;
	/** In pixels. */
	readonly area: number;
	readonly box: Region;
}

/** A seam goes through at most so much ink, as a share of the height of the digits. */
const highestCost = 0.7;

/** Seams are looked for through these heights of a component. */
const anchors = [0.1, 0.3, 0.5, 0.7, 0.9];

/** A part has at least so much ink, as a share of the square of the digits' height. */
const leastInk = 0.03;

/**
 * Cuts a component wherever two digits may touch, rather too often than too rarely (over-segmentation: Casey and
 * Lecolinet 1996, "A survey of methods and strategies in character segmentation", §3). `labels`, in which it has its
 * label, is given those of the parts, from `first` up. `height` is the digits', in pixels; what is narrower than
 * `narrowest` of it stays whole.
 */
export function overSegment(
	component: Component,
	contrast: Plane,
	labels: Int32Array,
	height: number,
	first: number,
	narrowest: number,
): Part[] {
	const own = inkOf(component, contrast, labels);
	const seams = component.box.width < narrowest * height ? [] : chooseSeams(own, height);
	return divide(component, seams, labels, contrast.width, first);
}

/** The component's own contrast in its box. */
function inkOf({ label, box }: Component, { width, values }: Plane, labels: Int32Array): Plane {
	const own = new Float32Array(box.width * box.height);
	for (let y = 0, to = 0; y < box.height; y++) {
		for (let x = 0, from = (box.top + y) * width + box.left; x < box.width; x++, from++, to++) {
			own[to] = labels[from] === label ? (values[from] as number) : 0;
		}
	}
	return { width: box.width, height: box.height, values: own };
}

/** The cheapest seams that differ, from the left. */
function chooseSeams(ink: Plane, height: number): Seam[] {
	const full = greatest(ink.values);
	const sums = inkBefore(ink);
	const total = sums.reduce((sum, row) => sum + (row[ink.width] as number), 0);
	const least = leastInk * height ** 2 * full;
	/** How much ink lies left of one seam, and between two. */
	const left = (seam: Seam): number => sums.reduce((sum, row, y) => sum + (row[seam[y] as number] as number), 0);
	const between = (one: Seam, other: Seam): number =>
		sums.reduce(
			(sum, row, y) => sum + Math.abs((row[one[y] as number] as number) - (row[other[y] as number] as number)),
			0,
		);
	const rows = [...new Set(anchors.map((share) => Math.round(share * (ink.height - 1))))];
	const chosen: Seam[] = [];
	const cheapest = findSeams(ink, rows)
		.filter(({ cost }) => cost < highestCost * height * full)
		.sort((one: CostedSeam, other: CostedSeam) => one.cost - other.cost);
	for (const { seam } of cheapest) {
		const cut = left(seam);
		if (cut > least && total - cut > least && chosen.every((other) => between(seam, other) > least)) {
			chosen.push(seam);
		}
	}
	return chosen.sort((one, other) => mean(one) - mean(other));
}

/** For each row the sum of its values before each column, and of all. */
function inkBefore({ width, height, values }: Plane): Float32Array[] {
	return Array.from({ length: height }, (_, y) => {
		const sums = new Float32Array(width + 1);
		for (let x = 0; x < width; x++) {
			sums[x + 1] = (sums[x] as number) + (values[y * width + x] as number);
		}
		return sums;
	});
}

function mean(seam: Seam): number {
	return seam.reduce((sum, x) => sum + x, 0) / seam.length;
}

/** Gives each pixel of the component the part that has as many seams to its left. */
function divide(
	{ label, box }: Component,
	seams: readonly Seam[],
	labels: Int32Array,
	stride: number,
	first: number,
): Part[] {
	const parts = Array.from({ length: seams.length + 1 }, () => ({
		area: 0,
		left: Infinity,
		right: -1,
		top: Infinity,
		bottom: -1,
	}));
	for (let row = 0; row < box.height; row++) {
		const y = box.top + row;
		for (let column = 0; column < box.width; column++) {
			const x = box.left + column;
			if (labels[y * stride + x] === label) {
				const at = seams.reduce((count, seam) => count + ((seam[row] as number) <= column ? 1 : 0), 0);
				labels[y * stride + x] = first + at;
				const part = parts[at] as (typeof parts)[number];
				part.area++;
				part.left = Math.min(part.left, x);
				part.right = Math.max(part.right, x);
				part.top = Math.min(part.top, y);
				part.bottom = y;
			}
		}
	}
	return parts
		.map(({ area, left, right, top, bottom }, at) => ({
			label: first + at,
			component: label,
			area,
			box: { left, top, width: right - left + 1, height: bottom - top + 1 },
		}))
		.filter(({ area }) => area > 0);
}
