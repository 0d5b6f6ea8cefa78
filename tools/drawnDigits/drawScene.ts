import sharp from 'sharp';
import { digitSide, luma, type GrayImage } from '../../src/core/image.ts';
import type { Scene } from './chooseScene.ts';
import type { Random } from '../../src/core/createRandom.ts';
import type { Stroke } from './stroke.ts';

/** RGB, 0..255, row-major. */
export interface ColourImage {
	readonly width: number;
	readonly height: number;
	readonly pixels: Uint8Array;
}

/** What is written on the paper, and which point of it, in pixels of the digit, comes to the scene's `middle`. */
export interface Written {
	readonly stroke: Stroke;
	readonly center: readonly [x: number, y: number];
	/** Its width and height, in pixels of the digit; a digit's 28×28 unless told otherwise. */
	readonly extent?: readonly [width: number, height: number];
}

/** Of what is one digit. */
const digitExtent = [digitSide, digitSide] as const;

/** The scene as a camera sees it: {@link drawScene}, blurred and noisy. */
export async function photograph(scene: Scene, written: Written | undefined, random: Random): Promise<ColourImage> {
	return addNoise(await blur(drawScene(scene, written), scene.description.blur), scene, random);
}

/** The scene with what is written on its paper, before the camera's blur and noise; the empty paper where nothing is. */
export function drawScene(scene: Scene, written: Written | undefined): ColourImage {
	const { width, height, scale } = scene;
	const pixels = new Uint8Array(width * height * 3);
	const light = lighting(scene);
	const toPaper = projection(scene);
	for (let y = 0, index = 0; y < height; y++) {
		for (let x = 0; x < width; x++, index += 3) {
			const [across, down] = toPaper(x + 0.5, y + 0.5);
			const ink = written ? inkAt(written, across, down, scale) : 0;
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

/** From a point of the picture to one of the paper, in pixels of the digit, with what is written around the origin. */
export function projection({ width, height, middle, scale, angle, perspective }: Scene) {
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
function inkAt(
	{ stroke, center, extent: [width, height] = digitExtent }: Written,
	across: number,
	down: number,
	scale: number,
): number {
	const x = across + center[0];
	const y = down + center[1];
	if (x < 0.5 || x > width - 0.5 || y < 0.5 || y > height - 0.5) {
		return 0;
	}
	return Math.min(1, Math.max(0, 0.5 + stroke.depth(x, y) * scale));
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
export function addNoise(image: ColourImage, { description }: Scene, random: Random): ColourImage {
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
		const gray = table[state & 4095] as number;
		const colour = 0.4 * (table[(state >>> 12) & 4095] as number);
		pixels[index] = clamp((pixels[index] as number) + gray + colour);
		pixels[index + 1] = clamp((pixels[index + 1] as number) + gray);
		pixels[index + 2] = clamp((pixels[index + 2] as number) + gray - colour);
	}
	return image;
}

function clamp(value: number): number {
	return value < 0 ? 0 : value > 255 ? 255 : value;
}

export function toGray({ width, height, pixels }: ColourImage): GrayImage {
	const gray = new Uint8Array(width * height);
	for (let index = 0, from = 0; index < gray.length; index++, from += 3) {
		gray[index] = luma(pixels[from] as number, pixels[from + 1] as number, pixels[from + 2] as number);
	}
	return { width, height, pixels: gray };
}
