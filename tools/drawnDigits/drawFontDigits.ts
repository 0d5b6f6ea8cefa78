import type { GrayImage } from '../../src/core/image.ts';
import { chooseScene, plain } from './chooseScene.ts';
import { createRandom } from '../../src/core/createRandom.ts';
import { photograph, toGray } from './drawScene.ts';
import { fontNames, readFont, type FontSet } from './fonts.ts';
import { boxCenter, writeGlyph } from './writeGlyph.ts';

export interface FontOptions {
	readonly count: number;
	readonly fonts: FontSet;
	readonly seed?: number;
}

/**
 * Digits of fonts as if written with many pens on plain paper, 25 to 160 pixels high: every digit of every font
 * before any comes again. The same seed gives the same pictures.
 */
export async function* drawFontDigits({
	count,
	fonts,
	seed = 1,
}: FontOptions): AsyncGenerator<{ readonly label: number; readonly font: string; readonly image: GrayImage }> {
	const read = fontNames[fonts].map((name) => ({ name, glyphOf: readFont(name) }));
	for (let index = 0; index < count; index++) {
		const random = createRandom(seedOf({ fonts, seed }, index));
		const label = index % 10;
		const { name, glyphOf } = read[Math.floor(index / 10) % read.length] as (typeof read)[number];
		const glyph = glyphOf(String(label));
		if (glyph === undefined) {
			throw new Error(`No ${label} in the font: ${name}`);
		}
		const scene = plain(chooseScene(random, { smallest: 90, largest: 180, leastShare: 0.5 }));
		const written = { stroke: await writeGlyph(glyph, random), center: boxCenter };
		yield { label, font: name, image: toGray(await photograph(scene, written, random)) };
	}
}

/** No picture to measure by is one to train on, also where no font is in it. */
export function seedOf({ fonts, seed }: { readonly fonts: FontSet; readonly seed: number }, index: number): number {
	return (fonts === 'train' ? seed : -seed) * 1_000_003 + index;
}
