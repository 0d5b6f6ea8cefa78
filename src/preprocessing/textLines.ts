import type { Region } from './plane.ts';

interface Located {
	readonly box: Region;
}

/** Neighbours in a line stand at most so far apart, and middles of one line so far beside it: shares of the height. */
const farthest = 2;
const besideLine = 0.5;

/** Two neighbours have at least this share of the lower one's height in common. */
const commonHeight = 0.5;

/** By so much of the height digits dance around their line, and so much lines lean, as dy / dx: standard deviations. */
const dance = 0.1;
const usualSlope = 0.07;

/**
 * What stands in the same line of writing, line by line from the top, each from the left. The lines are parallel, and
 * lean as neighbours do on the whole. `height` is that of most items.
 */
export function toTextLines<Of extends Located>(items: readonly Of[], height: number): Of[][] {
	const slope = slopeOf(items, height);
	const place = ({ box }: Of): number => middleY(box) - slope * middleX(box);
	const lines: Of[][] = [];
	let last = -Infinity;
	for (const item of items.toSorted((one, other) => place(one) - place(other))) {
		const line = lines.at(-1);
		if (line && place(item) - last <= besideLine * height) {
			line.push(item);
		} else {
			lines.push([item]);
		}
		last = place(item);
	}
	return lines.map((line) => line.toSorted((one, other) => middleX(one.box) - middleX(other.box)));
}

/**
 * The slope of lines through chains of neighbours, each chain with its own height: by ridge regression, so that a few
 * digits say little.
 */
function slopeOf(items: readonly Located[], height: number): number {
	let [covariance, variance] = [0, ((dance * height) / usualSlope) ** 2];
	for (const chain of chainsOf(items, height)) {
		const meanX = mean(chain.map(({ box }) => middleX(box)));
		const meanY = mean(chain.map(({ box }) => middleY(box)));
		for (const { box } of chain) {
			covariance += (middleX(box) - meanX) * (middleY(box) - meanY);
			variance += (middleX(box) - meanX) ** 2;
		}
	}
	return covariance / variance;
}

/** From each item on that has no neighbour to its left: it, the nearest to its right, the nearest to that, … */
function chainsOf(items: readonly Located[], height: number): Located[][] {
	const next = new Map<Located, Located>();
	const taken = new Set<Located>();
	for (const item of items.toSorted((one, other) => middleX(one.box) - middleX(other.box))) {
		const nearest = items
			.filter((other) => middleX(other.box) > middleX(item.box) && areNeighbours(item.box, other.box, height))
			.sort((one, other) => middleX(one.box) - middleX(other.box))[0];
		if (nearest && !taken.has(nearest)) {
			next.set(item, nearest);
			taken.add(nearest);
		}
	}
	return items
		.filter((item) => !taken.has(item))
		.map((first) => {
			const chain = [first];
			for (let item = next.get(first); item; item = next.get(item)) {
				chain.push(item);
			}
			return chain;
		});
}

function areNeighbours(left: Region, right: Region, height: number): boolean {
	const common = Math.min(left.top + left.height, right.top + right.height) - Math.max(left.top, right.top);
	return (
		right.left - left.left - left.width < farthest * height &&
		common > commonHeight * Math.min(left.height, right.height)
	);
}

function middleX({ left, width }: Region): number {
	return left + width / 2;
}

function middleY({ top, height }: Region): number {
	return top + height / 2;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
