import sharp from 'sharp';
import type { Random } from '../../src/core/createRandom.ts';
import type { Glyph } from './fonts.ts';
import { maskSide, maskStroke, type Stroke } from './stroke.ts';

/** The side of the box that what is written fills, in pixels of the digit: as MNIST's. */
const boxSide = 20;

/** The middle of a digit's 28×28. */
export const boxCenter = [14, 14] as const;

/** The range of a pen's width, in pixels of the digit: a fine pen on a large digit to a broad marker. */
const [finestPen, broadestPen] = [0.8, 3.8];

/** A font's character as another hand would write it: narrower or wider, slanted, with a finer or broader pen. */
export async function writeGlyph({ path, contours }: Glyph, random: Random): Promise<Stroke> {
	const aspect = random.logBetween(0.75, 1.3);
	const shear = random.between(-0.25, 0.25);
	const sheared = contours.map((contour) =>
		contour.map((value, at) => (at % 2 === 0 ? aspect * value - shear * (contour[at + 1] as number) : value)),
	);
	const [left, right] = extent(sheared, 0);
	const [top, bottom] = extent(sheared, 1);
	const scale = ((boxSide / 28) * maskSide) / Math.max(right - left, bottom - top);
	const x = maskSide / 2 - (scale * (left + right)) / 2;
	const y = maskSide / 2 - (scale * (top + bottom)) / 2;
	const mask = await rasterize(
		`<path d="${path}" transform="matrix(${scale * aspect} 0 ${-scale * shear} ${scale} ${x} ${y})"/>`,
	);
	const drawn = (scale * penWidth(sheared) * 28) / maskSide;
	// What is thinned by more than a half falls apart where the pen was light; loops that are too narrow for a pen
	// are filled by it. A line has none.
	const narrower = (scale * Math.min(right - left, bottom - top) * 28) / maskSide;
	const broadest = narrower < 2 * drawn ? broadestPen : Math.min(broadestPen, 0.3 * narrower);
	const wanted = Math.max(drawn / 2, random.logBetween(finestPen, Math.max(drawn, broadest)));
	return maskStroke(mask, (wanted - drawn) / 2);
}

/** What an SVG's elements cover, as a mask of {@link maskStroke}. */
export async function rasterize(elements: string): Promise<Uint8Array> {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${maskSide}" height="${maskSide}">${elements}</svg>`;
	const alpha = await sharp(Buffer.from(svg)).ensureAlpha().extractChannel('alpha').raw().toBuffer();
	return new Uint8Array(alpha.map((value) => (value >= 128 ? 1 : 0)));
}

function extent(contours: readonly (readonly number[])[], axis: 0 | 1): readonly [least: number, greatest: number] {
	let least = Infinity;
	let greatest = -Infinity;
	for (const contour of contours) {
		for (let at = axis; at < contour.length; at += 2) {
			least = Math.min(least, contour[at] as number);
			greatest = Math.max(greatest, contour[at] as number);
		}
	}
	return [least, greatest];
}

/** The width of a long line with this outline: twice its area by its perimeter. */
function penWidth(contours: readonly (readonly number[])[]): number {
	let area = 0;
	let perimeter = 0;
	for (const contour of contours) {
		for (let at = 0; at < contour.length; at += 2) {
			const [x, y] = [contour[at] as number, contour[at + 1] as number];
			const next = (at + 2) % contour.length;
			const [nextX, nextY] = [contour[next] as number, contour[next + 1] as number];
			area += (x * nextY - nextX * y) / 2;
			perimeter += Math.hypot(nextX - x, nextY - y);
		}
	}
	return (2 * Math.abs(area)) / perimeter;
}
