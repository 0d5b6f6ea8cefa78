import type { Random } from '../../src/core/createRandom.ts';
import { maskSide } from './stroke.ts';

type Point = readonly [x: number, y: number];

/** Within 20 of the digit's 28 pixels, in samples of a mask. */
const middle = maskSide / 2;
const reach = (maskSide * 10) / 28;

/** What a pen leaves that is neither digit nor letter, as SVG paths for `rasterize`: more lines than any digit has. */
export function chooseScribble(random: Random): string {
	const lines = random.pick([tangle, crossedCircle, zigzag, spiral, arrow, hatching, star])(random);
	const width = (maskSide / 28) * random.logBetween(0.8, 3);
	return lines
		.map((line) => `<path d="${line}" fill="none" stroke="black" stroke-width="${width}" stroke-linecap="round"/>`)
		.join('');
}

function tangle(random: Random): string[] {
	return Array.from({ length: 3 + random.below(4) }, () => {
		const points = Array.from({ length: 6 }, () => anywhere(random).join(' '));
		return `M${points[0]}C${points.slice(1, 4).join(' ')}S${points.slice(4).join(' ')}`;
	});
}

function crossedCircle(random: Random): string[] {
	const [wide, high] = [reach * random.between(0.5, 0.8), reach * random.between(0.5, 0.8)];
	const turns = random.between(2, 3 * Math.PI);
	const circle = Array.from({ length: 48 }, (_, at): Point => {
		const angle = turns + (at / 44) * 2 * Math.PI;
		return [middle + wide * Math.cos(angle), middle + high * Math.sin(angle)];
	});
	const slant = random.between(-0.3, 0.3);
	const cross = [0.25 + slant, 0.75 + slant].map((part) => through(part * Math.PI));
	return [polyline(circle), ...cross];
}

function zigzag(random: Random): string[] {
	const corners = 6 + random.below(8);
	const height = random.between(0.3, 1);
	const points = Array.from({ length: corners }, (_, at): Point => {
		const side = at % 2 === 0 ? -1 : 1;
		return [
			middle + reach * ((2 * at) / (corners - 1) - 1 + random.between(-0.1, 0.1)),
			middle + reach * height * side * random.between(0.5, 1),
		];
	});
	return [polyline(random.chance(0.5) ? points : points.map(([x, y]): Point => [y, x]))];
}

function spiral(random: Random): string[] {
	const turns = random.between(2.5, 4.5);
	const start = random.between(0, 2 * Math.PI);
	const squeeze = random.between(0.7, 1);
	const way = random.pick([-1, 1]);
	return [
		polyline(
			Array.from({ length: 100 }, (_, at): Point => {
				const angle = start + (way * turns * 2 * Math.PI * at) / 99;
				const radius = (reach * at) / 99;
				return [middle + radius * Math.cos(angle), middle + squeeze * radius * Math.sin(angle)];
			}),
		),
	];
}

/** With a head at each end. */
function arrow(random: Random): string[] {
	const angle = random.between(0, Math.PI);
	const head = reach * random.between(0.4, 0.7);
	const opening = random.between(0.5, 0.9);
	return [
		through(angle),
		...[angle, angle + Math.PI].map((direction) => {
			const [x, y] = at(direction, reach);
			const ends = [opening, -opening].map((turn): Point => {
				const back = direction + Math.PI + turn;
				return [x + head * Math.cos(back), y + head * Math.sin(back)];
			});
			return polyline([ends[0] as Point, [x, y], ends[1] as Point]);
		}),
	];
}

/** Two sets of parallel lines. */
function hatching(random: Random): string[] {
	const angle = random.between(0, Math.PI);
	const count = 3 + random.below(4);
	return [angle, angle + random.between(0.9, 1.6)].flatMap((direction) =>
		Array.from({ length: count }, (_, line) => {
			const aside = reach * 0.7 * ((2 * line) / (count - 1) - 1 + random.between(-0.1, 0.1));
			const [right, below] = [-Math.sin(direction) * aside, Math.cos(direction) * aside];
			const half = reach * random.between(0.6, 0.85);
			const [x, y] = [Math.cos(direction) * half, Math.sin(direction) * half];
			return polyline([
				[middle + right - x, middle + below - y],
				[middle + right + x, middle + below + y],
			]);
		}),
	);
}

function star(random: Random): string[] {
	const lines = 3 + random.below(3);
	const start = random.between(0, Math.PI);
	return Array.from({ length: lines }, (_, line) => through(start + (line * Math.PI) / lines));
}

function through(angle: number): string {
	return polyline([at(angle, reach), at(angle + Math.PI, reach)]);
}

function at(angle: number, radius: number): Point {
	return [middle + radius * Math.cos(angle), middle + radius * Math.sin(angle)];
}

function anywhere(random: Random): Point {
	return [middle + reach * random.between(-1, 1), middle + reach * random.between(-1, 1)];
}

function polyline(points: readonly Point[]): string {
	return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
}
