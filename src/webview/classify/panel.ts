import type { Arrangement, Captions, Summary } from '../../presentation/view.ts';
import { connectToHost } from '../shared/connectToHost.ts';
import { element } from '../shared/element.ts';
import { renderCard, type CardContext } from './card.ts';
import { copyPicture } from './copyPicture.ts';
import { Drawing } from './drawing.ts';
import { Header } from './header.ts';
import { LazyPictures } from './lazyPictures.ts';
import type { ClassifyHostMethods, ClassifyPageMethods, ClassifyView } from './protocol.ts';
import { WaysInBar } from './waysIn.ts';
import '../shared/page.css';
import './panel.css';
import './header.css';
import './card.css';
import './number.css';
import './bars.css';
import './way.css';
import './details.css';
import './gallery.css';

const host = connectToHost<ClassifyHostMethods, ClassifyPageMethods>({
	show,
	showCard({ index, card }) {
		if (captions) {
			cards[index] = replaceCard(cards[index], renderCard(card, contextOf(index, captions)));
		}
	},
	arrange,
	showSummary,
});
const header = new Header({
	act: ({ id }) => host.tell('act', { id }),
	sort: (order) => host.tell('sort', { order }),
});
const container = element('div', { class: 'cards' });
const status = element('div', { class: 'visually-hidden', role: 'status' });
const waysIn = new WaysInBar(host);
const drawing = new Drawing(host, container);
document.body.append(header.element, element('main', {}, drawing.element, waysIn.element, status));

/** Of what is shown; none before that. */
let captions: Captions | undefined;
/** By index, in whatever order they stand. */
let cards: HTMLElement[] = [];

const pictures = new LazyPictures(
	{
		readOriginal: async (index) => host.ask('readOriginal', { index }),
		readSteps: async (index) => host.ask('readSteps', { index }),
	},
	() => captions,
);

function contextOf(index: number, shown: Captions): CardContext {
	return {
		captions: shown,
		inGallery: container.classList.contains('gallery'),
		attachOriginal: (image, revision) => pictures.attachOriginal(image, index, revision),
		attachSteps: (canvases) => pictures.attachSteps(canvases, index),
		whenInSight: (node, run) => pictures.whenInSight(node, run),
		copyDigit: (picture) =>
			void copyPicture(picture).then(
				() => host.tell('copied', { ok: true }),
				() => host.tell('copied', { ok: false }),
			),
		act: ({ id, digit }) => host.tell('act', { id, index, ...(digit !== undefined && { digit }) }),
		setDetails: (open) => host.tell('setDetails', { index, open }),
	};
}

function show(view: ClassifyView): void {
	captions = view.captions;
	waysIn.show(view.waysIn);
	drawing.show(view.drawing);
	pictures.clear();
	document.body.classList.toggle('several', view.cards.length > 1);
	container.classList.toggle('gallery', view.cards.length > 1);
	cards = view.cards.map((card, index) => renderCard(card, contextOf(index, view.captions)));
	container.replaceChildren(...cards);
	header.setCaptions(view.captions);
	arrange(view.arrangement);
	showSummary(view.summary);
}

/** All but the cards. The focus stays where it was, or goes to what stands there now. */
function showSummary(summary: Summary): void {
	const hadFocus = header.element.contains(document.activeElement);
	document.body.classList.toggle('running', summary.running);
	header.show(summary);
	if (hadFocus && !header.element.contains(document.activeElement) && !header.focus()) {
		cards[0]?.focus();
	}
	// The same words again would be said again.
	if (status.textContent !== summary.announcement) {
		status.textContent = summary.announcement;
	}
}

/** The focus stays where it is, and what is focused in sight. */
function arrange({ order, indices }: Arrangement): void {
	header.setOrder(order);
	const arranged = indices.flatMap((index) => cards[index] ?? []);
	if (arranged.every((card, place) => card === container.children[place])) {
		return;
	}
	const focused = document.activeElement;
	container.replaceChildren(...arranged);
	if (focused instanceof HTMLElement && container.contains(focused)) {
		focused.focus();
	}
}

/** Keeps the focus in the card: on the same button, or on the card while it has none. */
function replaceCard(old: HTMLElement | undefined, card: HTMLElement): HTMLElement {
	const focused = document.activeElement;
	const hadFocus = old?.contains(focused) ?? false;
	old?.replaceWith(card);
	if (hadFocus) {
		const sameButton = `[data-action="${focused?.getAttribute('data-action') ?? 'retry'}"]`;
		(card.querySelector<HTMLElement>(sameButton) ?? card).focus();
	}
	return card;
}

window.addEventListener('keydown', ({ key }) => {
	if (key === 'Escape' && document.body.classList.contains('running')) {
		host.tell('act', { id: 'cancel' });
	}
});

host.tell('ready', {});
