import { describe, expect, it } from 'vitest';
import { asDigit, digitPixels } from '../../../src/core/image.ts';
import { toCsvRow } from '../../../src/core/csv.ts';
import { toRow, toRows, type RowFormat } from '../../../src/core/rows.ts';
import { parseCsv, parseLibsvm } from '../../../tools/sageMakerServer/runtime/parseRows.ts';

/** Gray levels at the start and the end, else blank. */
function draw(first: number, last: number) {
	const pixels = new Uint8Array(digitPixels);
	pixels[0] = first;
	pixels[3] = 51;
	pixels[digitPixels - 1] = last;
	return asDigit(pixels);
}

const blank = draw(0, 0);
const full = draw(255, 255);

describe('toRow', () => {
	it('is the CSV row as it was, unless something else is said', () => {
		expect(toRow(full)).toBe(toCsvRow(full));
		expect(toRow(full, { contentType: 'text/csv', pixelRange: '0-255', featureOffset: 0 })).toBe(
			toCsvRow(full, '0-255'),
		);
		expect(toRows([full, blank])).toBe(`${toCsvRow(full)}\n${toCsvRow(blank)}`);
	});

	it.each<[RowFormat, string]>([
		[{ missing: 0 }, `1.0,nan,nan,0.2,${'nan,'.repeat(779)}1.0`],
		[{ missing: 255, pixelRange: '0-255' }, `nan,0,0,51,${'0,'.repeat(779)}nan`],
		[{ featureOffset: 2, missing: 0 }, `nan,nan,1.0,nan,nan,0.2,${'nan,'.repeat(779)}1.0`],
		[{ contentType: 'text/libsvm', missing: 0 }, '0 0:1.0 3:0.2 783:1.0'],
		[{ contentType: 'text/libsvm', missing: 0, featureOffset: 1 }, '0 0:nan 1:1.0 4:0.2 784:1.0'],
		[{ contentType: 'text/libsvm', missing: 0, pixelRange: '0-255' }, '0 0:255 3:51 783:255'],
	])('with %j is what it says', (format, row) => {
		expect(toRow(full, format)).toBe(row);
	});

	it('names feature 0 in every libsvm row, and has all values where none is missing', () => {
		expect(toRow(draw(0, 9), { contentType: 'text/libsvm', missing: 0 })).toMatch(/^0 0:nan 3:0\.2 783:0\.035/);
		expect(toRow(blank, { contentType: 'text/libsvm', missing: 0 })).toBe('0 0:nan 3:0.2');
		expect(toRow(blank, { contentType: 'text/libsvm' }).split(' ')).toHaveLength(1 + digitPixels);
	});

	it.each<RowFormat>([{ missing: 0 }, {}, { missing: 0, featureOffset: 1 }, { featureOffset: 1 }])(
		'says the same in both forms to the container, with %j',
		(format) => {
			const digits = [blank, full, draw(0, 7)];
			const csv = parseCsv(toRows(digits, format)) as Float32Array[];
			const libsvm = parseLibsvm(toRows(digits, { ...format, contentType: 'text/libsvm' }));
			expect(libsvm).toEqual(csv);
			expect(csv[1]?.[format.featureOffset ?? 0]).toBe(1);
		},
	);
});
