import { scratch, scratchCopy } from '../core/scratch.ts';
import { pad, type Plane } from './plane.ts';

/** The greatest value within `radius` pixels along x and y. */
export function dilate(plane: Plane, radius: number): Plane {
	return slide(plane, radius, 1);
}

/** The least value within `radius` pixels along x and y. */
export function erode(plane: Plane, radius: number): Plane {
	return slide(plane, radius, -1);
}

/** Fills what is dark and narrower than `2 * radius + 1` pixels; slopes and edges of wider things stay. */
export function close(plane: Plane, radius: number): Plane {
	return erode(dilate(plane, radius), radius);
}

/**
 * The least plane that is nowhere under `floor`, takes no step up from its neighbours but where `floor` does, and
 * starts from `marker` (which is nowhere under `floor`): marker's water runs off along the valleys of `floor`.
 * Reconstruction by erosion, by two scans and a queue (Vincent 1993, the hybrid algorithm).
 */
export function reconstruct(marker: Plane, floor: Plane): Plane {
	const { width, height } = floor;
	// A rim of infinite height spares every step the question whether it leaves the picture.
	const stride = width + 2;
	const bottom = pad(floor, 1, Infinity).values;
	const values = pad(marker, 1, Infinity).values;
	const queue: number[] = [];
	const before = [-stride - 1, -stride, -stride + 1, -1];
	const after = [1, stride - 1, stride, stride + 1];
	const first = stride + 1;
	const last = stride * (height + 1) - 2;
	for (let index = first; index <= last; index++) {
		let least = values[index] as number;
		for (let step = 0; step < 4; step++) {
			least = Math.min(least, values[index + (before[step] as number)] as number);
		}
		values[index] = Math.max(least, bottom[index] as number);
	}
	for (let index = last; index >= first; index--) {
		let least = values[index] as number;
		for (let step = 0; step < 4; step++) {
			least = Math.min(least, values[index + (after[step] as number)] as number);
		}
		const value = Math.max(least, bottom[index] as number);
		values[index] = value;
		for (let step = 0; step < 4; step++) {
			const next = index + (after[step] as number);
			if ((values[next] as number) > value && (values[next] as number) > (bottom[next] as number)) {
				queue.push(index);
				break;
			}
		}
	}
	const around = [...before, ...after];
	// The queue grows while it is read.
	for (const index of queue) {
		const value = values[index] as number;
		for (let step = 0; step < 8; step++) {
			const next = index + (around[step] as number);
			const floorThere = bottom[next] as number;
			const there = values[next] as number;
			if (there > value && there > floorThere) {
				values[next] = Math.max(value, floorThere);
				queue.push(next);
			}
		}
	}
	const reconstructed = scratch(Float32Array, width * height);
	for (let y = 0; y < height; y++) {
		reconstructed.set(values.subarray((y + 1) * stride + 1, (y + 1) * stride + 1 + width), y * width);
	}
	return { width, height, values: reconstructed };
}

/** Running maxima of `sign` times the values over rows, then columns, in a constant number of steps a pixel (van Herk 1992, Gil and Werman 1993). */
function slide({ width, height, values }: Plane, radius: number, sign: 1 | -1): Plane {
	const longest = Math.max(width, height) + 4 * radius + 2;
	const scratch = { forward: new Float32Array(longest), backward: new Float32Array(longest) };
	const slid = scratchCopy(values);
	for (let y = 0; y < height; y++) {
		slideLine(slid, y * width, 1, width, radius, sign, scratch);
	}
	for (let x = 0; x < width; x++) {
		slideLine(slid, x, width, height, radius, sign, scratch);
	}
	return { width, height, values: slid };
}

function slideLine(
	values: Float32Array,
	start: number,
	stride: number,
	length: number,
	radius: number,
	sign: 1 | -1,
	{ forward, backward }: { readonly forward: Float32Array; readonly backward: Float32Array },
): void {
	const window = 2 * radius + 1;
	const padded = Math.ceil((length + 2 * radius) / window) * window;
	for (const line of [forward, backward]) {
		line.fill(-Infinity, 0, radius);
		line.fill(-Infinity, radius + length, padded);
	}
	for (let index = radius, at = start; index < radius + length; index++, at += stride) {
		forward[index] = backward[index] = sign * (values[at] as number);
	}
	for (let block = 0; block < padded; block += window) {
		const last = block + window - 1;
		let running = forward[block] as number;
		for (let index = block + 1; index <= last; index++) {
			const value = forward[index] as number;
			running = value > running ? value : running;
			forward[index] = running;
		}
		running = backward[last] as number;
		for (let index = last - 1; index >= block; index--) {
			const value = backward[index] as number;
			running = value > running ? value : running;
			backward[index] = running;
		}
	}
	for (let index = 0, at = start; index < length; index++, at += stride) {
		// Taken out of an array, as a pair, both would be 18 MB of garbage a photo.
		const before = backward[index] as number;
		const after = forward[index + window - 1] as number;
		values[at] = sign * (before > after ? before : after);
	}
}

/** Moves the outline of bright shapes by `distance` pixels: outwards, or inwards where it is negative. */
export function offsetOutline({ width, height, values }: Plane, distance: number): Plane {
	const reach = Math.abs(distance);
	const outwards = distance > 0;
	const moved = scratchCopy(values);
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
					const extreme = moved[index] as number;
					moved[index] = outwards ? Math.max(extreme, other) : Math.min(extreme, other);
				}
			}
		}
	}
	return { width, height, values: moved };
}
