import { scratch } from '../core/scratch.ts';
import type { Plane, Region } from './plane.ts';

/** A connected component: ink that hangs together. */
export interface Component {
	/** Its number in {@link LabeledComponents.labels}. */
	readonly label: number;
	/** In pixels. */
	readonly area: number;
	/** Mean contrast, 0..1. */
	readonly contrast: number;
	/** How many of its pixels have paper beside them. */
	readonly outline: number;
	readonly box: Region;
	/** How many of its pixels lie at the picture's edge. */
	readonly atEdge: number;
}

export interface LabeledComponents {
	readonly all: readonly Component[];
	/** For every pixel the label of its component; 0 for paper. */
	readonly labels: Int32Array;
}

/** What is known of a pixel while components are looked for. */
const paper = 0;
const unseen = 1;
const labeled = 2;

/** The 8-connected components of what has at least `threshold`. */
export function labelComponents(contrast: Plane, threshold: number): LabeledComponents {
	const { width, height, values } = contrast;
	// A rim of paper spares every step the question whether it leaves the picture.
	const stride = width + 2;
	const states = scratch(Uint8Array, stride * (height + 2));
	for (let y = 0, index = 0; y < height; y++) {
		for (let x = 0, at = (y + 1) * stride + 1; x < width; x++, index++, at++) {
			states[at] = (values[index] as number) < threshold ? paper : unseen;
		}
	}
	const around = [-stride - 1, -stride, -stride + 1, -1, 1, stride - 1, stride, stride + 1];
	const labels = scratch(Int32Array, values.length);
	const all: Component[] = [];
	const queue: number[] = [];
	for (let seed = states.indexOf(unseen); seed >= 0; seed = states.indexOf(unseen, seed + 1)) {
		const label = all.length + 1;
		let area = 0;
		let sum = 0;
		let outline = 0;
		let atEdge = 0;
		let left = width;
		let right = -1;
		let top = height;
		let bottom = -1;
		states[seed] = labeled;
		queue.push(seed);
		for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
			const x = (at % stride) - 1;
			const y = Math.floor(at / stride) - 1;
			const index = y * width + x;
			labels[index] = label;
			area++;
			sum += values[index] as number;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
			if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
				atEdge++;
			}
			if (
				states[at - 1] === paper ||
				states[at + 1] === paper ||
				states[at - stride] === paper ||
				states[at + stride] === paper
			) {
				outline++;
			}
			for (let step = 0; step < 8; step++) {
				const next = at + (around[step] as number);
				if (states[next] === unseen) {
					states[next] = labeled;
					queue.push(next);
				}
			}
		}
		const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
		all.push({ label, area, contrast: sum / area, outline, box, atEdge });
	}
	return { all, labels };
}
