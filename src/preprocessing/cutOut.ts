import type { LabeledComponents } from './components.ts';
import type { Group } from './groups.ts';
import type { Ink } from './ink.ts';
import { dilate } from './morphology.ts';
import { quantile, type Plane } from './plane.ts';

/**
 * The group alone, with the paper around it. Most of MNIST's ink is at its full 255, so the tone that 60 % of the
 * ink does not reach becomes 1, and what hardly differs from the paper 0.
 */
export function cutOut(
	{ box, components: members }: Group,
	{ labels }: LabeledComponents,
	{ contrast, noise }: Ink,
): Plane {
	const reach = Math.max(2, Math.round(0.06 * Math.max(box.width, box.height)));
	const left = Math.max(0, box.left - reach);
	const top = Math.max(0, box.top - reach);
	const width = Math.min(contrast.width, box.left + box.width + reach) - left;
	const height = Math.min(contrast.height, box.top + box.height + reach) - top;
	const own = new Set(members.map(({ label }) => label));

	const region = { width, height, values: new Float32Array(width * height) };
	const mask = { width, height, values: new Float32Array(width * height) };
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
	const full = quantile(inked, 0.6, 1);
	const floor = Math.min(0.3 * full, Math.max(0.03 * full, 2.5 * noise));
	const near = dilate(mask, reach).values;
	const values = region.values.map((value, index) =>
		near[index] === 0 ? 0 : Math.min(1, Math.max(0, (value - floor) / (full - floor))),
	);
	return { width, height, values };
}
