import { scratch } from '../core/scratch.ts';
import type { Component, LabeledComponents } from './components.ts';
import type { Ink } from './ink.ts';
import { dilate } from './morphology.ts';
import { quantile, toPixels, type Plane, type Region } from './plane.ts';

/** A part of a larger plane: its upper left pixel is that one's (`left`, `top`). */
export interface Crop extends Plane {
	readonly left: number;
	readonly top: number;
}

/**
 * A group alone, with the paper around it. Most of MNIST's ink is at its full 255, so the tone that 60 % of the
 * ink does not reach becomes 1, and what hardly differs from the paper 0.
 */
export function cutOut(
	{ box, components: members }: { readonly box: Region; readonly components: readonly Pick<Component, 'label'>[] },
	{ labels }: Pick<LabeledComponents, 'labels'>,
	{ contrast, noise }: Ink,
): Crop {
	const reach = toPixels(0.06 * Math.max(box.width, box.height), 2);
	const left = Math.max(0, box.left - reach);
	const top = Math.max(0, box.top - reach);
	const width = Math.min(contrast.width, box.left + box.width + reach) - left;
	const height = Math.min(contrast.height, box.top + box.height + reach) - top;
	const own = new Set(members.map(({ label }) => label));

	const region = { width, height, values: scratch(Float32Array, width * height) };
	const mask = { width, height, values: scratch(Float32Array, width * height) };
	const inked: number[] = [];
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const from = (top + y) * contrast.width + left + x;
			const to = y * width + x;
			const label = labels[from] as number;
			const value = contrast.values[from] as number;
			if (own.has(label)) {
				mask.values[to] = 1;
				inked.push(value);
			}
			region.values[to] = label === 0 || own.has(label) ? value : 0;
		}
	}
	const toInk = toneOf(inked, noise);
	const near = dilate(mask, reach).values;
	const values = region.values.map((value, index) => (near[index] === 0 ? 0 : toInk(value)));
	return { left, top, width, height, values };
}

/** From contrast to ink, 0..1, by the contrast of all pixels of the ink. */
export function toneOf(inked: Float32Array | readonly number[], noise: number): (value: number) => number {
	const full = quantile(inked, 0.6, 1);
	const floor = Math.min(0.3 * full, Math.max(0.03 * full, 2.5 * noise));
	return (value) => Math.min(1, Math.max(0, (value - floor) / (full - floor)));
}
