import { element } from '../shared/element.ts';
import type {
	Action,
	Bar,
	Captions,
	Card,
	ClassifiedCard,
	DigitView,
	Fact,
	FailedCard,
} from '../../presentation/view.ts';
import { drawGray, emptyCanvas } from '../shared/grayCanvas.ts';

export interface CardContext {
	readonly captions: Captions;
	/** Whether other cards stand beside it. */
	readonly inGallery: boolean;
	/** Puts the file itself into an image. */
	readonly attachOriginal: (image: HTMLImageElement) => void;
	/** Draws the steps from the picture to its digits, in order. */
	readonly attachSteps: (canvases: readonly HTMLCanvasElement[]) => void;
	/** Runs when the element comes into sight, once. */
	readonly whenInSight: (element: Element, run: () => void) => void;
	readonly act: (action: Action) => void;
}

/** One picture, from its name to its facts. */
export function renderCard(card: Card, context: CardContext): HTMLElement {
	return element(
		'article',
		{ class: `card ${card.state}`, 'data-name': card.name, 'aria-label': card.name, tabindex: '-1' },
		element(
			'h2',
			{ title: card.place },
			element('span', { class: 'name' }, card.name),
			element('span', { class: 'place' }, card.place),
		),
		...renderBody(card, context),
	);
}

function renderBody(card: Card, context: CardContext): Node[] {
	switch (card.state) {
		case 'waiting':
			return [
				element('div', { class: 'result' }, element('div', { class: 'label', 'aria-hidden': 'true' }, '…')),
				element('div', { class: 'way' }, renderOriginal(card, context.captions.original, context)),
			];
		case 'classified':
			return renderClassified(card, context);
		case 'failed':
			return renderFailed(card, context);
	}
}

function renderClassified(card: Card & ClassifiedCard, context: CardContext): Node[] {
	return [
		element(
			'div',
			{ class: 'result' },
			element('div', { class: 'label', 'data-role': 'label' }, card.label),
			...card.digits.map((digit) => renderBars(digit, context)),
		),
		...(card.notices.length === 0 ? [] : [renderNotices(card.notices)]),
		renderWay([
			renderOriginal(card, card.originalCaption, context),
			...(context.inGallery ? [] : renderSteps(card.steps, context)),
			...card.digits.map((digit) => renderDigit(digit, context)),
		]),
		renderFacts(card.facts, context),
		renderActions(card.actions, context.act),
	];
}

function renderFailed(card: Card & FailedCard, context: CardContext): Node[] {
	return [
		element(
			'div',
			{ class: 'problem', role: 'alert' },
			element('p', { class: 'message' }, card.message),
			card.detail !== undefined && element('pre', { class: 'detail' }, card.detail),
			card.actions.length > 0 && renderActions(card.actions, context.act),
		),
		renderWay([
			renderOriginal(card, context.captions.original, context),
			...card.digits.map((digit) => renderDigit(digit, context)),
		]),
		...(card.facts.length === 0 ? [] : [renderFacts(card.facts, context)]),
	];
}

function renderNotices(notices: readonly string[]): HTMLElement {
	return element('div', { class: 'notices' }, ...notices.map((notice) => element('p', {}, notice)));
}

/** In a gallery the likely classes are enough; all of them stand in a single picture's card. */
function renderBars({ bars }: DigitView, { inGallery }: CardContext): HTMLElement | false {
	const shown = inGallery ? bars.filter(({ rank }) => rank < 3) : bars;
	return shown.length > 0 && element('ol', { class: 'bars' }, ...shown.map(renderBar));
}

function renderBar(bar: Bar): HTMLElement {
	const fill = element('span', { class: 'fill' });
	fill.style.setProperty('--share', `${bar.value}`);
	return element(
		'li',
		{ class: 'bar', 'data-rank': `${bar.rank}` },
		element('span', { class: 'class' }, bar.name),
		element('span', { class: 'track', 'aria-hidden': 'true' }, fill),
		element('span', { class: 'share' }, bar.text),
	);
}

/** The pictures from the file to the digit, in order. */
function renderWay(pictures: readonly HTMLElement[]): HTMLElement {
	return element('div', { class: 'way' }, ...pictures);
}

function renderOriginal(card: Card, caption: string, context: CardContext): HTMLElement {
	const image = element('img', { alt: `${context.captions.original}: ${card.name}` });
	context.attachOriginal(image);
	return element('figure', { class: 'original' }, element('div', { class: 'frame' }, image), renderCaption(caption));
}

function renderSteps(captions: readonly string[], context: CardContext): HTMLElement[] {
	const canvases = captions.map(emptyCanvas);
	context.attachSteps(canvases);
	return canvases.map((canvas, index) => renderFigure('step', canvas, captions[index] ?? ''));
}

function renderDigit({ picture }: DigitView, context: CardContext): HTMLElement {
	const canvas = emptyCanvas(picture.caption);
	context.whenInSight(canvas, () => drawGray(canvas, picture));
	return renderFigure('digit', canvas, picture.caption);
}

function renderFigure(kind: 'step' | 'digit', canvas: HTMLCanvasElement, caption: string): HTMLElement {
	return element('figure', { class: kind }, element('div', { class: 'frame' }, canvas), renderCaption(caption));
}

function renderCaption(caption: string): HTMLElement {
	return element('figcaption', {}, caption);
}

function renderFacts(facts: readonly Fact[], { inGallery, captions }: CardContext): HTMLElement {
	const rows = facts.flatMap(({ term, value }) => [element('dt', {}, term), element('dd', {}, value)]);
	return element(
		'details',
		inGallery ? {} : { open: '' },
		element('summary', {}, captions.details),
		element('dl', {}, ...rows),
	);
}

/** A row of buttons. */
export function renderActions(actions: readonly Action[], act: (action: Action) => void): HTMLElement {
	const buttons = actions.map((action) => {
		const button = element('button', { type: 'button', 'data-action': action.id }, action.title);
		button.addEventListener('click', () => act(action));
		return button;
	});
	return element('div', { class: 'actions' }, ...buttons);
}
