import { scratch } from '../core/scratch.ts';
import type { LabeledComponents } from './components.ts';
import { hullArea, type Span } from './convexHull.ts';
import { longer, type Group } from './groups.ts';
import { shareOnLines } from './lines.ts';
import { toPixels, type Plane, type Region } from './plane.ts';

/** As a share of the group's longer side; few pens are thinner where the digit fills the picture. */
const widestLine = 0.045;

/**
 * Ruled lines leave the picture at four places at least, where a 1 and a 7 do so at two and three, and most of their
 * ink is straight. Grain breaks them into more pieces than any digit has.
 */
const fewestExits = 4;
const straightShare = 0.7;
const fewestPieces = 5;

/** As a share of the picture's shorter side: what is less apart at the picture's edge leaves it at one place. */
const exitGap = 0.02;

/**
 * A patch fills so much of its convex hull, and the picture cuts it off along so much of its longer side, but not at
 * opposite sides as a digit that the picture was cropped to.
 */
const patchShare = 0.8;
const cutShare = 0.3;

type Cuts = [top: number, right: number, bottom: number, left: number];

/**
 * Whether a group belongs to the sheet and is not written on it: ruled lines that run out of the picture, or a patch of
 * light, shadow or table that it cuts off. `picture` is the part of `seen` that is no added margin.
 */
export function isOfSheet(group: Group, components: LabeledComponents, seen: Plane, picture: Region): boolean {
	const mask = maskOf(group, components, seen, picture);
	const sides = sidesOf(mask, picture);
	const [top, right, bottom, left] = sides.map((side) => side.reduce((sum, pixel) => sum + pixel, 0)) as Cuts;
	const isCropped = (top > 0 && bottom > 0) || (left > 0 && right > 0);
	if (!isCropped && top + right + bottom + left > cutShare * longer(group.box) && isPatch(mask, picture)) {
		return true;
	}
	const exits = countRuns(sides.flat(), toPixels(exitGap * Math.min(picture.width, picture.height), 2));
	return (
		group.strokeWidth < widestLine &&
		exits >= 2 &&
		(group.components.length >= fewestPieces ||
			(exits >= fewestExits && shareOnLines(mask, picture.width, picture.height) > straightShare))
	);
}

/** The picture, 1 where the group is. */
function maskOf({ components }: Group, { labels }: LabeledComponents, seen: Plane, picture: Region): Uint8Array {
	const own = new Set(components.map(({ label }) => label));
	const { left, top, width, height } = picture;
	const mask = scratch(Uint8Array, width * height);
	for (let y = 0, index = 0; y < height; y++) {
		for (let x = 0, from = (top + y) * seen.width + left; x < width; x++, index++, from++) {
			const label = labels[from] as number;
			mask[index] = label !== 0 && own.has(label) ? 1 : 0;
		}
	}
	return mask;
}

/** The pixels at the picture's top, right, bottom and left edge, clockwise. */
function sidesOf(mask: Uint8Array, { width, height }: Region): number[][] {
	const sides: readonly [start: number, step: number, length: number][] = [
		[0, 1, width - 1],
		[width - 1, width, height - 1],
		[width * height - 1, -1, width - 1],
		[width * (height - 1), -width, height - 1],
	];
	return sides.map(([start, step, length]) => Array.from({ length }, (_, at) => mask[start + at * step] as number));
}

/** How many runs of 1 there are in a closed ring; what is at most `gap` pixels apart is one. */
function countRuns(ring: readonly number[], gap: number): number {
	const before = (at: number, back: number): number => ring.at((at - back) % ring.length) as number;
	return ring.filter(
		(pixel, at) =>
			pixel === 1 && Array.from({ length: gap }, (_, back) => before(at, back + 1)).every((near) => near === 0),
	).length;
}

function isPatch(mask: Uint8Array, { width, height }: Region): boolean {
	const spans: Span[] = [];
	let area = 0;
	for (let y = 0; y < height; y++) {
		const row = mask.subarray(y * width, (y + 1) * width);
		const first = row.indexOf(1);
		if (first >= 0) {
			spans.push({ y, first, last: row.lastIndexOf(1) });
			area += row.reduce((sum, pixel) => sum + pixel, 0);
		}
	}
	return area > patchShare * hullArea(spans);
}
