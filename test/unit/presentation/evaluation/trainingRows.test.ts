import { describe, expect, test } from 'vitest';
import { openCsv } from '../../../../src/datasets/csv.ts';
import { createResults } from '../../../../src/evaluation/results.ts';
import { trainingOrder, trainingRows } from '../../../../src/presentation/evaluation/trainingRows.ts';
import { contentOf, file, itemsOf, unaborted } from '../../datasets/files.ts';

/** 1,000 digits whose first two pixels are their index; every tenth has no label, the last two failed. */
function results() {
	const made = createResults(1000, { keepsDigits: true });
	for (let index = 0; index < 1000; index++) {
		made.setDigits(index, [
			Uint8Array.from({ length: 784 }, (_, pixel) => [index >> 8, index & 255][pixel] ?? pixel % 256),
		]);
		if (index % 10 !== 0) {
			made.setTruth(index, [index % 10]);
		}
		made.setClassified(index, [{ label: 0 }], 1);
	}
	made.setFailed(998, { code: 'noInk' });
	made.setFailed(999, { code: 'noInk' });
	return made;
}

const labelled = { pixelRange: '0-255', label: 'first' } as const;

describe('rows to train on', () => {
	test.each(['0-255', '0-1'] as const)('are read again as they are, %s', async (pixelRange) => {
		const text = [...trainingRows(results(), { pixelRange, label: 'first', seed: 7 }, 'train')].join('');
		const dataset = await openCsv(file('train.csv', text), unaborted);
		expect(dataset).toMatchObject({ count: 898, facts: { labelColumn: 'first', pixelRange } });
		const items = await itemsOf(dataset);
		const indexes: number[] = [];
		for (const item of items) {
			const [high, low, ...others] = (await contentOf(item)) as [number, number, ...number[]];
			indexes.push(high * 256 + low);
			expect(item.label).toBe((high * 256 + low) % 10);
			expect(others[0]).toBe(2);
		}
		expect(indexes).not.toEqual(indexes.toSorted((one, other) => one - other));
		expect(new Set(indexes).size).toBe(898);
	});

	test('stay in their order without a seed, and have all digits without labels', () => {
		const { order, training } = trainingOrder(results(), { pixelRange: '0-1', label: 'none' });
		expect([...order]).toEqual([...Array(998).keys()]);
		expect(training).toBe(998);
		const [first] = trainingRows(results(), { pixelRange: '0-255', label: 'none' }, 'train');
		expect(first?.split('\n')[1]).toMatch(/^0,1,2,3,4,/);
	});

	test('are the same for the same seed, and others for another', () => {
		const order = (seed: number) => [...trainingOrder(results(), { ...labelled, seed }).order];
		expect(order(1)).toEqual(order(1));
		expect(order(1)).not.toEqual(order(2));
	});

	test('are parted, none in both', () => {
		const options = { ...labelled, seed: 3, validationShare: 0.2 };
		const [train, validation] = (['train', 'validation'] as const).map((part) =>
			[...trainingRows(results(), options, part)].join('').trimEnd().split('\n'),
		) as [string[], string[]];
		expect([train.length, validation.length]).toEqual([718, 180]);
		expect(new Set([...train, ...validation]).size).toBe(898);
	});

	test('there are none where the digits were not kept', () => {
		expect([...trainingRows(createResults(3, { keepsDigits: false }), labelled, 'train')]).toEqual([]);
	});
});
