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

/** The 8-connected components of what has at least `threshold`. */
export function labelComponents(contrast: Plane, threshold: number): LabeledComponents {
	const { width, height, values } = contrast;
	const labels = new Int32Array(values.length);
	const all: Component[] = [];
	const queue: number[] = [];
	for (let seed = 0; seed < values.length; seed++) {
		if ((values[seed] as number) < threshold || labels[seed] !== 0) {
			continue;
		}
		const label = all.length + 1;
		let [area, sum, outline, atEdge] = [0, 0, 0, 0];
		let [left, right, top, bottom] = [width, -1, height, -1];
		labels[seed] = label;
		queue.push(seed);
		for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
			const x = index % width;
			const y = (index - x) / width;
			area++;
			sum += values[index] as number;
			left = Math.min(left, x);
			right = Math.max(right, x);
			top = Math.min(top, y);
			bottom = Math.max(bottom, y);
			if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
				atEdge++;
				outline++;
			} else if (
				(values[index - 1] as number) < threshold ||
				(values[index + 1] as number) < threshold ||
				(values[index - width] as number) < threshold ||
				(values[index + width] as number) < threshold
			) {
				outline++;
			}
			for (let nextY = Math.max(0, y - 1); nextY <= Math.min(height - 1, y + 1); nextY++) {
				for (let nextX = Math.max(0, x - 1); nextX <= Math.min(width - 1, x + 1); nextX++) {
					const next = nextY * width + nextX;
					if ((values[next] as number) >= threshold && labels[next] === 0) {
						labels[next] = label;
						queue.push(next);
					}
				}
			}
		}
		const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
		all.push({ label, area, contrast: sum / area, outline, box, atEdge });
	}
	return { all, labels };
}
