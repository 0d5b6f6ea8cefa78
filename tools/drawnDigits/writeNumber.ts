import { digitSide, type Digit } from '../../src/core/image.ts';
import type { Random } from '../../src/core/createRandom.ts';
import type { Written } from './drawScene.ts';
import type { LabelledDigit } from './readMnist.ts';
import type { Stroke } from './stroke.ts';

/** How far digits stand apart: clearly, as most people write, nearly touching, or written into each other. */
export type Spacing = 'wide' | 'normal' | 'tight' | 'overlap';

export const spacings = ['wide', 'normal', 'tight', 'overlap'] as const satisfies readonly Spacing[];

/** The height of most digits' ink, in pixels of the digit: the side of MNIST's box. */
const inkHeight = 20;

/** From this on a pixel of MNIST is ink. */
const inkLevel = 128;

/** Ranges of the paper between two digits' boxes, as shares of {@link inkHeight}. */
const gaps: Readonly<Record<Exclude<Spacing, 'overlap'>, readonly [least: number, most: number]>> = {
	wide: [0.3, 0.8],
	normal: [0.1, 0.25],
	tight: [0, 0.06],
};

/** By how much the boxes of two digits overlap, as shares of their mean width. */
const overlaps = [0.05, 0.15] as const;

/** How far apart the middles of two lines are, as shares of {@link inkHeight}. */
const leading = [1.6, 2.4] as const;

/** A digit of a number: its place is that of its 28×28's upper left corner, in pixels of the digit. */
export interface PlacedDigit {
	readonly label: number;
	readonly stroke: Stroke;
	readonly left: number;
	readonly top: number;
	/** How many times as large as it is in MNIST. */
	readonly size: number;
}

/** Numbers as one writer's lines, one below the other, with what each digit of them is. */
export interface WrittenNumber extends Written {
	readonly placed: readonly PlacedDigit[];
	readonly extent: readonly [width: number, height: number];
}

/** Room around the ink for its pen, in pixels of the digit. */
const room = 6;

/** Writes lines of digits. `toStroke` has the writer's pen. */
export function writeNumber(
	lines: readonly (readonly LabelledDigit[])[],
	spacing: Spacing,
	toStroke: (digit: Digit) => Stroke,
	random: Random,
): WrittenNumber {
	const placed: PlacedDigit[] = [];
	let width = 0;
	let middle = room + inkHeight / 2;
	for (const [index, line] of lines.entries()) {
		middle += index === 0 ? 0 : inkHeight * random.between(...leading);
		let right = room;
		let lastWidth = 0;
		for (const [at, { label, digit }] of line.entries()) {
			const ink = inkBox(digit);
			const size = random.between(0.9, 1.1);
			const own = size * ink.width;
			const gap =
				spacing === 'overlap'
					? -random.between(...overlaps) * 0.5 * (own + lastWidth)
					: inkHeight * random.between(...gaps[spacing]);
			const from = at === 0 ? right : right + gap;
			placed.push({
				label,
				stroke: toStroke(digit),
				left: from - size * ink.left,
				top: middle + random.between(-1, 1) - size * (ink.top + ink.height / 2),
				size,
			});
			right = from + own;
			lastWidth = own;
		}
		width = Math.max(width, right + room);
	}
	const height = middle + inkHeight / 2 + room;
	return { placed, stroke: together(placed), center: [width / 2, height / 2], extent: [width, height] };
}

/** How far the point is inside the ink of a placed digit, in pixels of the digit; see {@link Stroke}. */
export function depthIn({ stroke, left, top, size }: PlacedDigit, x: number, y: number): number {
	const across = (x - left) / size;
	const down = (y - top) / size;
	const isInside = across > 0.5 && across < digitSide - 0.5 && down > 0.5 && down < digitSide - 0.5;
	return isInside ? size * stroke.depth(across, down) : -digitSide;
}

function together(placed: readonly PlacedDigit[]): Stroke {
	return { depth: (x, y) => placed.reduce((deepest, digit) => Math.max(deepest, depthIn(digit, x, y)), -digitSide) };
}

function inkBox(digit: Digit): { left: number; top: number; width: number; height: number } {
	const inked = Array.from(digit.keys()).filter((index) => (digit[index] as number) >= inkLevel);
	const columns = inked.map((index) => index % digitSide);
	const rows = inked.map((index) => Math.floor(index / digitSide));
	const [left, top] = [Math.min(...columns), Math.min(...rows)];
	return { left, top, width: Math.max(...columns) + 1 - left, height: Math.max(...rows) + 1 - top };
}
