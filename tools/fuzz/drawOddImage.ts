import type { GrayImage } from '../../src/core/image.ts';
import type { Random } from '../../src/core/createRandom.ts';

/** Sides on which sizes and radii turn, in pixels. */
const oddSides = [1, 1, 2, 3, 4, 5, 8, 16, 27, 28, 28, 29, 64];

/** Paints over `pixels`, row-major, of a picture so many pixels wide. */
type Layer = (pixels: Uint8ClampedArray, width: number, random: Random) => void;

/**
 * A picture that nobody takes, for finding out what `normalize` does not expect: shapes from one pixel to long
 * strips, constant or filled with noise, strokes, dots, bars, steps and frames in any contrast.
 */
export function drawOddImage(random: Random): GrayImage {
	const side = (): number => (random.chance(0.5) ? random.pick(oddSides) : Math.round(random.logBetween(1, 300)));
	const [width, height] = random.chance(0.05)
		? random.pick([[1, 2000] as const, [2000, 1] as const])
		: [side(), side()];
	const pixels = new Uint8ClampedArray(width * height).fill(random.pick([0, 255, random.below(256)]));
	for (let count = random.below(5); count > 0; count--) {
		random.pick(layers)(pixels, width, random);
	}
	return { width, height, pixels: new Uint8Array(pixels.buffer) };
}

const layers: readonly Layer[] = [
	function noise(pixels, _, random) {
		const amount = random.logBetween(1, 255);
		const share = random.pick([1, 1, random.between(0, 1)]);
		for (const [index, before] of pixels.entries()) {
			pixels[index] = random.chance(share) ? before + random.between(-amount, amount) : before;
		}
	},
	function binaryNoise(pixels, _, random) {
		const share = random.between(0, 1);
		const [one, other] = [random.below(256), random.below(256)];
		for (const index of pixels.keys()) {
			pixels[index] = random.chance(share) ? one : other;
		}
	},
	function strokes(pixels, width, random) {
		const height = pixels.length / width;
		const luma = random.below(256);
		const pen = random.logBetween(0.5, Math.max(1, width / 2));
		let [x, y] = [random.between(0, width), random.between(0, height)];
		for (let corner = 1 + random.below(6); corner > 0; corner--) {
			const [toX, toY] = [random.between(-0.2, 1.2) * width, random.between(-0.2, 1.2) * height];
			const steps = Math.ceil((2 * Math.hypot(toX - x, toY - y)) / pen);
			for (let step = 0; step < steps; step++) {
				disc(pixels, width, x + ((toX - x) * step) / steps, y + ((toY - y) * step) / steps, pen / 2, luma);
			}
			[x, y] = [toX, toY];
		}
	},
	function dots(pixels, width, random) {
		const luma = random.below(256);
		for (let count = 1 + random.below(30); count > 0; count--) {
			const radius = random.logBetween(0.5, 5);
			disc(pixels, width, random.between(0, width), random.between(0, pixels.length / width), radius, luma);
		}
	},
	function bar(pixels, width, random) {
		const height = pixels.length / width;
		const luma = random.below(256);
		const [left, top] = [random.below(width), random.below(height)];
		const [right, bottom] = [left + 1 + random.below(width - left), top + 1 + random.below(height - top)];
		for (let y = top; y < bottom; y++) {
			pixels.fill(luma, y * width + left, y * width + right);
		}
	},
	function frame(pixels, width, random) {
		const height = pixels.length / width;
		const luma = random.below(256);
		const thickness = 1 + random.below(Math.ceil(Math.min(width, height) / 2));
		for (const index of pixels.keys()) {
			const [x, y] = [index % width, Math.floor(index / width)];
			pixels[index] = Math.min(x, y, width - 1 - x, height - 1 - y) < thickness ? luma : (pixels[index] as number);
		}
	},
	function ramp(pixels, width, random) {
		const [across, down] = [random.between(-2, 2), random.between(-2, 2)];
		for (const [index, before] of pixels.entries()) {
			pixels[index] = before + across * (index % width) + down * Math.floor(index / width);
		}
	},
	function invert(pixels) {
		for (const [index, before] of pixels.entries()) {
			pixels[index] = 255 - before;
		}
	},
];

function disc(pixels: Uint8ClampedArray, width: number, x: number, y: number, radius: number, luma: number): void {
	const height = pixels.length / width;
	for (let row = Math.max(0, Math.floor(y - radius)); row < Math.min(height, y + radius); row++) {
		for (let column = Math.max(0, Math.floor(x - radius)); column < Math.min(width, x + radius); column++) {
			if (Math.hypot(column + 0.5 - x, row + 0.5 - y) <= radius) {
				pixels[row * width + column] = luma;
			}
		}
	}
}
