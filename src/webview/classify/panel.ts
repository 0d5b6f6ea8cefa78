import type { Captions, Card, Summary } from '../../presentation/view.ts';
import { connectToHost } from '../shared/connectToHost.ts';
import { element } from '../shared/element.ts';
import { renderActions, renderCard, type CardContext } from './card.ts';
import { LazyPictures } from './lazyPictures.ts';
import type { ClassifyHostMethods, ClassifyPageMethods, ClassifyView } from './protocol.ts';
import './panel.css';

const host = connectToHost<ClassifyHostMethods, ClassifyPageMethods>({
	show,
	showCard({ index, card }) {
		if (captions) {
			replaceCard(cards.children[index], renderCard(card, contextOf(index, captions)));
			announce(card);
		}
	},
	showSummary,
});
const cards = element('section', { class: 'cards' });
const progress = element('div', { class: 'progress' });
const footer = element('footer');
const status = element('div', { class: 'visually-hidden', role: 'status' });
document.body.append(element('main', {}, progress, cards, footer), status);

/** Of what is shown; none before that. */
let captions: Captions | undefined;

const pictures = new LazyPictures(
	{
		readOriginal: async (index) => host.ask('readOriginal', { index }),
		readSteps: async (index) => host.ask('readSteps', { index }),
	},
	() => captions?.noPreview ?? '',
);

function contextOf(index: number, shown: Captions): CardContext {
	return {
		captions: shown,
		inGallery: cards.classList.contains('gallery'),
		attachOriginal: (image) => pictures.attachOriginal(image, index),
		attachSteps: (canvases) => pictures.attachSteps(canvases, index),
		whenInSight: (node, run) => pictures.whenInSight(node, run),
		act: ({ id }) => host.tell('act', { id, index }),
	};
}

/** All but the cards. Keeps the focus where it was. */
function showSummary({ running, progress: text, actions }: Summary): void {
	document.body.classList.toggle('running', running);
	progress.textContent = text;
	const focused = document.activeElement?.getAttribute('data-action');
	footer.replaceChildren(renderActions(actions, ({ id }) => host.tell('act', { id })));
	footer.querySelector<HTMLElement>(`[data-action="${focused}"]`)?.focus();
}

/** Keeps the focus in the card: on the same button, or on the card while it has none. */
function replaceCard(old: Element | undefined, card: HTMLElement): void {
	const focused = document.activeElement;
	const hadFocus = old?.contains(focused) ?? false;
	old?.replaceWith(card);
	if (hadFocus) {
		const sameButton = `[data-action="${focused?.getAttribute('data-action') ?? 'retry'}"]`;
		(card.querySelector<HTMLElement>(sameButton) ?? card).focus();
	}
}

function announce(card: Card): void {
	if (card.state === 'classified') {
		status.textContent = card.announcement;
	}
}

function show(view: ClassifyView): void {
	captions = view.captions;
	pictures.clear();
	cards.classList.toggle('gallery', view.cards.length > 1);
	cards.replaceChildren(...view.cards.map((card, index) => renderCard(card, contextOf(index, view.captions))));
	showSummary(view.summary);
	view.cards.forEach(announce);
}

window.addEventListener('keydown', ({ key }) => {
	if (key === 'Escape' && document.body.classList.contains('running')) {
		host.tell('act', { id: 'cancel' });
	}
});

host.tell('ready', {});
