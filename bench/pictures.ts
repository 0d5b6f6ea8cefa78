import sharp from 'sharp';
import { digitSide, luma, type Digit, type GrayImage } from '../src/core/image.ts';
import { readMnist, type MnistSet } from './picturesMnist.ts';
import { penStroke, writtenStroke, type Stroke } from './picturesPen.ts';
import { createRandom, type Random } from './picturesRandom.ts';
import { chooseScene, type Description, type Scene } from './picturesScene.ts';

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

/** RGB, 0..255, row-major. */
interface ColourImage {
	readonly width: number;
	readonly height: number;
	readonly pixels: Uint8Array;
}

/**
 * Photos of handwritten digits as people take them: MNIST digits rewritten with many pens on many papers, lit
 * unevenly, rotated, seen at an angle, noisy and blurred, as JPEG. The same seed gives the same pictures.
 */
export async function* drawPictures(options: DrawOptions): AsyncGenerator<DrawnPicture, void, undefined> {
	for (const { label, scene, digit, random } of chooseAll(options)) {
		const image = addNoise(await blur(draw(digit, scene, random), scene.description.blur), scene, random);
		const { width, height, pixels } = image;
		const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } })
			.jpeg({ quality: scene.description.quality })
			.toBuffer();
		yield { label, jpeg, description: scene.description };
	}
}

/** The same pictures without blur and JPEG, as grey: a quick way to many of them, for training. */
export function* drawGrayPictures(options: DrawOptions): Generator<{ label: number; image: GrayImage }> {
	for (const { label, scene, digit, random } of chooseAll(options)) {
		yield { label, image: toGray(addNoise(draw(digit, scene, random), scene, random)) };
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

function draw(digit: Digit, scene: Scene, random: Random): ColourImage {
	const { width, height, scale, description } = scene;
	const stroke =
		description.pen === 0 ? writtenStroke(digit, random.between(-0.3, 0.3)) : penStroke(digit, description.pen);
	const pixels = new Uint8Array(width * height * 3);
	const light = lighting(scene);
	const toPaper = projection(scene);
	const [centerX, centerY] = boxCenter(digit);
	for (let y = 0, index = 0; y < height; y++) {
		for (let x = 0; x < width; x++, index += 3) {
			const [across, down] = toPaper(x + 0.5, y + 0.5);
			const ink = inkAt(stroke, across + centerX, down + centerY, scale);
			const line = (1 - ink) * lineAt(scene, across, down);
			const onTable = tableAt(scene, x, y);
			const brightness = light(x, y);
			for (let channel = 0; channel < 3; channel++) {
				const paper = scene.paperColour[channel] as number;
				const drawn =
					paper +
					ink * ((scene.inkColour[channel] as number) - paper) +
					line * ((scene.lineColour[channel] as number) - paper);
				const seen = drawn + onTable * ((scene.table.colour[channel] as number) - drawn);
				pixels[index + channel] = seen * brightness;
			}
		}
	}
	for (const speck of scene.dust) {
		drawSpeck(pixels, scene, speck);
	}
	return { width, height, pixels };
}

/** From a point of the picture to one of the paper, in pixels of the digit, with the digit's box around the origin. */
function projection({ width, height, middle, scale, angle, perspective }: Scene) {
	const cosine = Math.cos(angle) / scale;
	const sine = Math.sin(angle) / scale;
	const leanX = (2 * perspective[0]) / width;
	const leanY = (2 * perspective[1]) / height;
	const point: [number, number] = [0, 0];
	return (x: number, y: number): readonly [number, number] => {
		const right = x - middle[0];
		const below = y - middle[1];
		const depth = 1 + right * leanX + below * leanY;
		point[0] = (right * cosine + below * sine) / depth;
		point[1] = (below * cosine - right * sine) / depth;
		return point;
	};
}

/** How much of the pixel at a point of the digit is ink, 0..1: the pen's edge is one pixel of the picture wide. */
function inkAt(stroke: Stroke, across: number, down: number, scale: number): number {
	if (across < 0.5 || across > 27.5 || down < 0.5 || down > 27.5) {
		return 0;
	}
	return Math.min(1, Math.max(0, 0.5 + stroke.depth(across, down) * scale));
}

/** MNIST centres by mass; a digit is placed in a picture by the box around it. */
function boxCenter(digit: Digit): [x: number, y: number] {
	const inked = Array.from(digit.keys()).filter((index) => (digit[index] as number) > 0);
	const columns = inked.map((index) => index % digitSide);
	const rows = inked.map((index) => Math.floor(index / digitSide));
	const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values) + 1) / 2;
	return [middle(columns), middle(rows)];
}

