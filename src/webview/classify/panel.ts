import { renderActions, renderCard, type CardContext } from './card.ts';
import { element } from '../shared/element.ts';
import { Originals } from './lazyPictures.ts';
import type { Around, Card, FromWebviewMessage, PanelView, ToWebviewMessage } from './protocol.ts';
import './panel.css';

interface WebviewApi {
	postMessage(message: FromWebviewMessage): void;
	/** What a reload hands to the extension's serializer. */
	setState(state: PanelView): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const vscode = acquireVsCodeApi();
const cards = element('section', { class: 'cards' });
const progress = element('div', { class: 'progress' });
const footer = element('footer');
const status = element('div', { class: 'visually-hidden', role: 'status' });
document.body.append(element('main', {}, progress, cards, footer), status);

let view: PanelView | undefined;

const originals = new Originals(
	(uri) => {
		const index = view?.cards.findIndex((card) => card.uri === uri) ?? -1;
		vscode.postMessage({ type: 'requestOriginal', index });
	},
	() => view?.words.noPreview ?? '',
);

function contextOf(index: number, { cards: all, words }: PanelView): CardContext {
	return {
		words,
		inGallery: all.length > 1,
		attachOriginal: (image, uri) => originals.attach(image, uri),
		act: ({ id }) => vscode.postMessage({ type: 'act', id, index }),
	};
}

/** All but the cards. Keeps the focus where it was. */
function showAround({ running, progress: text, actions }: Around): void {
	document.body.classList.toggle('running', running);
	progress.textContent = text;
	const focused = document.activeElement?.getAttribute('data-action');
	footer.replaceChildren(renderActions(actions, ({ id }) => vscode.postMessage({ type: 'act', id })));
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

function show(next: PanelView): void {
	originals.clear();
	cards.classList.toggle('gallery', next.cards.length > 1);
	cards.replaceChildren(...next.cards.map((card, index) => renderCard(card, contextOf(index, next))));
	showAround(next);
	next.cards.forEach(announce);
}

function receive(message: ToWebviewMessage, shown: PanelView | undefined): PanelView | undefined {
	switch (message.type) {
		case 'show':
			show(message.view);
			return message.view;
		case 'card': {
			if (!shown) {
				return undefined;
			}
			const { index, card } = message;
			replaceCard(cards.children[index], renderCard(card, contextOf(index, shown)));
			announce(card);
			return { ...shown, cards: shown.cards.with(index, card) };
		}
		case 'around':
			showAround(message.around);
			return shown && { ...shown, ...message.around };
		case 'original':
			originals.receive(message.uri, message.bytes);
			return shown;
	}
}

window.addEventListener('message', ({ data }: MessageEvent<ToWebviewMessage>) => {
	view = receive(data, view);
	if (view && !view.running) {
		vscode.setState(view);
	}
});

window.addEventListener('keydown', ({ key }) => {
	if (key === 'Escape' && view?.running) {
		vscode.postMessage({ type: 'act', id: 'cancel' });
	}
});

vscode.postMessage({ type: 'ready' });
