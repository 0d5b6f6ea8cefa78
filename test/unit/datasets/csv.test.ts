import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toCsvRow } from '../../../src/core/csv.ts';
import { asDigit } from '../../../src/core/image.ts';
import { openCsv } from '../../../src/datasets/csv.ts';
import { readTable } from '../../../src/datasets/readTable.ts';
import { readNumber } from '../../../src/datasets/csvRow.ts';
import { contentOf, file, itemsOf, unaborted } from './files.ts';

/** All values of a pixel, three times. */
const pixels = Array.from({ length: 784 }, (_, index) => index % 256);
const integers = pixels.join(',');
const units = toCsvRow(asDigit(Uint8Array.from(pixels)), '0-1');
const names = pixels.map((_, index) => `pixel${index}`).join(',');
/** As pandas names columns that have no names. */
const counted = pixels.map((_, index) => index).join(',');
const quoted = `"7",${pixels.map((pixel) => `"${pixel}"`).join(',')}`;

/** The row with the value in this column, from 1. */
function withValue(row: string, column: number, value: string): string {
	return row
		.split(',')
		.with(column - 1, value)
		.join(',');
}

async function open(content: string | Uint8Array, piece?: number) {
	return openCsv(file('rows.csv', content, piece), unaborted);
}

describe('rows', () => {
	const labels = { labelColumn: 'first', hasHeader: false, pixelRange: '0-255' } as const;

	test.each([
		['label first, 0–255', `7,${integers}\n`, labels],
		['no label', `${integers}\n`, { ...labels, labelColumn: 'none' }],
		['0–1, as they are sent', `7,${units}\n`, { ...labels, pixelRange: '0-1' }],
		['without a last line break', `7,${integers}`, labels],
		['Windows', `7,${integers}\r\n`, labels],
		['blank lines', `\n7,${integers}\n\n   \r\n\n`, labels],
		['after a mark of UTF-8', `\uFEFF7,${integers}\n`, labels],
		['header', `label,${names}\n7,${integers}\n`, { ...labels, hasHeader: true }],
		['header, no label', `${names}\n${integers}\n`, { labelColumn: 'none', hasHeader: true, pixelRange: '0-255' }],
		['header, label last', `${names},class\n${integers},7\n`, { ...labels, hasHeader: true, labelColumn: 'last' }],
		['header of numbers', `label,${counted}\n7,${integers}\n`, { ...labels, hasHeader: true }],
		[
			'header of numbers, before 0–1',
			`label,${counted}\n7,${units}\n`,
			{ ...labels, hasHeader: true, pixelRange: '0-1' },
		],
		[
			'header of numbers, label last',
			`${counted},class\n${integers},7\n`,
			{ ...labels, hasHeader: true, labelColumn: 'last' },
		],
		['header of numbers alone', `${counted}\n${units}\n`, { labelColumn: 'none', hasHeader: true, pixelRange: '0-1' }],
		['header of numbers alone, with the label', `${counted},784\n7,${integers}\n`, { ...labels, hasHeader: true }],
		['header in quotes', `"label",${names}\n7,${integers}\n`, { ...labels, hasHeader: true }],
		['quotes', `${quoted}\n`, labels],
		['blanks', `7, ${integers.replaceAll(',', ' ,\t')}\n`, labels],
		['labels as floats', `7.0,${integers}\n`, labels],
		['pixels as floats', `7,${pixels.map((pixel) => `${pixel}.0`).join(',')}\n`, labels],
		[
			'with exponents',
			`7e0,${pixels.map((pixel) => (pixel / 255).toExponential(17)).join(',')}`,
			{ ...labels, pixelRange: '0-1' },
		],
		['as numpy.savetxt writes them', `7e0,${pixels.map((pixel) => pixel.toExponential(18)).join(',')}`, labels],
		['packed', gzipSync(`7,${integers}\n`), labels],
	])('%s', async (_, content, facts) => {
		for (const piece of [5, 1000, 1e6]) {
			const dataset = await open(content, piece);
			expect(dataset).toMatchObject({ name: 'rows.csv', count: 1, facts: { kind: 'csv', ...facts } });
			const [item] = await itemsOf(dataset);
			expect(item).toMatchObject({ index: 0, name: '1', ...(facts.labelColumn !== 'none' && { label: 7 }) });
			expect(item && (await contentOf(item))).toEqual(pixels);
		}
	});

	test('that are binary are 0–1', async () => {
		const row = pixels.map((pixel) => pixel % 2).join(',');
		const dataset = await open(`7,${row}\n`);
		const [item] = await itemsOf(dataset);
		expect(dataset.facts.pixelRange).toBe('0-1');
		expect(item && (await contentOf(item))).toEqual(pixels.map((pixel) => 255 * (pixel % 2)));
	});

	test('come as they are wanted, in their order', async () => {
		const rows = Array.from(
			{ length: 1000 },
			(_, index) => `${index % 10},${withValue(integers, 1, `${index % 256}`)}`,
		);
		const dataset = await open(rows.join('\n'), 10_000);
		const items = await itemsOf(dataset, (index) => index % 3 === 0);
		expect(items.map(({ index, label }) => [index, label])).toEqual(
			Array.from({ length: 334 }, (_, at) => [3 * at, (3 * at) % 10]),
		);
		for (const item of [items[0], items.at(-1)]) {
			expect(item && (await contentOf(item))).toMatchObject({ 0: (item?.index ?? 0) % 256 });
		}
		expect(dataset.idOf(999)).toBe('/data/rows.csv#1000');
	});
});

