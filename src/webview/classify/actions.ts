import type { Action } from '../../presentation/view.ts';
import { element } from '../shared/element.ts';

/** A row of buttons. */
export function renderActions(
	actions: readonly Action[],
	act: (action: Action) => void,
	className = 'actions',
): HTMLDivElement {
	const buttons = actions.map((action) => {
		const { id, title, description } = action;
		const described = description === undefined ? {} : { title: description, 'aria-label': description };
		const button = element('button', { type: 'button', 'data-action': id, ...described }, title);
		button.addEventListener('click', () => act(action));
		return button;
	});
	return element('div', { class: className }, ...buttons);
}
