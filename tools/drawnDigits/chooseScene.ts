import type { Random } from '../../src/core/createRandom.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** What makes a picture hard; the bench reports by these. */
export interface Description {
	readonly polarity: 'dark on light' | 'light on dark';
	/** The longer side, in pixels. */
	readonly size: number;
	/** Height of the digit's 20×20 box as a share of the shorter side. */
	readonly share: number;
	readonly paper: 'plain' | 'ruled' | 'squared';
	/** Width of the pen in pixels of the 28×28 digit; 0: as MNIST's writer left it. */
	readonly pen: number;
	readonly shadow: boolean;
	/** Whether the table under the paper shows. */
	readonly table: boolean;
	readonly dust: boolean;
	/** Standard deviation, in gray levels. */
	readonly noise: number;
	/** Standard deviation, in pixels of the picture. */
	readonly blur: number;
	/** Of the JPEG. */
	readonly quality: number;
}

/** How a digit is written and photographed. Lengths are in pixels of the picture, unless said otherwise. */
export interface Scene {
	readonly description: Description;
	readonly width: number;
	readonly height: number;
	/** The middle of the digit's box. */
	readonly middle: readonly [x: number, y: number];
	/** Pixels of the picture per pixel of the digit. */
	readonly scale: number;
	/** Of the writing against the frame, and of the ruled lines against the writing; radians. */
	readonly angle: number;
	readonly slope: number;
	/** How much smaller the far side is, along x and y: −0.12..0.12. */
	readonly perspective: readonly [x: number, y: number];
	readonly paperColour: Colour;
	readonly inkColour: Colour;
	readonly lineColour: Colour;
	/** Between lines, and their width and the first one's place, in pixels of the digit. */
	readonly lines: { readonly spacing: number; readonly width: number; readonly phase: number };
	/** How much darker the frame's dark end is (0..1), and the direction towards it in radians. */
	readonly gradient: { readonly depth: number; readonly direction: number };
	/** A shadow over a half plane: its edge passes `at` (0..1 of the frame along the direction), soft over `softness` of the frame. */
	readonly shadow: {
		readonly depth: number;
		readonly direction: number;
		readonly at: number;
		readonly softness: number;
	};
	/** Where the table shows: so many pixels at each side, slanted by `slant` pixels per pixel. */
	readonly table: { readonly left: number; readonly top: number; readonly slant: number; readonly colour: Colour };
	readonly dust: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
}

/** A digit lower than this is not written on any paper: people could not read it either. */
const lowestDigit = 16;

export interface SceneLimits {
	/** The range of the longer side, in pixels. */
	readonly smallest: number;
	readonly largest: number;
	/** The least height of the digit's box as a share of the shorter side; 0.15 unless told otherwise. */
	readonly leastShare?: number;
}

