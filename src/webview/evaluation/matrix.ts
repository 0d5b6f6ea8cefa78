import type { CountLink, Filter, MatrixView } from '../../presentation/evaluation/view.ts';
import { element } from '../shared/element.ts';
import { filterLink } from './links.ts';

export type Unit = 'count' | 'share';

export interface MatrixState {
	readonly unit: Unit;
	readonly filter: Filter;
	/** Where the keyboard is: the row and column among those with names and sums. */
	readonly at: readonly [row: number, column: number];
}

/** The confusion matrix, of which one number at a time is reached with Tab and the others from it with the arrows. */
export function renderMatrix(view: MatrixView, { unit, filter, at }: MatrixState): HTMLElement {
	const last = view.rows.length + 1;
	const place = (row: number, column: number): Record<string, string> => ({
		'data-place': `${row},${column}`,
		tabindex: row === Math.min(at[0], last) && column === Math.min(at[1], last) ? '0' : '-1',
	});
	const number = (cell: CountLink, row: number, column: number, kind: string): HTMLElement => {
		const isChosen =
			cell.filter.truth === filter.truth && cell.filter.predicted === filter.predicted && kind !== 'whole';
		const link = filterLink(cell.filter, unit === 'count' ? cell.text : cell.share, {
			...place(row, column),
			'aria-label': cell.description,
			title: cell.description,
		});
		const td = element(
			'td',
			{ class: `${kind}${cell.isRight ? ' right' : ''}`, role: 'gridcell', 'aria-selected': `${isChosen}` },
			link,
		);
		td.style.setProperty('--heat', `${Math.round(65 * cell.heat)}%`);
		return td;
	};
	const name = (text: string, of: Filter, row: number, column: number): HTMLElement =>
		element(
			'th',
			{ scope: row === 0 ? 'col' : 'row', role: row === 0 ? 'columnheader' : 'rowheader' },
			filterLink(of, text, place(row, column)),
		);
	const head = element(
		'tr',
		{ role: 'row' },
		element('td', { role: 'presentation', class: 'corner' }),
		...view.columns.map((text, predicted) => name(text, { predicted }, 0, predicted + 1)),
		element('td', { role: 'presentation' }),
	);
	const rows = view.cells.map((cells, truth) =>
		element(
			'tr',
			{ role: 'row' },
			name(view.rows[truth] ?? '', { truth }, truth + 1, 0),
			...cells.map((cell, predicted) => number(cell, truth + 1, predicted + 1, 'cell')),
			...view.rowSums.slice(truth, truth + 1).map((cell) => number(cell, truth + 1, last, 'sum')),
		),
	);
	const foot = element(
		'tr',
		{ role: 'row' },
		element('td', { role: 'presentation' }),
		...view.columnSums.map((cell, predicted) => number(cell, last, predicted + 1, 'sum')),
		number(view.sum, last, last, 'whole'),
	);
	const table = element('table', { class: 'matrix', role: 'grid', 'aria-label': view.title }, head, ...rows, foot);
	const units = element(
		'span',
		{ class: 'units', role: 'group' },
		...(['count', 'share'] as const).map((one) =>
			element('button', { type: 'button', 'data-unit': one, 'aria-pressed': `${one === unit}` }, view.units[one]),
		),
	);
	return element(
		'div',
		{},
		element('div', { class: 'title' }, element('h2', {}, view.title), units),
		element(
			'div',
			{ class: 'axes' },
			element('div', { class: 'columns-are' }, view.columnsAre),
			element('div', { class: 'rows-are' }, view.rowsAre),
			element('div', { class: 'scroll' }, table),
		),
	);
}

/** The matrix of the run that is compared with: smaller, and to be read alone. */
export function renderOtherMatrix({ title, rows: names, columns, cells }: MatrixView): HTMLElement {
	const header = (scope: 'col' | 'row', text: string): HTMLElement => element('th', { scope }, text);
	const rows = cells.map((row, truth) =>
		element(
			'tr',
			{},
			header('row', names[truth] ?? ''),
			...row.map(({ text, heat, isRight, description }) => {
				const td = element('td', { class: isRight ? 'cell right' : 'cell', title: description }, text);
				td.style.setProperty('--heat', `${Math.round(65 * heat)}%`);
				return td;
			}),
		),
	);
	const head = element('tr', {}, element('td'), ...columns.map((text) => header('col', text)));
	return element(
		'div',
		{ class: 'other-matrix' },
		element('h2', {}, title),
		element('div', { class: 'scroll' }, element('table', { class: 'matrix', 'aria-label': title }, head, ...rows)),
	);
}

/** Where a key leads to in the matrix of this many rows and columns; undefined of keys that lead nowhere. */
export function moveInMatrix(
	key: string,
	[row, column]: MatrixState['at'],
	size: number,
): MatrixState['at'] | undefined {
	const last = size + 1;
	const moves: Readonly<Partial<Record<string, MatrixState['at']>>> = {
		ArrowLeft: [row, column - 1],
		ArrowRight: [row, column + 1],
		ArrowUp: [row - 1, column],
		ArrowDown: [row + 1, column],
		Home: [row, row === 0 || row === last ? 1 : 0],
		End: [row, row === 0 ? size : last],
	};
	const next = moves[key];
	if (!next) {
		return undefined;
	}
	const [toRow, toColumn] = next;
	const isInside = toRow >= 0 && toColumn >= 0 && toRow <= last && toColumn <= last;
	// Three of the corners are empty.
	const isEmpty = (toRow === 0 && (toColumn === 0 || toColumn === last)) || (toRow === last && toColumn === 0);
	return isInside && !isEmpty ? next : [row, column];
}
