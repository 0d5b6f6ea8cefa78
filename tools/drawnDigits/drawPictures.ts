import sharp from 'sharp';
import { digitSide, type Digit, type GrayImage } from '../../src/core/image.ts';
import { chooseScene, type Description, type Scene } from './chooseScene.ts';
import { createRandom, type Random } from '../../src/core/createRandom.ts';
import { addNoise, drawScene, photograph, toGray, type Written } from './drawScene.ts';
import { readMnist, type MnistSet } from './readMnist.ts';
import { penStroke, writtenStroke } from './stroke.ts';

export interface DrawnPicture {
	readonly label: number;
	readonly jpeg: Uint8Array;
	readonly description: Description;
}

export interface DrawOptions {
	readonly count: number;
	/** MNIST's test digits unless told otherwise. */
	readonly set?: MnistSet;
	readonly seed?: number;
	/** The range of the longer side, in pixels; 64 to 3000 unless told otherwise. */
	readonly smallest?: number;
	readonly largest?: number;
}

/**
 * Photos of handwritten digits as people take them: MNIST digits rewritten with many pens on many papers, lit
 * unevenly, rotated, seen at an angle, noisy and blurred, as JPEG. The same seed gives the same pictures.
 */
export async function* drawPictures(options: DrawOptions): AsyncGenerator<DrawnPicture, void, undefined> {
	for (const { label, scene, digit, random } of chooseAll(options)) {
		const { width, height, pixels } = await photograph(scene, write(digit, scene, random), random);
		const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
			.jpeg({ quality: scene.description.quality })
			.toBuffer();
		yield { label, jpeg, description: scene.description };
	}
}

/** The same pictures without blur and JPEG, as gray: a quick way to many of them, for training. */
export function* drawGrayPictures(options: DrawOptions): Generator<{ label: number; image: GrayImage }> {
	for (const { label, scene, digit, random } of chooseAll(options)) {
		yield { label, image: toGray(addNoise(drawScene(scene, write(digit, scene, random)), scene, random)) };
	}
}

function* chooseAll({ count, set = 'test', seed = 1, smallest = 64, largest = 3000 }: DrawOptions) {
	const digits = readMnist(set);
	for (let index = 0; index < count; index++) {
		const random = createRandom(seed * 1_000_003 + index);
		// A stride that shares no factor with 10,000 or 60,000 visits every digit before any comes again.
		const { label, digit } = digits[(index * 7919 + seed) % digits.length] as (typeof digits)[number];
		yield { label, digit, random, scene: chooseScene(random, { smallest, largest }) };
	}
}

/** MNIST centres by mass; a digit is placed in a picture by the box around it. */
function write(digit: Digit, { description }: Scene, random: Random): Written {
	const stroke =
		description.pen === 0 ? writtenStroke(digit, random.between(-0.3, 0.3)) : penStroke(digit, description.pen);
	return { stroke, center: boxCenter(digit) };
}

function boxCenter(digit: Digit): [x: number, y: number] {
	const inked = Array.from(digit.keys()).filter((index) => (digit[index] as number) > 0);
	const columns = inked.map((index) => index % digitSide);
	const rows = inked.map((index) => Math.floor(index / digitSide));
	const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values) + 1) / 2;
	return [middle(columns), middle(rows)];
}
