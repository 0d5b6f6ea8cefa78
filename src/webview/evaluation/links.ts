import type { Filter } from '../../presentation/evaluation/view.ts';
import { element } from '../shared/element.ts';

/** A number or a word that leads to items. */
export function filterLink(
	filter: Filter,
	text: string,
	attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
	return element(
		'button',
		{ type: 'button', ...attributes, class: 'link', 'data-filter': JSON.stringify(filter) },
		text,
	);
}

/** The filter of what was pressed. */
export function filterOf(target: Element): Filter | undefined {
	const text = target.closest('[data-filter]')?.getAttribute('data-filter');
	return text === null || text === undefined ? undefined : (JSON.parse(text) as Filter);
}
