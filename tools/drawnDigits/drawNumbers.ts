import sharp from 'sharp';
import type { Digit, GrayImage } from '../../src/core/image.ts';
import { createRandom, type Random } from '../../src/core/createRandom.ts';
import { chooseScene, plain, type Scene } from './chooseScene.ts';
import { photograph, projection, toGray } from './drawScene.ts';
import { readMnist, type LabelledDigit, type MnistSet } from './readMnist.ts';
import { penStroke, writtenStroke } from './stroke.ts';
import { depthIn, writeNumber, type Spacing, type WrittenNumber } from './writeNumber.ts';

/** `clean`: even paper, and no camera between; `photo`: see `drawPictures`. */
export type Ground = 'clean' | 'photo';

export interface DrawnNumber {
	/** What is written, line by line. */
	readonly lines: readonly string[];
	readonly ground: Ground;
	readonly jpeg: Uint8Array;
}

export interface NumberOptions {
	readonly count: number;
	/** How many digits a line has. */
	readonly digits: number;
	readonly spacing: Spacing;
	/** How many lines; 1 unless told otherwise. */
	readonly lines?: number;
	/** Both by turns unless told otherwise. */
	readonly ground?: Ground;
	/** What the digits are of; MNIST's test digits unless told otherwise. */
	readonly set?: MnistSet | readonly LabelledDigit[];
	readonly seed?: number;
	/** The most pixels of the longer side, unless the number needs more; 1400 unless told otherwise. */
	readonly largest?: number;
}

/** The range of pixels of the picture per pixel of the digit: digits of 36 to 120 pixels. */
const scales = [1.8, 6] as const;

/**
 * Pictures of numbers in digits of MNIST, by one pen each, from close up or as a small part of a photo, slightly
 * turned. The same seed gives the same pictures.
 */
export async function* drawNumbers(options: NumberOptions): AsyncGenerator<DrawnNumber, void, undefined> {
	for (const { chosen, ground, random } of chooseNumbers(options)) {
		const lines = chosen.map((line) => line.map(({ label }) => label).join(''));
		yield { lines, ground, jpeg: await photographNumber(chosen, { ...options, ground, random }) };
	}
}

export interface WritingOptions extends Pick<NumberOptions, 'spacing' | 'largest'> {
	readonly ground: Ground;
	/** Draws lots for the pen, the frame and the ground. */
	readonly random: Random;
}

/** These digits, line by line, as a JPEG. */
export async function photographNumber(
	chosen: readonly (readonly LabelledDigit[])[],
	options: WritingOptions,
): Promise<Uint8Array> {
	const { scene, written } = write(chosen, options);
	const { width, height, pixels } = await photograph(scene, written, options.random);
	return sharp(pixels, { raw: { width, height, channels: 3 } })
		.jpeg({ quality: scene.description.quality })
		.toBuffer();
}

export interface OwnedNumber {
	readonly image: GrayImage;
	/** The digits' labels, in the order in which they were written. */
	readonly labels: readonly number[];
	/** For each pixel 0, or 1 and more: whose ink it is, by the index in `labels`. */
	readonly owners: Uint8Array;
}

/** The same pictures without JPEG, with whose ink is where: for training. */
export async function* drawOwnedNumbers(options: NumberOptions): AsyncGenerator<OwnedNumber, void, undefined> {
	for (const { chosen, ground, random } of chooseNumbers(options)) {
		const { scene, written } = write(chosen, { ...options, ground, random });
		const image = toGray(await photograph(scene, written, random));
		const labels = written.placed.map(({ label }) => label);
		yield { image, labels, owners: ownersOf(scene, written) };
	}
}

function* chooseNumbers({ count, digits, lines = 1, ground, set = 'test', seed = 1 }: NumberOptions) {
	const all = typeof set === 'string' ? readMnist(set) : set;
	for (let index = 0; index < count; index++) {
		const random = createRandom(seed * 1_000_003 + index);
		const chosen = Array.from({ length: lines }, () => Array.from({ length: digits }, () => random.pick(all)));
		yield { chosen, random, ground: ground ?? (index % 2 === 0 ? 'clean' : 'photo') };
	}
}

function write(
	chosen: readonly (readonly LabelledDigit[])[],
	{ spacing, ground, largest = 1400, random }: WritingOptions,
): { scene: Scene; written: WrittenNumber } {
	const pen = random.chance(0.5) ? undefined : random.logBetween(1.2, 3.4);
	const bolder = random.between(-0.3, 0.3);
	const toStroke = (digit: Digit) => (pen === undefined ? writtenStroke(digit, bolder) : penStroke(digit, pen));
	const written = writeNumber(chosen, spacing, toStroke, random);
	return { written, scene: chooseNumberScene(written, ground, largest, random) };
}

/** The number in its frame: from edge to edge of a photo, as a part of one, or in a strip cut out around it. */
function chooseNumberScene(
	{ extent: [across, down] }: WrittenNumber,
	ground: Ground,
	largest: number,
	random: Random,
): Scene {
	const share = random.between(0.4, 0.9);
	const aspect = random.pick([4 / 3, 4 / 3, 1.5, 16 / 9, 'strip'] as const);
	const frame =
		aspect === 'strip'
			? ([across + random.between(4, 24), down + random.between(4, 24)] as const)
			: ([across / share, Math.max(across / share / aspect, down / 0.9)] as const);
	const most = Math.max(scales[0], Math.min(scales[1], largest / Math.max(...frame)));
	const scale = random.logBetween(scales[0], most);
	const [width, height] = frame.map((side) => Math.round(side * scale)) as [number, number];
	const size = Math.max(width, height);
	const base = chooseScene(random, { smallest: size, largest: size });
	const angle = (random.between(-4, 4) * Math.PI) / 180;
	const reach = [0.5 * across * scale, 0.5 * down * scale] as const;
	const place = (side: number, half: number) => (half < side / 2 ? random.between(half, side - half) : side / 2);
	const scene: Scene = {
		...base,
		width,
		height,
		scale,
		middle: [place(width, reach[0]), place(height, reach[1])],
		angle: aspect === 'strip' ? angle / 4 : angle,
		perspective: [base.perspective[0] / 3, base.perspective[1] / 3],
		description: {
			...base.description,
			table: false,
			blur: random.chance(0.4) ? random.between(0.3, Math.max(0.5, (20 * scale) / 50)) : 0,
		},
		table: { ...base.table, left: -size, top: -size },
		dust: base.dust.map((speck) => ({ ...speck, radius: scale * random.between(0.15, 0.5) })),
	};
	return ground === 'photo' ? scene : clean(scene);
}

function clean(scene: Scene): Scene {
	const even = plain(scene);
	return {
		...even,
		gradient: { ...even.gradient, depth: 0 },
		description: { ...even.description, noise: 0, blur: 0, quality: 92 },
	};
}

function ownersOf(scene: Scene, { placed, center }: WrittenNumber): Uint8Array {
	const { width, height, scale } = scene;
	const toPaper = projection(scene);
	const owners = new Uint8Array(width * height);
	for (let y = 0, index = 0; y < height; y++) {
		for (let x = 0; x < width; x++, index++) {
			const [across, down] = toPaper(x + 0.5, y + 0.5);
			let deepest = -0.5 / scale;
			for (const [at, digit] of placed.entries()) {
				const depth = depthIn(digit, across + center[0], down + center[1]);
				if (depth > deepest) {
					deepest = depth;
					owners[index] = at + 1;
				}
			}
		}
	}
	return owners;
}