describe('a row that is wrong costs itself alone', () => {
	const good = `7,${integers}`;
	test.each<[string, string, object]>([
		['too few columns', '7,1,2', { code: 'csvColumns', columns: 3 }],
		['too many columns', `${good},1`, { code: 'csvColumns', columns: 786 }],
		['a word', withValue(good, 12, 'ten'), { code: 'csvValue', column: 12, text: 'ten' }],
		['nothing', withValue(good, 785, ''), { code: 'csvValue', column: 785, text: '' }],
		['two points', withValue(good, 2, '1.2.3'), { code: 'csvValue', column: 2, text: '1.2.3' }],
		['hexadecimal', withValue(good, 2, '0x10'), { code: 'csvValue', column: 2, text: '0x10' }],
		['too great', withValue(good, 3, '256'), { code: 'csvPixelRange', column: 3, text: '256', pixelRange: '0-255' }],
		['negative', withValue(good, 3, '-1'), { code: 'csvPixelRange', column: 3, text: '-1' }],
		['half a label', withValue(good, 1, '7.5'), { code: 'csvLabel', text: '7.5' }],
		['a label below 0', withValue(good, 1, '-1'), { code: 'csvLabel', text: '-1' }],
		['no label', withValue(good, 1, ''), { code: 'csvLabel', text: '' }],
		['a label in words', withValue(good, 1, 'seven'), { code: 'csvLabel', text: 'seven' }],
	])('%s', async (_, wrong, problem) => {
		const dataset = await open([good, '', good, wrong, good].join('\r\n'));
		expect(dataset.count).toBe(4);
		const items = await itemsOf(dataset);
		expect(items.map((item) => 'digit' in item)).toEqual([true, true, false, true]);
		expect(items[2] && (await contentOf(items[2]))).toMatchObject({ name: 'rows.csv', line: 4, ...problem });
	});

	test('0–255 after many rows of 0–1', async () => {
		const rows = [...Array<string>(300).fill(`7,${units}`), `7,${integers}`];
		const items = await itemsOf(await open(rows.join('\n')));
		const last = items.at(-1);
		expect(last && (await contentOf(last))).toMatchObject({ code: 'csvPixelRange', line: 301, column: 4, text: '2' });
	});
});

test('all rows are read into one table, wrong ones as zeros', async () => {
	const rows = Array.from({ length: 300 }, (_, index) => `${index % 10},${integers}`).with(7, '1,2,3');
	const counts: number[] = [];
	const dataset = await open(rows.join('\n'));
	const { digits, labels, problems } = await readTable(dataset, unaborted, (count) => counts.push(count));
	expect([...digits.subarray(299 * 784)]).toEqual(pixels);
	expect([...digits.subarray(7 * 784, 8 * 784)]).toEqual(Array(784).fill(0));
	expect([labels[6], labels[7], labels[299]]).toEqual([6, -1, 9]);
	expect([...problems]).toEqual([[7, expect.objectContaining({ code: 'csvColumns', line: 8 })]]);
	expect(counts).toEqual([128, 256, 300]);
});

test.each<[string, string | Uint8Array, object]>([
	['nothing', '', { code: 'csvEmpty' }],
	['blank lines', '\n\r\n', { code: 'csvEmpty' }],
	['a header alone', `label,${names}\n`, { code: 'csvEmpty' }],
	['other columns', 'name,age\nAnna,7\n', { code: 'csvColumns', line: 1, columns: 2 }],
	['other columns, further down', '\n\n1,2,3\n', { code: 'csvColumns', line: 3, columns: 3 }],
	['a picture', new Uint8Array(2_000_000).fill(1), { code: 'csvLineTooLong', line: 1 }],
	['a broken package', gzipSync(integers).subarray(0, 60), { code: 'gzipBroken' }],
])('no rows: %s', async (_, content, problem) => {
	await expect(open(content)).rejects.toMatchObject({ problem: { name: 'rows.csv', ...problem } });
});

test.each([
	['longer', `7,${integers}\n7,${integers}\n`],
	['shorter', ''],
])('a file that is %s than when it was opened is told of', async (_, later) => {
	let content = `7,${integers}\n`;
	const changing = { ...file('rows.csv', ''), read: () => file('rows.csv', content).read() };
	const dataset = await openCsv(changing, unaborted);
	content = later;
	await expect(itemsOf(dataset)).rejects.toMatchObject({ problem: { code: 'datasetChanged', name: 'rows.csv' } });
});

test('an abort ends it', async () => {
	const aborted = AbortSignal.abort(new Error('left'));
	await expect(openCsv(file('rows.csv', integers), aborted)).rejects.toThrow('left');
});

test.each([
	'0',
	'7',
	'255',
	'0.0',
	'1.0',
	'.5',
	'5.',
	'-1',
	'+3',
	'0.4980392156862745',
	'0.00392156862745098',
	'1e-3',
	'2.5E+2',
	'123456789012345678',
	'0.00000000000000000001',
	'00012',
	'9.999999999999999999',
])('reads %s as JavaScript does', (text) => {
	const bytes = new TextEncoder().encode(text);
	expect(readNumber(bytes, 0, bytes.length)).toBeCloseTo(Number(text), 12);
});

test.each(['', '.', '-', '1,', 'NaN', 'Infinity', '1e', '0b1', '1 2', '--1', 'é'])('%s is no number', (text) => {
	const bytes = new TextEncoder().encode(text);
	expect(readNumber(bytes, 0, bytes.length)).toBeNaN();
});
