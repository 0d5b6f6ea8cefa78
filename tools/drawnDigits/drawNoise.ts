import type { GrayImage } from '../../src/core/image.ts';
import { resize } from '../../src/preprocessing/resize.ts';
import type { Random } from '../../src/core/createRandom.ts';

/** Pictures of nothing: white noise, soft blobs and blots, stripes and weaves, of 28 to 200 pixels a side. */
export function drawNoise(random: Random): GrayImage {
	const size = { width: side(random), height: side(random) };
	const middle = random.between(60, 200);
	const depth = random.logBetween(8, 120);
	const draw = random.pick<Texture>([whiteNoise, blobs, blots, stripes, weave]);
	const grain = random.chance(0.5) ? random.between(0, 10) : 0;
	const pixels = Uint8ClampedArray.from(
		draw(size, random),
		(value) => middle + depth * value + grain * random.between(-1.7, 1.7),
	);
	return { ...size, pixels: new Uint8Array(pixels.buffer) };
}

interface Size {
	readonly width: number;
	readonly height: number;
}

/** Values of about −1 to 1, row-major. */
type Texture = (size: Size, random: Random) => Float32Array;

function side(random: Random): number {
	return random.chance(0.2) ? 28 : Math.round(random.logBetween(28, 200));
}

function fill({ width, height }: Size, value: (x: number, y: number) => number): Float32Array {
	return Float32Array.from({ length: width * height }, (_, index) => value(index % width, Math.floor(index / width)));
}

function whiteNoise(size: Size, random: Random): Float32Array {
	return fill(size, () => random.between(-1, 1));
}

/** A few random values, smoothly enlarged. */
function blobs({ width, height }: Size, random: Random): Float32Array {
	const [columns, rows] = [2 + random.below(9), 2 + random.below(9)];
	const few = Uint8Array.from({ length: columns * rows }, () => random.below(256));
	const { pixels } = resize({ width: columns, height: rows, pixels: few }, width, height);
	return Float32Array.from(pixels, (value) => value / 127.5 - 1);
}

function blots(size: Size, random: Random): Float32Array {
	return blobs(size, random).map((value) => (value > 0 ? 1 : -1));
}

function stripes(size: Size, random: Random): Float32Array {
	const turn = random.between(0, Math.PI);
	const period = random.logBetween(4, 40);
	const bend = random.between(0, 3);
	return fill(size, (x, y) => {
		const along = x * Math.cos(turn) + y * Math.sin(turn);
		return Math.sin((2 * Math.PI * along) / period + bend * Math.sin((x - y) / period / 2));
	});
}

function weave(size: Size, random: Random): Float32Array {
	const [wide, high] = [random.logBetween(4, 30), random.logBetween(4, 30)];
	return fill(size, (x, y) => (Math.sin((2 * Math.PI * x) / wide) + Math.sin((2 * Math.PI * y) / high)) / 2);
}
