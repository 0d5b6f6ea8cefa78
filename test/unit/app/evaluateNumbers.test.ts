import { describe, expect, test } from 'vitest';
import { estimateRun, evaluateDataset } from '../../../src/app/evaluateDataset.ts';
import type { Dataset } from '../../../src/core/dataset.ts';
import { asDigit } from '../../../src/core/image.ts';
import { LabelRows } from '../../../src/core/labelRows.ts';
import type { LocatedDigit } from '../../../src/core/normalization.ts';
import type { Prepare } from '../../../src/core/ports.ts';
import { PictureFiles } from '../../../src/datasets/pictureFiles.ts';
import { openPictures } from '../../../src/datasets/pictures.ts';
import { digitClasses } from '../../../src/datasets/trueLabel.ts';
import { createResults } from '../../../src/evaluation/results.ts';
import { endpoint, pipeline } from './pictures.ts';

const unaborted = new AbortController().signal;

const pictures = openPictures({
	name: 'two',
	files: new PictureFiles([{ folder: '/two', path: 'two', names: ['0', '1'] }]),
	idOf: (index) => `/two/${index}`,
	read: async (index) => Uint8Array.of(index),
	classes: digitClasses,
	labelRule: 'none',
});

describe('pictures with several digits', () => {
	/** Three digits, of which the second is the largest, in one picture, and one digit in another. */
	async function runNumbers(dataset: Partial<Dataset>) {
		const { answering, batches } = endpoint(10);
		const { prepare, ...others } = pipeline(answering);
		const several: Prepare = async (bytes, ...options) => {
			const prepared = await prepare(bytes, ...options);
			const [located] = prepared.digits;
			const all = [0.1, 0.3, 0.2].map((width, place) => ({
				digit: asDigit(new Uint8Array(784).fill(place + 4)),
				box: { left: 0, top: 0, width, height: width },
				line: 0,
				certainty: 1 - width,
			})) as [LocatedDigit, ...LocatedDigit[]];
			return bytes[0] === 1 ? { ...prepared, digits: all } : { ...prepared, digits: [located] };
		};
		const results = createResults(2, { keepsDigits: true, truth: dataset.numbers });
		const run = { ...others, prepare: several };
		for await (const { progress } of evaluateDataset({ ...pictures, ...dataset }, run, results, unaborted)) {
			expect(progress.total).toBe(2);
		}
		return { results, batches };
	}

	test('all of them go together where the labels are numbers', async () => {
		const numbers = LabelRows.none(2);
		numbers.set(1, [4, 5, 6]);
		const { results, batches } = await runNumbers({ numbers });
		expect(batches).toEqual([['0', '1', '1', '1']]);
		expect([0, 1].map((index) => [...results.predicted.of(index)])).toEqual([[0], [4, 5, 6]]);
		expect(results.truth.isSame(1, results.predicted)).toBe(true);
		expect([...results.certainty]).toEqual([1, expect.closeTo(0.7, 6)]);
		const start = results.predicted.starts[1] ?? 0;
		expect([0, 1, 2].map((place) => results.digits?.get(start + place)[0])).toEqual([4, 5, 6]);
	});

	test('the largest goes alone where they are of one digit', async () => {
		const { results, batches } = await runNumbers({});
		expect(batches).toEqual([['0', '1']]);
		expect([...results.predicted.labels]).toEqual([0, 5]);
		expect([...results.certainty]).toEqual([1, 1]);
	});
});

test('of numbers as many digits will be sent as their true labels have', () => {
	const truth = LabelRows.single([7, -1, 3]);
	truth.set(1, [2, 0, 2, 6]);
	const results = createResults(3, { keepsDigits: false, truth });
	expect(estimateRun(endpoint(4).answering, results)).toMatchObject({ rows: 6, requests: 2 });
	results.setClassified(1, [{ label: 2 }, { label: 0 }], 1);
	expect(estimateRun(endpoint(4).answering, results).rows).toBe(2);
	expect(estimateRun(endpoint(4).answering, results, [1, 2]).rows).toBe(6);
});
