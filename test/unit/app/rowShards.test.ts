import { expect, test } from 'vitest';
import { rowShards } from '../../../src/app/rowShards.ts';
import { createDigitReader } from '../../../src/app/rowUploads.ts';
import { splitRows } from '../../../src/app/splitRows.ts';
import { toCsvRow } from '../../../src/core/csv.ts';
import type { DatasetItem } from '../../../src/core/dataset.ts';
import { asDigit, digitPixels } from '../../../src/core/image.ts';
import type { LocatedDigit } from '../../../src/core/normalization.ts';
import type { Prepare } from '../../../src/core/ports.ts';
import { openCsv } from '../../../src/datasets/csv.ts';
import { readLabels } from '../../../src/datasets/readLabels.ts';
import { tableDataset } from '../../../src/datasets/tableDataset.ts';
import { file, unaborted } from '../datasets/files.ts';
import { endpoint, pipeline } from './pictures.ts';

const count = 25;
/** The first pixel of each digit is its number. */
const digits = Uint8Array.from({ length: count * digitPixels }, (_, at) =>
	at % digitPixels === 0 ? at / digitPixels : 0,
);
const labels = Int16Array.from({ length: count }, (_, index) => (index === 4 ? -1 : index % 3));
const dataset = tableDataset('digits', '/digits', { kind: 'idx' }, { digits, labels });

const toDigit = async (item: DatasetItem) => ('digit' in item ? item.digit : undefined);
const rowOf = (index: number) => toCsvRow(asDigit(digits.subarray(index * digitPixels, (index + 1) * digitPixels)));

async function shardsOf(indexes: readonly number[], options: Partial<Parameters<typeof rowShards>[2]> = {}) {
	const shards = [];
	const all = { label: 'none', isWanted: () => true, toDigit, rowsPerShard: 10, ...options } as const;
	for await (const { shard, bytes } of rowShards(dataset, Uint32Array.from(indexes), all, unaborted)) {
		shards.push([shard, new TextDecoder().decode(bytes)] as const);
	}
	return shards;
}

const rowsOf = (ofLabels: readonly number[]) => ofLabels.map((label) => `${label},${rowOf(1)}\n`).join('');

const everything = Array.from({ length: count }, (_, index) => index);

test('rows stand in order, so many in a file, each with its line break', async () => {
	const shards = await shardsOf(everything);
	expect(shards.map(([shard]) => shard)).toEqual([0, 1, 2]);
	const lines = shards.map(([, text]) => text.split('\n'));
	expect(lines.map(({ length }) => length)).toEqual([11, 11, 6]);
	expect(lines.flatMap((some) => some.slice(0, -1))).toEqual(everything.map(rowOf));
});

test('files that are there are not made again, nor are their items read', async () => {
	const read: number[] = [];
	const shards = await shardsOf(everything, {
		isWanted: (shard) => shard !== 1,
		toDigit: async (item) => {
			read.push(item.index);
			return toDigit(item);
		},
	});
	expect(shards).toEqual((await shardsOf(everything)).filter(([shard]) => shard !== 1));
	expect(read).toEqual(everything.filter((index) => index < 10 || index >= 20));
});

test('the label stands first where it is asked for; what has no digit has no row', async () => {
	const [shard] = await shardsOf([3, 4, 5], {
		label: 'first',
		toDigit: async (item) => (item.index === 4 ? undefined : toDigit(item)),
	});
	expect(shard).toEqual([0, `0,${rowOf(3)}\n2,${rowOf(5)}\n`]);
});

test('what has a label is trained on or validated by, the same each time', () => {
	const many = Int16Array.from({ length: 10_000 }, (_, index) => (index % 11) - 1);
	const { train, validation, classCount } = splitRows(many);
	expect(classCount).toBe(10);
	const labelled = Array.from(many.keys()).filter((index) => (many[index] as number) >= 0);
	expect([...train, ...validation].sort((one, other) => one - other)).toEqual(labelled);
	expect(validation.length / labelled.length).toBeCloseTo(0.1, 1);
	expect(splitRows(many)).toEqual({ train, validation, classCount });
});

test("a picture's row is the digit that stands for all, as where it is evaluated", async () => {
	const located = [0.1, 0.3, 0.2].map((width, gray) => ({
		digit: asDigit(new Uint8Array(digitPixels).fill(gray)),
		box: { left: 0, top: 0, width, height: width },
		line: 0,
		certainty: 1,
	})) as [LocatedDigit, ...LocatedDigit[]];
	const { prepare: prepareOne } = pipeline(endpoint(1).answering);
	const prepare: Prepare = async (...picture) => ({ ...(await prepareOne(...picture)), digits: located });
	const toPictureDigit = createDigitReader(prepare, 'none', unaborted);
	const digit = await toPictureDigit({ index: 0, name: '7.jpg', read: async () => new Uint8Array(1) });
	expect(digit?.[0]).toBe(1);
});

test('labels of CSV rows are read with them; a wrong row has none', async () => {
	const rows = `${rowsOf([7, 3])}x,1\n${rowsOf([1])}`;
	const csv = await openCsv(file('rows.csv', rows), unaborted);
	expect(Array.from(await readLabels(csv, unaborted))).toEqual([7, 3, -1, 1]);
	expect(await readLabels(dataset, unaborted)).toBe(labels);
});
