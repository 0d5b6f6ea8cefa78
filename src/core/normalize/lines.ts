import { quantile, type Plane } from './plane.ts';
import { resample } from './resize.ts';

/** A straight line across the picture: `offset + slope * x` is its y, or for upright ones its x by y. */
interface Line {
	readonly upright: boolean;
	readonly slope: number;
	readonly offset: number;
}

/** Lines are looked for in a picture whose shorter side has this many pixels. */
const searchSide = 120;

/** Every so many pixels along a line one is looked at. */
const pace = 2;

/** Ruled lines lean at most so far: 17°. */
const steepest = 0.3;

/** A ruled line is seen along so much of the picture, and is at most this share of its shorter side thick. */
const seenShare = 0.55;
const thickest = 0.02;

/** A lone line that has this share of the contrast of the darkest ink is written, not printed. */
const palestInk = 0.65;

/** Where so many lines run so far apart, as a share of the picture, they are printed, however dark they are. */
const fewestRuled = 3;
const leastSpacing = 0.06;

/**
 * The contrast without ruled lines and squares: what is thin, straight and crosses most of the picture. Where
 * darker or thicker ink crosses a line, it stays. `floor` is the contrast from which on something is seen.
 */
export function eraseLines(contrast: Plane, floor: number): Plane {
	const { width, height } = contrast;
	const reduction = Math.max(1, Math.min(width, height) / searchSide);
	const [across, down] = [Math.max(1, Math.round(width / reduction)), Math.max(1, Math.round(height / reduction))];
	const small = resample(contrast, { left: 0, top: 0, width, height }, across, down);
	const seen = new Uint8Array(small.values.length);
	for (let index = 0; index < seen.length; index++) {
		seen[index] = (small.values[index] as number) >= floor ? 1 : 0;
	}
	const lying = findLines(seen, across, down, false);
	const upright = findLines(seen, down, across, true);
	const erased = { ...contrast, values: contrast.values.slice() };
	const palest = palestInk * quantile(contrast.values, 0.998, 1);
	const ruled = countApart(lying, across, down) + countApart(upright, down, across) >= fewestRuled;
	for (const line of [...lying, ...upright]) {
		eraseLine(contrast, erased, line, width / across, ruled ? Infinity : palest);
	}
	return erased;
}

/** The number of lines that run well apart from one another. */
function countApart(lines: readonly Line[], length: number, breadth: number): number {
	const middles = lines.map(({ slope, offset }) => offset + (slope * length) / 2).sort((one, other) => one - other);
	let count = 0;
	let last = -Infinity;
	for (const middle of middles) {
		if (middle - last >= leastSpacing * breadth) {
			count++;
			last = middle;
		}
	}
	return count;
}

/** By Hough's transform (Duda and Hart 1972): the line through most of what is seen, and the next without what lies on it. */
function findLines(seen: Uint8Array, length: number, breadth: number, upright: boolean): Line[] {
	const slopes = Array.from({ length: Math.ceil(steepest * length) + 1 }, (_, step) => (2 * step) / length - steepest);
	const highest = Math.ceil(steepest * length) + 1;
	const offsets = breadth + 2 * highest;
	const votes = new Int32Array(slopes.length * offsets);
	const place = (along: number, aside: number): number => (upright ? along * breadth + aside : aside * length + along);
	const cast = (along: number, aside: number, vote: number): void => {
		for (let step = 0; step < slopes.length; step++) {
			const at = step * offsets + Math.round(aside - (slopes[step] as number) * along) + highest;
			votes[at] = (votes[at] as number) + vote;
		}
	};
	let total = 0;
	for (let along = 0; along < length; along += pace) {
		for (let aside = 0; aside < breadth; aside++) {
			if (seen[place(along, aside)] === 1) {
				cast(along, aside, 1);
				total++;
			}
		}
	}
	// In a picture full of noise every line is crossed by much of it.
	const enough = Math.max((seenShare * length) / pace, (2.5 * total) / breadth);
	const found: number[] = [];
	for (let at = 0; at < votes.length; at++) {
		if ((votes[at] as number) >= enough) {
			found.push(at);
		}
	}
	found.sort((one, other) => (votes[other] as number) - (votes[one] as number));
	const left = seen.slice();
	const lines: Line[] = [];
	for (const at of found) {
		if ((votes[at] as number) < enough) {
			continue;
		}
		const slope = slopes[Math.floor(at / offsets)] as number;
		const offset = (at % offsets) - highest;
		lines.push({ upright, slope, offset });
		for (let along = 0; along < length; along += pace) {
			const middle = Math.round(offset + slope * along);
			for (let aside = Math.max(0, middle - 1); aside <= Math.min(breadth - 1, middle + 1); aside++) {
				if (left[place(along, aside)] === 1) {
					left[place(along, aside)] = 0;
					cast(along, aside, -1);
				}
			}
		}
	}
	return lines;
}

/** Follows a line, given in pixels `scale` times as large, and takes away what is no thicker and darker than it. */
function eraseLine(
	{ width, height, values }: Plane,
	erased: Plane,
	{ upright, slope, offset }: Line,
	scale: number,
	palest: number,
): void {
	const [length, breadth] = upright ? [height, width] : [width, height];
	const [stride, step] = upright ? [width, 1] : [1, width];
	const reach = Math.ceil(1.5 * scale);
	const mostThick = Math.max(3, thickest * Math.min(width, height));
	const peaks: { readonly along: number; readonly aside: number; readonly value: number }[] = [];
	for (let along = 0; along < length; along++) {
		const middle = Math.round((offset + 0.5) * scale + slope * along);
		let aside = -1;
		for (let at = Math.max(0, middle - reach); at <= Math.min(breadth - 1, middle + reach); at++) {
			if (
				aside < 0 ||
				(values[along * stride + at * step] as number) > (values[along * stride + aside * step] as number)
			) {
				aside = at;
			}
		}
		if (aside >= 0) {
			peaks.push({ along, aside, value: values[along * stride + aside * step] as number });
		}
	}
	const usual = peaks.map(({ value }) => value).sort((one, other) => one - other)[peaks.length >> 1] ?? 0;
	if (usual > palest) {
		return;
	}
	for (const { along, aside, value } of peaks) {
		if (value > 1.6 * usual) {
			continue;
		}
		const isLine = (at: number): boolean =>
			at >= 0 && at < breadth && (values[along * stride + at * step] as number) > 0.35 * usual;
		let first = aside;
		let last = aside;
		while (isLine(first - 1)) {
			first--;
		}
		while (isLine(last + 1)) {
			last++;
		}
		if (last - first + 1 <= mostThick) {
			for (let at = Math.max(0, first - 1); at <= Math.min(breadth - 1, last + 1); at++) {
				erased.values[along * stride + at * step] = 0;
			}
		}
	}
}
