import { expect, test } from 'vitest';
import {
	drawNumbers,
	drawOwnedNumbers,
	type NumberOptions,
	type OwnedNumber,
} from '../../../tools/drawnDigits/drawNumbers.ts';
import { spacings } from '../../../tools/drawnDigits/writeNumber.ts';

const small = { count: 3, digits: 3, spacing: 'normal', largest: 300 } as const satisfies NumberOptions;

async function all(options: NumberOptions) {
	const drawn = [];
	for await (const { lines, ground, jpeg } of drawNumbers(options)) {
		drawn.push({ lines, ground, jpeg: Buffer.from(jpeg).toString('base64') });
	}
	return drawn;
}

test('a seed always gives the same numbers, another seed or set gives others', async () => {
	const drawn = await all({ ...small, seed: 5 });
	expect(await all({ ...small, seed: 5 })).toEqual(drawn);
	for (const other of [await all({ ...small, seed: 6 }), await all({ ...small, seed: 5, set: 'train' })]) {
		expect(other.filter(({ jpeg }) => drawn.some((one) => one.jpeg === jpeg))).toEqual([]);
	}
	expect(drawn.map(({ ground }) => ground)).toEqual(['clean', 'photo', 'clean']);
});

test('as many lines of as many digits as are wanted', async () => {
	const [drawn] = await all({ ...small, count: 1, digits: 4, lines: 3 });
	expect(drawn?.lines).toEqual([
		expect.stringMatching(/^\d{4}$/),
		expect.stringMatching(/^\d{4}$/),
		expect.stringMatching(/^\d{4}$/),
	]);
});

test('all ink is somebody’s, from the left to the right, and the nearer the digits the narrower the number', async () => {
	const widths: number[] = [];
	for (const spacing of spacings) {
		const numbers = drawOwnedNumbers({ ...small, count: 1, spacing, ground: 'clean', seed: 2 });
		const { image, owners, labels } = (await numbers.next()).value as OwnedNumber;
		const columns = labels.map((_, digit) =>
			[...owners.keys()].filter((index) => owners[index] === digit + 1).map((index) => index % image.width),
		);
		const middles = columns.map((xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length);
		expect(middles).toEqual(middles.toSorted((one, other) => one - other));
		const paper = image.pixels[0] as number;
		const unowned = image.pixels.filter((value, index) => Math.abs(value - paper) > 60 && owners[index] === 0);
		expect(unowned).toHaveLength(0);
		const high = Math.max(...(columns[0] as number[])) - Math.min(...(columns[0] as number[]));
		widths.push((Math.max(...columns.flat()) - Math.min(...columns.flat())) / high);
	}
	expect(widths).toEqual(widths.toSorted((one, other) => other - one));
});
