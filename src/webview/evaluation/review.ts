import type { Review } from '../../presentation/evaluation/view.ts';
import { element } from '../shared/element.ts';

/**
 * What can be done with a suspected label, and how it stands.
 * @param name of the picture that the keyboard is at; undefined where there is none
 */
export function renderReview(review: Review | undefined, name: string | undefined): HTMLElement {
	const button = (act: keyof Review) =>
		review?.[act] !== undefined &&
		(act === 'undo' || name !== undefined) &&
		element('button', { type: 'button', 'data-review': act }, review[act]);
	return element(
		'div',
		{ class: 'review' },
		review && name !== undefined && element('p', { class: 'name', role: 'status' }, name),
		button('move'),
		button('next'),
		button('undo'),
	);
}
