import type { CsvFacts, Dataset, DatasetItem } from '../core/dataset.ts';
import { asDigit, digitPixels } from '../core/image.ts';
import { ProblemError } from '../core/problem.ts';
import { fieldText, findFields, readNumber, readRow, type RowFault, type RowLayout } from './csvRow.ts';
import type { DataFile } from './dataFile.ts';
import { readLines, type Line } from './lines.ts';

/** The rows whose values show the range. */
const probedRows = 200;

/** How many digits are given at a time. */
const chunk = 128;

/** A pair for each field; of more fields than this no row can be. */
const maximumFields = 4096;

/**
 * CSV rows as SageMaker's XGBoost is trained and validated on: 784 pixels, mostly with the label before them. The
 * rows are counted and the first of them looked at, but none is kept: they are read again as they are asked for. A
 * row that is wrong costs itself alone.
 *
 * What the first line says is believed: names instead of numbers are a header, and so are numbers that count the columns
 * or stand beside a label's name. The last column is the label where that is called so and the first is not; else 785
 * columns begin with the label, and 784 have none. A value above 1 in the first 200 rows means 0–255. Rejects with a
 * `ProblemError` of a `DatasetProblem` or a `FileProblem`, or the signal's reason.
 */
export async function openCsv(file: DataFile, signal: AbortSignal): Promise<Dataset & { readonly facts: CsvFacts }> {
	const probe = createProbe(file.name);
	for await (const lines of readLines(file)) {
		signal.throwIfAborted();
		lines.forEach(probe.see);
	}
	const { facts, count } = probe.end();
	const nameOf = (index: number): string => `${index + 1}`;
	return {
		name: file.name,
		facts,
		count,
		idOf: (index) => `${file.id}#${index + 1}`,
		nameOf,
		async *items(isWanted, itemsSignal) {
			const readItem = createItemReader(file.name, facts);
			let index = facts.hasHeader ? -1 : 0;
			let items: DatasetItem[] = [];
			for await (const lines of readLines(file)) {
				itemsSignal.throwIfAborted();
				for (const line of lines) {
					if (index >= 0 && index < count && isWanted(index)) {
						items.push(readItem(line, index, nameOf(index)));
						if (items.length === chunk) {
							yield items;
							items = [];
						}
					}
					index += 1;
				}
			}
			if (items.length > 0) {
				yield items;
			}
			if (index !== count) {
				throw new ProblemError({ code: 'datasetChanged', name: file.name });
			}
		},
	};
}

/** Counts rows, and finds out from the first ones how they are to be read. */
function createProbe(name: string) {
	const bounds = new Uint32Array(2 * maximumFields);
	let rows = 0;
	let labelColumn: CsvFacts['labelColumn'] = 'none';
	let hasHeader = false;
	let greatest = 0;

	function seeFirst({ number, bytes }: Line, columns: number): void {
		if (columns !== digitPixels && columns !== digitPixels + 1) {
			throw new ProblemError({ code: 'csvColumns', name, line: number, columns });
		}
		const values = Array.from({ length: columns }, (_, field) =>
			readNumber(bytes, bounds[2 * field] as number, bounds[2 * field + 1] as number),
		);
		const isLabel = (field: number): boolean =>
			columns > digitPixels &&
			/^(label|class|target|y)$/i.test(fieldText(bytes, bounds[2 * field] as number, bounds[2 * field + 1] as number));
		const [isFirst, isLast] = [isLabel(0), isLabel(digitPixels)];
		const start = values[0] as number;
		// No pixel is as great as the last of them.
		const isCounting = values.every((value, field) => value === start + field);
		hasHeader = isFirst || isLast || isCounting || values.every(Number.isNaN);
		if (columns > digitPixels) {
			labelColumn = isLast && !isFirst ? 'last' : 'first';
		}
	}

	return {
		see(line: Line): void {
			rows += 1;
			if (rows > probedRows) {
				return;
			}
			const columns = findFields(line.bytes, bounds);
			if (rows === 1) {
				seeFirst(line, columns);
				if (hasHeader) {
					return;
				}
			}
			const from = labelColumn === 'first' ? 1 : 0;
			for (let field = from; field < Math.min(columns, from + digitPixels); field++) {
				const value = readNumber(line.bytes, bounds[2 * field] as number, bounds[2 * field + 1] as number);
				greatest = value > greatest ? value : greatest;
			}
		},
		end(): { readonly facts: CsvFacts; readonly count: number } {
			const count = rows - (hasHeader ? 1 : 0);
			if (count <= 0) {
				throw new ProblemError({ code: 'csvEmpty', name });
			}
			// A hair above 1 is what was rounded.
			const pixelRange = greatest > 1.5 ? '0-255' : '0-1';
			return { facts: { kind: 'csv', labelColumn, hasHeader, pixelRange }, count };
		},
	};
}

function createItemReader(file: string, layout: RowLayout) {
	const bounds = new Uint32Array(2 * maximumFields);
	return (line: Line, index: number, name: string): DatasetItem => {
		const pixels = new Uint8Array(digitPixels);
		const label = readRow(line.bytes, bounds, findFields(line.bytes, bounds), layout, pixels);
		if (typeof label === 'number') {
			return { index, name, digit: asDigit(pixels), ...(label >= 0 && { label }) };
		}
		const problem = toProblem(label, file, line.number, layout);
		return {
			index,
			name,
			read: async () => {
				throw new ProblemError(problem);
			},
		};
	};
}

function toProblem(fault: RowFault, name: string, line: number, { pixelRange }: RowLayout): ProblemError['problem'] {
	switch (fault.code) {
		case 'csvColumns':
			return { code: fault.code, name, line, columns: fault.columns };
		case 'csvLabel':
			return { code: fault.code, name, line, text: fault.text };
		case 'csvValue':
			return { code: fault.code, name, line, column: fault.column, text: fault.text };
		case 'csvPixelRange':
			return { code: fault.code, name, line, column: fault.column, text: fault.text, pixelRange };
	}
}
