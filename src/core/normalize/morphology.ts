import type { Plane } from './plane.ts';

type Extreme = (one: number, other: number) => number;

const greater: Extreme = (one, other) => (one > other ? one : other);
const lesser: Extreme = (one, other) => (one < other ? one : other);

/** The greatest value within `radius` pixels along x and y. */
export function dilate(plane: Plane, radius: number): Plane {
	return slide(plane, radius, greater, -Infinity);
}

/** The least value within `radius` pixels along x and y. */
export function erode(plane: Plane, radius: number): Plane {
	return slide(plane, radius, lesser, Infinity);
}

/** Fills what is dark and narrower than `2 * radius + 1` pixels; slopes and edges of wider things stay. */
export function close(plane: Plane, radius: number): Plane {
	return erode(dilate(plane, radius), radius);
}

/** Running extremes over rows, then columns, in a constant number of steps a pixel (van Herk 1992, Gil and Werman 1993). */
function slide({ width, height, values }: Plane, radius: number, extreme: Extreme, neutral: number): Plane {
	const rows = new Float32Array(values.length);
	for (let y = 0; y < height; y++) {
		slideLine(values, rows, y * width, 1, width, radius, extreme, neutral);
	}
	const both = new Float32Array(values.length);
	for (let x = 0; x < width; x++) {
		slideLine(rows, both, x, width, height, radius, extreme, neutral);
	}
	return { width, height, values: both };
}

function slideLine(
	from: Float32Array,
	to: Float32Array,
	start: number,
	stride: number,
	length: number,
	radius: number,
	extreme: Extreme,
	neutral: number,
): void {
	const window = 2 * radius + 1;
	const padded = Math.ceil((length + 2 * radius) / window) * window;
	const forward = new Float32Array(padded);
	const backward = new Float32Array(padded);
	for (let index = 0; index < padded; index++) {
		const at = index - radius;
		const value = at >= 0 && at < length ? (from[start + at * stride] as number) : neutral;
		forward[index] = index % window === 0 ? value : extreme(forward[index - 1] as number, value);
		backward[index] = value;
	}
	for (let index = padded - 2; index >= 0; index--) {
		if ((index + 1) % window !== 0) {
			backward[index] = extreme(backward[index] as number, backward[index + 1] as number);
		}
	}
	for (let index = 0; index < length; index++) {
		to[start + index * stride] = extreme(backward[index] as number, forward[index + window - 1] as number);
	}
}

/** Moves the outline of bright shapes by `distance` pixels: outwards, or inwards where it is negative. */
export function moveOutline({ width, height, values }: Plane, distance: number): Plane {
	const reach = Math.abs(distance);
	const extreme = distance > 0 ? greater : lesser;
	const moved = values.slice();
	const whole = Math.ceil(reach);
	for (let y = -whole; y <= whole; y++) {
		for (let x = -whole; x <= whole; x++) {
			// A neighbour that the circle only grazes counts in part.
			const share = Math.min(1, reach + 0.5 - Math.hypot(x, y));
			if (share <= 0 || (x === 0 && y === 0)) {
				continue;
			}
			const left = Math.max(0, -x);
			const right = Math.min(width, width - x);
			for (let row = Math.max(0, -y); row < Math.min(height, height - y); row++) {
				const step = y * width + x;
				for (let index = row * width + left; index < row * width + right; index++) {
					const own = values[index] as number;
					const other = own + share * ((values[index + step] as number) - own);
					moved[index] = extreme(moved[index] as number, other);
				}
			}
		}
	}
	return { width, height, values: moved };
}
