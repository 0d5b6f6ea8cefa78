import type { GrayImage } from '../../src/core/image.ts';
import { chooseScene, type Description } from './chooseScene.ts';
import { createRandom, type Random } from '../../src/core/createRandom.ts';
import { seedOf, type FontOptions } from './drawFontDigits.ts';
import { drawNoise } from './drawNoise.ts';
import { photograph, toGray, type Written } from './drawScene.ts';
import { fontNames, readFont, type Glyph } from './fonts.ts';
import { chooseScribble } from './chooseScribble.ts';
import { maskStroke } from './stroke.ts';
import { boxCenter, rasterize, writeGlyph } from './writeGlyph.ts';

export type NonDigitKind = 'blank' | 'ruled' | 'noise' | 'letter' | 'scribble';

/** In the order in which they come, again and again. */
export const nonDigitKinds: readonly NonDigitKind[] = ['blank', 'ruled', 'noise', 'letter', 'scribble'];

/**
 * Letters and signs that a person does not take for a digit when they stand alone, of whatever size and with their
 * dots lost. Left out: B (8), b G (6), D O o (0), Q (0, 2), g q (9), I i l J j | ! / \ (1), S s $ (5), T ? (7), Y y (4, 9),
 * Z z (2), & § (8), % (0 and 0).
 */
const letters = Array.from('AaCcdEeFfHhKkLMmNnPpRrtUuVvWwXx#+*=@€~^');

export interface NonDigit {
	readonly kind: NonDigitKind;
	readonly image: GrayImage;
	/** Of the sheet and how it was taken; noise has none. */
	readonly description?: Description;
}

type ReadGlyph = (character: string) => Glyph | undefined;

/**
 * Pictures without a digit: blank, ruled and squared paper, lit, shadowed and dusty as in photos; noise and
 * textures; letters and scribbles. The same seed gives the same pictures.
 */
export async function* drawNonDigits({ count, fonts, seed = 1 }: FontOptions): AsyncGenerator<NonDigit> {
	const readers = fontNames[fonts].map(readFont);
	for (let index = 0; index < count; index++) {
		const random = createRandom(seedOf({ fonts, seed }, index));
		const kind = nonDigitKinds[index % nonDigitKinds.length] as NonDigitKind;
		yield kind === 'noise' ? { kind, image: drawNoise(random) } : await drawSheet(kind, readers, random);
	}
}

async function drawSheet(
	kind: Exclude<NonDigitKind, 'noise'>,
	readers: readonly ReadGlyph[],
	random: Random,
): Promise<NonDigit> {
	const scene = chooseScene(random, { smallest: 64, largest: 240 });
	const description = { ...scene.description, paper: choosePaper(kind, random) ?? scene.description.paper };
	const written = await write(kind, readers, random);
	return { kind, image: toGray(await photograph({ ...scene, description }, written, random)), description };
}

/** The paper that makes the kind; undefined where any does. */
function choosePaper(kind: NonDigitKind, random: Random): Description['paper'] | undefined {
	return kind === 'blank' ? 'plain' : kind === 'ruled' ? random.pick(['ruled', 'squared'] as const) : undefined;
}

async function write(
	kind: Exclude<NonDigitKind, 'noise'>,
	readers: readonly ReadGlyph[],
	random: Random,
): Promise<Written | undefined> {
	switch (kind) {
		case 'blank':
		case 'ruled':
			return undefined;
		case 'letter': {
			const glyph = chooseLetter(readers, random);
			return { stroke: await writeGlyph(glyph, random), center: boxCenter };
		}
		case 'scribble':
			return { stroke: maskStroke(await rasterize(chooseScribble(random)), 0), center: boxCenter };
	}
}

/** Not every font has every sign. */
function chooseLetter(readers: readonly ReadGlyph[], random: Random): Glyph {
	for (;;) {
		const glyph = random.pick(readers)(random.pick(letters));
		if (glyph !== undefined) {
			return glyph;
		}
	}
}
