import type { Action, Captions, Order, Summary } from '../../presentation/view.ts';
import { element } from '../shared/element.ts';
import { renderActions } from './actions.ts';

export interface HeaderEvents {
	readonly act: (action: Action) => void;
	readonly sort: (order: Order) => void;
}

/** What stands above the cards, and stays in sight: how far they are, what to do with all of them, their order. */
export class Header {
	readonly element: HTMLElement;
	/** The page's, where several pictures share it; a picture alone has its own. */
	private readonly heading = element('h1');
	private readonly select = element('select');
	private readonly sortBy = element('span');
	private readonly sort = element('label', { class: 'sort' }, this.sortBy, this.select);
	private readonly bar = element('div', { class: 'progress', role: 'progressbar', 'aria-valuemin': '0' });
	private actions = element('div');
	private shown = '';

	constructor(private readonly events: HeaderEvents) {
		this.select.addEventListener('change', () => events.sort(this.select.value as Order));
		this.element = element('header', {}, this.bar, this.heading, this.sort, this.actions);
	}

	setCaptions({ progress, sortBy, orders }: Captions): void {
		this.bar.setAttribute('aria-label', progress);
		this.sortBy.textContent = sortBy;
		this.select.replaceChildren(...orders.map(({ order, title }) => element('option', { value: order }, title)));
	}

	setOrder(order: Order): void {
		this.select.value = order;
	}

	show({ running, progress, done, count, actions }: Summary): void {
		const alone = count <= 1;
		this.element.hidden = alone && actions.length === 0;
		this.heading.hidden = alone;
		this.heading.textContent = progress;
		this.sort.hidden = alone;
		this.showBar(running, alone, done, count);
		this.showActions(actions);
	}

	/** The first button; answers whether there is one. */
	focus(): boolean {
		const button = this.element.querySelector('button');
		button?.focus();
		return button !== null;
	}

	/** Of a picture alone nobody knows how far it is. */
	private showBar(running: boolean, alone: boolean, done: number, count: number): void {
		this.bar.hidden = !running;
		this.bar.classList.toggle('endless', alone);
		this.bar.style.setProperty('--share', `${done / Math.max(1, count)}`);
		if (alone) {
			this.bar.removeAttribute('aria-valuenow');
			this.bar.removeAttribute('aria-valuemax');
		} else {
			this.bar.setAttribute('aria-valuenow', `${done}`);
			this.bar.setAttribute('aria-valuemax', `${count}`);
		}
	}

	/** Made anew only where they are others, so that a press is never lost between two of hundreds of pictures. */
	private showActions(actions: readonly Action[]): void {
		const wanted = JSON.stringify(actions);
		if (wanted === this.shown) {
			return;
		}
		this.shown = wanted;
		const focused = this.actions.contains(document.activeElement)
			? document.activeElement?.getAttribute('data-action')
			: undefined;
		const old = this.actions;
		this.actions = renderActions(actions, this.events.act);
		old.replaceWith(this.actions);
		this.actions.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
	}
}
