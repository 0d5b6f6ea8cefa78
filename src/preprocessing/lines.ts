import { scratch, scratchCopy } from '../core/scratch.ts';
import { quantile, toPixels, type Plane } from './plane.ts';
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

/** A ruled line is seen along so much of the picture. */
const seenShare = 0.55;

/** A line that has this share of the contrast of the darkest ink may be written, not printed. */
const palestInk = 0.65;

/** As shares of the picture's shorter side: of any line, and of one that runs from edge to edge. */
const thickest = 0.02;
const thickestThrough = 0.06;

/** What is seen of a line at one place along it. */
interface Section {
	readonly along: number;
	/** The first and the last pixel across it. */
	readonly first: number;
	readonly last: number;
	/** Its greatest contrast. */
	readonly value: number;
}

/**
 * The contrast without ruled lines and squares: what is thin, straight and crosses most of the picture. Where
 * darker or thicker ink crosses a line, it stays. `floor` is the contrast from which on something is seen.
 */
export function eraseLines(contrast: Plane, floor: number): Plane {
	const { width, height } = contrast;
	const reduction = Math.max(1, Math.min(width, height) / searchSide);
	const [across, down] = [toPixels(width / reduction), toPixels(height / reduction)];
	const small = resample(contrast, { left: 0, top: 0, width, height }, across, down);
	const seen = scratch(Uint8Array, small.values.length);
	for (let index = 0; index < seen.length; index++) {
		seen[index] = (small.values[index] as number) >= floor ? 1 : 0;
	}
	const { lines: lying } = houghLines(seen, across, down, false);
	const { lines: upright } = houghLines(seen, down, across, true);
	const erased = { ...contrast, values: scratchCopy(contrast.values) };
	const palest = palestInk * quantile(contrast.values, 0.998, 1);
	// Upright lines and no lying ones may be a 1 that the picture was cropped to.
	const mayBeWritten = lying.length === 0;
	for (const line of [...lying, ...upright]) {
		eraseLine(contrast, erased, line, width / across, { palest, mayBeWritten });
	}
	return erased;
}

/** The share of what is seen, each pixel 1 or 0, that lies on straight lines along most of the picture. */
export function shareOnLines(seen: Uint8Array, width: number, height: number): number {
	const { left } = houghLines(houghLines(seen, width, height, false).left, height, width, true);
	const count = (pixels: Uint8Array): number => pixels.reduce((sum, pixel) => sum + pixel, 0);
	return 1 - count(left) / count(seen);
}

/**
 * By Hough's transform (Duda and Hart 1972): the line through most of what is seen, the next without what lies on it,
 * and so on, and what is left without them all.
 */
function houghLines(
	seen: Uint8Array,
	length: number,
	breadth: number,
	upright: boolean,
): { readonly lines: readonly Line[]; readonly left: Uint8Array } {
	const slopes = Array.from({ length: Math.ceil(steepest * length) + 1 }, (_, step) => (2 * step) / length - steepest);
	const highest = Math.ceil(steepest * length) + 1;
	const offsets = breadth + 2 * highest;
	const votes = scratch(Int32Array, slopes.length * offsets);
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
	const left = scratchCopy(seen);
	const lines: Line[] = [];
	for (const at of found) {
		if ((votes[at] as number) < enough) {
			continue;
		}
		const slope = slopes[Math.floor(at / offsets)] as number;
		const offset = (at % offsets) - highest;
		lines.push({ upright, slope, offset });
		for (let along = 0; along < length; along++) {
			const middle = Math.round(offset + slope * along);
			for (let aside = Math.max(0, middle - 1); aside <= Math.min(breadth - 1, middle + 1); aside++) {
				if (left[place(along, aside)] === 1) {
					left[place(along, aside)] = 0;
					if (along % pace === 0) {
						cast(along, aside, -1);
					}
				}
			}
		}
	}
	return { lines, left };
}

/**
 * Takes away a line, given in pixels `scale` times as large, where nothing thicker or darker crosses it. Nothing
 * that is written runs from edge to edge; what does not must be thin and paler than the ink.
 */
function eraseLine(
	contrast: Plane,
	erased: Plane,
	line: Line,
	scale: number,
	{ palest, mayBeWritten }: { readonly palest: number; readonly mayBeWritten: boolean },
): void {
	const { sections, usual } = follow(contrast, line, scale);
	const through = !mayBeWritten && runsThrough(sections, usual);
	if (usual > palest && !through) {
		return;
	}
	const { width, height } = contrast;
	const shorter = Math.min(width, height);
	const thickness = median(sections.map(({ first, last }) => last - first + 1));
	const own = through && thickness < thickestThrough * shorter ? 1.15 * thickness + 1 : 0;
	const most = Math.max(3, thickest * shorter, own);
	const [breadth, stride, step] = line.upright ? [width, width, 1] : [height, 1, width];
	for (const { along, first, last, value } of sections) {
		if (value <= 1.6 * usual && last - first + 1 <= most) {
			for (let at = Math.max(0, first - 1); at <= Math.min(breadth - 1, last + 1); at++) {
				erased.values[along * stride + at * step] = 0;
			}
		}
	}
}

/** The line's sections, at every pixel along it that is in the picture, and their median contrast. */
function follow(
	{ width, height, values }: Plane,
	{ upright, slope, offset }: Line,
	scale: number,
): { readonly sections: readonly Section[]; readonly usual: number } {
	const [length, breadth, stride, step] = upright ? [height, width, width, 1] : [width, height, 1, width];
	const reach = Math.ceil(1.5 * scale);
	const peaks: { readonly along: number; readonly aside: number; readonly value: number }[] = [];
	for (let along = 0; along < length; along++) {
		const valueAt = (at: number): number => values[along * stride + at * step] as number;
		const middle = Math.round((offset + 0.5) * scale + slope * along);
		let aside = -1;
		for (let at = Math.max(0, middle - reach); at <= Math.min(breadth - 1, middle + reach); at++) {
			if (aside < 0 || valueAt(at) > valueAt(aside)) {
				aside = at;
			}
		}
		if (aside >= 0) {
			peaks.push({ along, aside, value: valueAt(aside) });
		}
	}
	const usual = median(peaks.map(({ value }) => value));
	const sections = peaks.map(({ along, aside, value }) => {
		const isLine = (at: number): boolean =>
			at >= 0 && at < breadth && (values[along * stride + at * step] as number) > 0.35 * usual;
		let [first, last] = [aside, aside];
		while (isLine(first - 1)) {
			first--;
		}
		while (isLine(last + 1)) {
			last++;
		}
		return { along, first, last, value };
	});
	return { sections, usual };
}

/** Whether a line of the usual contrast is seen nearly everywhere, up to both of its ends. */
function runsThrough(sections: readonly Section[], usual: number): boolean {
	const seen = (part: readonly Section[]): number =>
		part.filter(({ value }) => value > 0.5 * usual).length / part.length;
	const end = Math.ceil(0.06 * sections.length);
	return seen(sections) > 0.9 && seen(sections.slice(0, end)) > 0.7 && seen(sections.slice(-end)) > 0.7;
}

function median(values: readonly number[]): number {
	return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}
