import { describe, expect, test } from 'vitest';
import { predictionsEndpoint, PredictionTable } from '../../../src/app/predictionTable.ts';
import { createDigitReader, transformUploads } from '../../../src/app/rowUploads.ts';
import { toCsvRow } from '../../../src/core/csv.ts';
import type { Dataset } from '../../../src/core/dataset.ts';
import { asDigit, digitPixels } from '../../../src/core/image.ts';
import { tableDataset } from '../../../src/datasets/tableDataset.ts';
import { problemOf } from '../core/problemOf.ts';
import { unaborted } from '../datasets/files.ts';

const digit = asDigit(new Uint8Array(digitPixels));

function table(count: number, ...files: readonly string[]): PredictionTable {
	const made = new PredictionTable(count);
	files.forEach((file) => made.add(file));
	return made;
}

test('the lines of several files go to the items in order, as labels or probabilities', async () => {
	const dataset = tableDataset('digits', '/digits', { kind: 'idx' }, { digits: new Uint8Array(3 * digitPixels) });
	const endpoint = predictionsEndpoint('job', table(3, '7.0\n3.0\n', '1.0\n'), dataset);
	const samples = [
		{ name: '3', digit },
		{ name: '1', digit },
	];
	expect(await endpoint.classify(samples, unaborted)).toEqual({ predictions: [{ label: 1 }, { label: 7 }] });
	const soft = predictionsEndpoint('job', table(2, '0.25,0.75\n0.5,0.5\n'), dataset);
	expect((await soft.classify([{ name: '1', digit }], unaborted)).predictions).toEqual([
		{ label: 1, probabilities: [0.25, 0.75] },
	]);
});

test('what came without probabilities has none, whatever others have', () => {
	const made = table(3, '1.0\n', '0.25,0.75\n', '0.0\n');
	expect([0, 1, 2].map((index) => made.get(index))).toEqual([
		{ label: 1 },
		{ label: 1, probabilities: [0.25, 0.75] },
		{ label: 0 },
	]);
});

test.each([
	['too few', '1.0\n2.0\n', { code: 'predictionCount', expected: 3, received: 2 }],
	['too many', '1.0\n2.0\n3.0\n4.0\n', { code: 'predictionCount', expected: 3, received: 4 }],
	['no predictions', '<html></html>\n', { code: 'answerUnreadable' }],
])('%s', (_, text, problem) => {
	expect(problemOf(() => table(3, text).checkComplete())).toMatchObject(problem);
});

describe('a million rows', () => {
	const count = 1_000_000;
	/** A dataset that is nowhere in memory. */
	const dataset: Dataset = {
		name: 'million',
		facts: { kind: 'csv', labelColumn: 'none', hasHeader: false, pixelRange: '0-1' },
		count,
		idOf: (index) => `/million#${index + 1}`,
		nameOf: (index) => `${index + 1}`,
		async *items() {
			for (let from = 0; from < count; from += 1000) {
				yield Array.from({ length: 1000 }, (_, at) => ({ index: from + at, name: `${from + at + 1}`, digit }));
			}
		},
	};
	const megabytes = (): number => {
		const { heapUsed, arrayBuffers } = process.memoryUsage();
		return (heapUsed + arrayBuffers) / 2 ** 20;
	};

	test('become files with level memory, each row once', { timeout: 300_000 }, async () => {
		const toDigit = createDigitReader(
			async () => {
				throw new Error('There are no pictures');
			},
			'auto',
			unaborted,
		);
		const rowBytes = toCsvRow(digit).length + 1;
		let rows = 0;
		let files = 0;
		let most = 0;
		const before = megabytes();
		for await (const { bytes } of transformUploads(dataset, toDigit, unaborted)(() => false)) {
			files += 1;
			rows += bytes.length / rowBytes;
			most = Math.max(most, megabytes() - before);
		}
		expect([files, rows]).toEqual([1000, count]);
		// All of them would take 3,137 MB.
		expect(most).toBeLessThan(300);
	});

	test('come back as predictions of a few bytes each', () => {
		const lines = '3.0\n'.repeat(2000);
		const before = megabytes();
		const made = new PredictionTable(count);
		let most = 0;
		for (let file = 0; file < 500; file++) {
			made.add(lines);
			most = Math.max(most, megabytes() - before);
		}
		made.checkComplete();
		expect(made.get(count - 1)).toEqual({ label: 3 });
		expect(most).toBeLessThan(200);
	});
});