function lineAt({ description, lines, scale, slope }: Scene, across: number, down: number): number {
	if (description.paper === 'plain') {
		return 0;
	}
	const horizontal = cover(down + slope * across, lines, scale);
	return description.paper === 'ruled' ? horizontal : Math.max(horizontal, cover(across - slope * down, lines, scale));
}

/** How much of the pixel at this distance from the first line is line, 0..1. */
function cover(distance: number, { spacing, width, phase }: Scene['lines'], scale: number): number {
	const turns = distance / spacing + phase;
	const away = Math.abs(turns - Math.round(turns)) * spacing;
	return Math.min(1, width * scale, Math.max(0, 0.5 + (width / 2 - away) * scale));
}

function tableAt({ table }: Scene, x: number, y: number): number {
	const inside = Math.min(x - table.left - y * table.slant, y - table.top + x * table.slant);
	return Math.min(1, Math.max(0, 0.5 - inside));
}

/** How much light falls on a pixel, 0..1. */
function lighting({ width, height, gradient, shadow }: Scene): (x: number, y: number) => number {
	const gradientX = Math.cos(gradient.direction) / width;
	const gradientY = Math.sin(gradient.direction) / height;
	const shadowX = Math.cos(shadow.direction) / width;
	const shadowY = Math.sin(shadow.direction) / height;
	return (x, y) => {
		const right = x - width / 2;
		const below = y - height / 2;
		const along = Math.min(1, Math.max(0, 0.5 + right * gradientX + below * gradientY));
		const depth = Math.min(1, Math.max(0, 0.5 + (right * shadowX + below * shadowY - shadow.at) / shadow.softness));
		return (1 - gradient.depth * along) * (1 - shadow.depth * depth * depth * (3 - 2 * depth));
	};
}

function drawSpeck(pixels: Uint8Array, { width, height, inkColour }: Scene, speck: Scene['dust'][number]): void {
	const reach = Math.ceil(speck.radius + 1);
	const left = Math.max(0, Math.floor(speck.x - reach));
	const top = Math.max(0, Math.floor(speck.y - reach));
	for (let y = top; y < Math.min(height, speck.y + reach); y++) {
		for (let x = left; x < Math.min(width, speck.x + reach); x++) {
			const covered = Math.min(1, Math.max(0, 0.5 + speck.radius - Math.hypot(x - speck.x, y - speck.y)));
			for (let channel = 0; channel < 3; channel++) {
				const index = (y * width + x) * 3 + channel;
				const under = pixels[index] as number;
				pixels[index] = under + 0.8 * covered * ((inkColour[channel] as number) - under);
			}
		}
	}
}

async function blur(image: ColourImage, sigma: number): Promise<ColourImage> {
	if (sigma < 0.3) {
		return image;
	}
	const { width, height } = image;
	const pixels = await sharp(image.pixels, { raw: { width, height, channels: 3 } })
		.blur(sigma)
		.raw()
		.toBuffer();
	return { width, height, pixels };
}

/** Gaussian noise, mostly the same in all channels, as sensors leave it after their own processing. */
function addNoise(image: ColourImage, { description }: Scene, random: Random): ColourImage {
	if (description.noise === 0) {
		return image;
	}
	const table = Float32Array.from(
		{ length: 4096 },
		() =>
			description.noise * Math.sqrt(-2 * Math.log(random.between(1e-9, 1))) * Math.cos(random.between(0, 2 * Math.PI)),
	);
	const { pixels } = image;
	let state = random.below(2 ** 31) | 1;
	for (let index = 0; index < pixels.length; index += 3) {
		// Xorshift (Marsaglia 2003): one draw a pixel, quicker than `random`.
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		const grey = table[state & 4095] as number;
		const colour = 0.4 * (table[(state >>> 12) & 4095] as number);
		pixels[index] = clamp((pixels[index] as number) + grey + colour);
		pixels[index + 1] = clamp((pixels[index + 1] as number) + grey);
		pixels[index + 2] = clamp((pixels[index + 2] as number) + grey - colour);
	}
	return image;
}

function clamp(value: number): number {
	return value < 0 ? 0 : value > 255 ? 255 : value;
}

function toGray({ width, height, pixels }: ColourImage): GrayImage {
	return {
		width,
		height,
		pixels: Uint8Array.from({ length: width * height }, (_, index) =>
			luma(pixels[3 * index] as number, pixels[3 * index + 1] as number, pixels[3 * index + 2] as number),
		),
	};
}
