import type { ComparedClass, ComparedDigit, ComparisonView, Side } from '../../presentation/comparisonView.ts';
import { element } from '../shared/element.ts';
import './comparison.css';

/** Two endpoints on one picture: what there is to know in words, and the classes side by side. */
export function renderComparison({ verdict, message, detail, columns, digits }: ComparisonView): HTMLElement {
	return element(
		'section',
		{ class: `comparison ${verdict}` },
		element('p', {}, message),
		detail !== undefined && element('pre', { class: 'detail', tabindex: '0' }, detail),
		...(columns ? digits.map((digit) => renderTable(digit, columns)) : []),
	);
}

function renderTable({ isSame, rows }: ComparedDigit, columns: readonly string[]): HTMLElement {
	return element(
		'table',
		{ class: isSame ? 'same' : 'different' },
		element('thead', {}, element('tr', {}, ...columns.map(renderColumn))),
		element('tbody', {}, ...rows.map(renderRow)),
	);
}

function renderColumn(name: string, index: number): HTMLElement {
	return element('th', { scope: 'col', title: name, ...(index === 3 && { class: 'difference' }) }, name);
}

function renderRow({ name, first, second, difference }: ComparedClass): HTMLElement {
	return element(
		'tr',
		{},
		element('th', { scope: 'row', title: name }, name),
		renderSide(first),
		renderSide(second),
		difference !== undefined && element('td', { class: 'difference' }, difference),
	);
}

function renderSide({ text, isLabel }: Side): HTMLElement {
	return element('td', isLabel ? { class: 'label-of' } : {}, isLabel ? element('strong', {}, text) : text);
}
