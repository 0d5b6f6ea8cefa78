import { pad, quantile, type Plane } from './plane.ts';

/** The margin added at each side, as a share of the shorter side. */
const marginShare = 0.4;

/**
 * A picture that was cropped to its digit, with paper around it again, of the brightness that most of its rim has.
 * Undefined where less than `paperShare` (0..1) of its rim looks like that.
 */
export function addMargin(plane: Plane, paperShare: number): Plane | undefined {
	const { width, height, values } = plane;
	const at = (x: number, y: number): number => values[y * width + x] as number;
	const rim: number[] = [];
	for (let x = 0; x < width; x++) {
		rim.push(at(x, 0), at(x, height - 1));
	}
	for (let y = 0; y < height; y++) {
		rim.push(at(0, y), at(width - 1, y));
	}
	const paper = quantile(rim, 0.5, 256);
	const range = quantile(values, 0.98, 256) - quantile(values, 0.02, 256);
	if (rim.filter((value) => Math.abs(value - paper) < 0.25 * range).length < paperShare * rim.length) {
		return undefined;
	}
	const margin = Math.ceil(marginShare * Math.min(width, height));
	return pad(plane, margin, paper);
}