/** Draws lots for everything. */
export function chooseScene(random: Random, { smallest, largest, leastShare = 0.15 }: SceneLimits): Scene {
	const size = Math.round(random.logBetween(smallest, largest));
	const shorter = Math.round(size * random.pick([1, 1, 0.75, 0.75, 0.667, 0.5625]));
	const [width, height] = random.chance(0.5) ? [size, shorter] : [shorter, size];
	const share = random.logBetween(Math.max(leastShare, Math.min(0.9, lowestDigit / shorter)), 0.9);
	const box = share * shorter;
	const angle = (random.between(-12, 12) * Math.PI) / 180;
	const reach = box * 0.66;
	const middle = [
		reach < width / 2 ? random.between(reach, width - reach) : width / 2,
		reach < height / 2 ? random.between(reach, height - reach) : height / 2,
	] as const;

	const light = random.chance(0.3);
	const paper = random.pick(['plain', 'plain', 'ruled', 'squared'] as const);
	const tint: Colour = [random.between(0.8, 1), random.between(0.85, 1), random.between(0.75, 1)];
	const paperLuma = light ? random.between(5, 90) : random.between(150, 255);
	const paperColour = scaled(tint, paperLuma);
	const inkColour = light ? lightInk(random) : darkInk(random, paperLuma);
	const shadow = random.chance(0.35);
	const table = random.chance(0.15);
	const spacing = paper === 'squared' ? random.between(6, 14) : random.between(14, 30);
	const dust = random.chance(0.25);
	const freeLeft = Math.max(0, middle[0] - reach);
	const freeTop = Math.max(0, middle[1] - reach);
	return {
		description: {
			polarity: light ? 'light on dark' : 'dark on light',
			size,
			share,
			paper,
			pen: random.chance(0.4) ? 0 : random.logBetween(0.6, 3.8),
			shadow,
			table,
			dust,
			noise: random.chance(0.7) ? random.between(1, 12) : 0,
			blur: random.chance(0.4) ? random.between(0.3, Math.max(0.5, Math.min(6, box / 50))) : 0,
			quality: Math.round(random.between(40, 95)),
		},
		width,
		height,
		middle,
		scale: box / 20,
		angle,
		slope: random.between(-0.05, 0.05),
		perspective: [random.between(-0.12, 0.12), random.between(-0.12, 0.12)],
		paperColour,
		inkColour,
		lineColour: lineColour(random, paperColour, inkColour),
		lines: { spacing, width: spacing * random.between(0.02, 0.05), phase: random.between(0, 1) },
		gradient: { depth: random.chance(0.5) ? random.between(0.1, 0.5) : 0, direction: random.between(0, 2 * Math.PI) },
		shadow: {
			depth: shadow ? random.between(0.2, 0.55) : 0,
			direction: random.between(0, 2 * Math.PI),
			at: random.between(-0.35, 0.35),
			softness: random.logBetween(0.01, 0.4),
		},
		table: {
			left: table ? random.between(-0.2, 0.9) * freeLeft : -size,
			top: table ? random.between(-0.2, 0.9) * freeTop : -size,
			slant: random.between(-0.05, 0.05),
			colour: scaled([1, random.between(0.7, 1), random.between(0.5, 1)], random.between(20, 130)),
		},
		dust: Array.from({ length: dust ? 1 + random.below(8) : 0 }, () => ({
			x: random.between(0, width),
			y: random.between(0, height),
			radius: (box / 20) * random.between(0.15, 0.6),
		})),
	};
}

/** The same on plain paper that fills the frame, without shadow and dust. */
export function plain(scene: Scene): Scene {
	return {
		...scene,
		description: { ...scene.description, paper: 'plain', shadow: false, table: false, dust: false },
		shadow: { ...scene.shadow, depth: 0 },
		table: { ...scene.table, left: -scene.description.size, top: -scene.description.size },
		dust: [],
	};
}

function scaled([red, green, blue]: Colour, luma: number): Colour {
	const factor = luma / (0.299 * red + 0.587 * green + 0.114 * blue);
	return [Math.min(255, red * factor), Math.min(255, green * factor), Math.min(255, blue * factor)];
}

/** Black, blue, red, green pens and pencil, at least 70 gray levels darker than the paper. */
function darkInk(random: Random, paperLuma: number): Colour {
	const hue = random.pick<Colour>([
		[1, 1, 1],
		[1, 1, 1.1],
		[0.25, 0.4, 1.4],
		[0.1, 0.3, 1],
		[1.5, 0.3, 0.35],
		[0.3, 1, 0.4],
	]);
	return scaled(hue, random.between(10, Math.min(110, paperLuma - 70)));
}

/** Chalk, white and yellow pens. */
function lightInk(random: Random): Colour {
	return scaled(
		random.pick<Colour>([
			[1, 1, 1],
			[1, 1, 0.9],
			[1, 0.95, 0.5],
			[0.8, 1, 0.85],
		]),
		random.between(175, 255),
	);
}

/** From the paper's colour a part of the way to the ink's, bluish or reddish. */
function lineColour(random: Random, paper: Colour, ink: Colour): Colour {
	const part = random.between(0.1, 0.4);
	const cast = random.pick<Colour>([
		[-12, 0, 12],
		[0, 0, 0],
		[14, -8, -8],
	]);
	return [0, 1, 2].map((at) => {
		const from = paper[at] as number;
		return Math.min(255, Math.max(0, from + part * ((ink[at] as number) - from) + (cast[at] as number)));
	}) as unknown as Colour;
}
