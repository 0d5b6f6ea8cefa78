import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ProblemError } from '../../../src/core/problem.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import type { GrayImage } from '../../../src/core/image.ts';
import { drawFontDigits, type FontOptions } from '../../../tools/drawnDigits/drawFontDigits.ts';
import { drawNonDigits, nonDigitKinds } from '../../../tools/drawnDigits/drawNonDigits.ts';
import { fontNames } from '../../../tools/drawnDigits/fonts.ts';

const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
	devDependencies: Record<string, string>;
};

test('no font to measure by is one to train on', () => {
	const all = [...fontNames.train, ...fontNames.test];
	expect(new Set(all).size).toBe(all.length);
	expect(fontNames.test.length).toBeGreaterThanOrEqual(10);
});

test('the fonts are the packages that are installed, each under a free licence that the table names', () => {
	const packages = [...fontNames.train, ...fontNames.test].map((name) => `@fontsource/${name}`);
	expect(Object.keys(devDependencies).filter((name) => name.startsWith('@fontsource/'))).toEqual(packages.toSorted());
	const table = readFileSync('model/fonts.md', 'utf8');
	for (const name of packages) {
		const { license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { license: string };
		expect(['OFL-1.1', 'Apache-2.0']).toContain(license);
		expect(table).toMatch(new RegExp(`\`${name}\` *\\| ${license} `));
	}
});

test.each(['train', 'test'] as const)('every digit of every font to %s is drawn', async (fonts) => {
	const drawn = await all(drawFontDigits({ count: 10 * fontNames[fonts].length, fonts }));
	expect(drawn.map(({ font, label }) => `${font} ${label}`)).toEqual(
		fontNames[fonts].flatMap((font) => Array.from({ length: 10 }, (_, label) => `${font} ${label}`)),
	);
});

test('what is drawn of the digits is found', async () => {
	const drawn = await all(drawFontDigits({ count: 100, fonts: 'train', seed: 3 }));
	expect(drawn.filter(({ image }) => !isFound(image))).toEqual([]);
});

test('all kinds of no digit are drawn in turn, and all that is written but one is found', async () => {
	const drawn = await all(drawNonDigits({ count: 100, fonts: 'test' }));
	expect(drawn.map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => nonDigitKinds).flat());
	const written = drawn.filter(({ kind }) => kind === 'letter' || kind === 'scribble');
	// A ~ is: it lies, as no digit does.
	expect(written.filter(({ image }) => !isFound(image))).toHaveLength(1);
});

test.each([
	['digits', drawFontDigits],
	['no digits', drawNonDigits],
])('a seed always gives the same pictures of %s, another seed or set gives others', async (_, draw) => {
	const pixels = async (options: Omit<FontOptions, 'count'>) =>
		(await all<{ readonly image: GrayImage }>(draw({ count: 15, ...options }))).map(({ image }) => image);
	const pictures = await pixels({ fonts: 'train', seed: 5 });
	expect(await pixels({ fonts: 'train', seed: 5 })).toEqual(pictures);
	for (const options of [
		{ fonts: 'train', seed: 6 },
		{ fonts: 'test', seed: 5 },
	] as const) {
		const others = await pixels(options);
		expect(
			pictures.filter((picture, index) => picture.pixels.every((value, at) => value === others[index]?.pixels[at])),
		).toEqual([]);
	}
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
	const list: Item[] = [];
	for await (const item of items) {
		list.push(item);
	}
	return list;
}

function isFound(image: GrayImage): boolean {
	try {
		return normalize(image, 'mnist').digits.length >= 1;
	} catch (error) {
		if (error instanceof ProblemError && error.problem.code === 'noInk') {
			return false;
		}
		throw error;
	}
}
