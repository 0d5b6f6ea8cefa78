import { existsSync, readFileSync } from 'node:fs';
import opentype, { type Font, type PathCommand } from 'opentype.js';

/** Which fonts: those to train on, or those that no training has seen. */
export type FontSet = 'train' | 'test';

/**
 * Packages of `@fontsource`, under the licences in model/fonts.md. Handwriting, with all the shapes of 1, 2, 4, 6, 7
 * and 9 that could be found, of schools too; then a few for print. Left out were fonts whose digits are missing,
 * decorated, slashed or another font's, and packages above 12 MB.
 */
export const fontNames: Readonly<Record<FontSet, readonly string[]>> = {
	train: [
		'caveat',
		'caveat-brush',
		'patrick-hand',
		'indie-flower',
		'shadows-into-light',
		'kalam',
		'gloria-hallelujah',
		'permanent-marker',
		'architects-daughter',
		'rock-salt',
		'reenie-beanie',
		'covered-by-your-grace',
		'nothing-you-could-do',
		'just-another-hand',
		'homemade-apple',
		'coming-soon',
		'handlee',
		'gaegu',
		'nanum-pen-script',
		'schoolbell',
		'sue-ellen-francisco',
		'waiting-for-the-sunrise',
		'over-the-rainbow',
		'la-belle-aurore',
		'cedarville-cursive',
		'dawning-of-a-new-day',
		'zeyada',
		'swanky-and-moo-moo',
		'walter-turncoat',
		'annie-use-your-telescope',
		'crafty-girls',
		'gochi-hand',
		'neucha',
		'bad-script',
		'marck-script',
		'short-stack',
		'delius',
		'itim',
		'mali',
		'sriracha',
		'kristi',
		'allura',
		'poor-story',
		'chilanka',
		'finger-paint',
		'amatic-sc',
		'dancing-script',
		'kaushan-script',
		'east-sea-dokdo',
		'single-day',
		'yusei-magic',
		'playwrite-de-grund',
		'playwrite-fr-moderne',
		'playwrite-it-moderna',
		'playwrite-nl',
		'playwrite-us-trad',
		'edu-nsw-act-foundation',
		'edu-tas-beginner',
		'roboto',
		'lora',
		'courier-prime',
		'oswald',
	],
	test: [
		'dekko',
		'fuzzy-bubbles',
		'give-you-glory',
		'hi-melody',
		'just-me-again-down-here',
		'kavivanar',
		'loved-by-the-king',
		'mansalva',
		'open-sans',
		'pangolin',
		'shantell-sans',
		'the-girl-next-door',
		'yomogi',
	],
};

/** Outlines of a character: SVG path data, y downwards, in thousandths of the em. */
export interface Glyph {
	readonly path: string;
	/** The path's contours as polygons, each x, y, x, y, …. */
	readonly contours: readonly (readonly number[])[];
}

/** A font's regular weight, or the nearest there is. */
export function readFont(name: string): (character: string) => Glyph | undefined {
	const font = opentype.parse(readFontFile(name));
	const glyphs = new Map<string, Glyph | undefined>();
	return (character) => {
		if (!glyphs.has(character)) {
			glyphs.set(character, toGlyph(font, character));
		}
		return glyphs.get(character);
	};
}

function readFontFile(name: string): ArrayBuffer {
	const paths = [400, 300, 700].map(
		(weight) => `node_modules/@fontsource/${name}/files/${name}-latin-${weight}-normal.woff`,
	);
	const path = paths.find((path) => existsSync(path));
	if (path === undefined) {
		throw new Error(`No such file: ${paths.join(', ')}`);
	}
	return new Uint8Array(readFileSync(path)).buffer;
}

/** Undefined where the font does not have the character. */
function toGlyph(font: Font, character: string): Glyph | undefined {
	if (!font.hasChar(character)) {
		return undefined;
	}
	const path = font.charToGlyph(character).getPath(0, 0, 1000);
	const contours = toContours(path.commands);
	return contours.length === 0 ? undefined : { path: path.toPathData(1), contours };
}

/** Points on each curve that is not a line, as many as a picture of 28 pixels could show. */
const pointsPerCurve = 8;

function toContours(commands: readonly PathCommand[]): number[][] {
	const contours: number[][] = [];
	let contour: number[] = [];
	let [startX, startY] = [0, 0];
	for (const command of commands) {
		if (command.type === 'Z') {
			continue;
		}
		if (command.type === 'M') {
			contour = [];
			contours.push(contour);
		} else if (command.type === 'Q' || command.type === 'C') {
			for (let step = 1; step < pointsPerCurve; step++) {
				const t = step / pointsPerCurve;
				contour.push(along(t, startX, command, 'x'), along(t, startY, command, 'y'));
			}
		}
		contour.push(command.x, command.y);
		[startX, startY] = [command.x, command.y];
	}
	return contours;
}

/** A coordinate of a quadratic or cubic Bézier curve at 0 < t < 1. */
function along(t: number, start: number, curve: Extract<PathCommand, { type: 'Q' | 'C' }>, axis: 'x' | 'y'): number {
	const rest = 1 - t;
	const [first, end] = [curve[`${axis}1`], curve[axis]];
	return curve.type === 'Q'
		? rest * rest * start + 2 * rest * t * first + t * t * end
		: rest ** 3 * start + 3 * rest * rest * t * first + 3 * rest * t * t * curve[`${axis}2`] + t ** 3 * end;
}
