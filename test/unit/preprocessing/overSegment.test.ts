import { describe, expect, it } from 'vitest';
import { labelComponents, type Component } from '../../../src/preprocessing/components.ts';
import { overSegment } from '../../../src/preprocessing/overSegment.ts';

/** Two rings that overlap, and what lies where, by the distance to their middles. */
function rings(radius: number, apart: number) {
	const [width, height] = [2 * radius + apart + 10, 2 * radius + 10];
	const distance = (index: number, middle: number) =>
		Math.abs(Math.hypot((index % width) - middle, Math.floor(index / width) - height / 2) - radius);
	const middles = [radius + 5, radius + 5 + apart];
	const values = Float32Array.from({ length: width * height }, (_, index) =>
		Math.min(1, Math.max(0, 2.5 - Math.min(...middles.map((middle) => distance(index, middle))))),
	);
	return { width, height, values, middle: (middles[0] as number) + apart / 2 };
}

describe('overSegment', () => {
	const ink = rings(16, 30);
	const { all, labels } = labelComponents(ink, 0.5);
	const [component] = all as [Component];
	const cut = (narrowest: number) => {
		const own = labels.slice();
		return { parts: overSegment(component, ink, own, 36, 10, narrowest), own };
	};

	it('gives every pixel to one part, each in its box', () => {
		const { parts, own } = cut(0.35);
		expect(all).toHaveLength(1);
		expect(parts.length).toBeGreaterThan(2);
		for (const { label, area, box } of parts) {
			const pixels = [...own.keys()].filter((index) => own[index] === label);
			expect(pixels).toHaveLength(area);
			const columns = pixels.map((index) => index % ink.width);
			expect([Math.min(...columns), Math.max(...columns)]).toEqual([box.left, box.left + box.width - 1]);
		}
		expect(parts.reduce((sum, { area }) => sum + area, 0)).toBe(component.area);
	});

	it('has a cut where two rings meet', () => {
		const { parts } = cut(0.35);
		const edges = parts.map(({ box }) => box.left);
		expect(Math.min(...edges.map((edge) => Math.abs(edge - ink.middle)))).toBeLessThan(4);
	});

	it('leaves whole what is too narrow for two', () => {
		const { parts, own } = cut(3);
		expect(parts.map(({ area, box }) => ({ area, box }))).toEqual([{ area: component.area, box: component.box }]);
		expect(new Set(own)).toEqual(new Set([0, 10]));
	});
});
