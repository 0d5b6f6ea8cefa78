import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DigitFile } from '../../../../src/vscode/evaluation/digitFile.ts';

let folder: string;
let path: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'digit-classifier-digits-'));
	path = join(folder, 'of', 'runs', 'one.digits');
});

afterEach(async () => rm(folder, { recursive: true, force: true }));

const digit = (value: number) => new Uint8Array(784).fill(value);
const blank = digit(0);

test('digits are there at once, and again from their file', () => {
	const digits = new DigitFile(path);
	// In an order as threads give them, some twice, and more than are written at a time.
	const indexes = [...Array.from({ length: 300 }, (_, index) => index), 600, 599, 5, 6, 5];
	indexes.forEach((index, turn) => digits.set(index, digit(turn % 251)));
	const expected = new Map(indexes.map((index, turn) => [index, digit(turn % 251)]));
	for (const [index, own] of expected) {
		expect(digits.get(index)).toEqual(own);
	}
	digits.flush();
	const later = new DigitFile(path);
	for (const [index, own] of expected) {
		expect(later.get(index)).toEqual(own);
	}
	expect([later.get(400), later.get(10_000)]).toEqual([blank, blank]);
});

test('what was given is not kept itself', () => {
	const digits = new DigitFile(path);
	const given = digit(3);
	digits.set(0, given);
	given.fill(9);
	digits.get(0).fill(7);
	expect(digits.get(0)).toEqual(digit(3));
});

test('without a file there is nothing to see, and none is made', async () => {
	const digits = new DigitFile(path);
	digits.flush();
	expect(digits.get(0)).toEqual(blank);
	await expect(stat(path)).rejects.toThrow('ENOENT');
});

test('a digit that is written again takes the place of the first', () => {
	const first = new DigitFile(path);
	first.set(0, digit(1));
	first.set(1, digit(2));
	first.flush();
	const second = new DigitFile(path);
	second.set(0, digit(5));
	second.flush();
	expect([second.get(0), second.get(1)]).toEqual([digit(5), digit(2)]);
});
