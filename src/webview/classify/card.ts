import { element } from '../shared/element.ts';
import type {
	Action,
	Bar,
	CancelledCard,
	Captions,
	Card,
	ClassifiedCard,
	DigitView,
	FailedCard,
	GrayPicture,
	Stale,
} from '../../presentation/view.ts';
import { renderActions } from './actions.ts';
import { renderComparison } from './comparison.ts';
import { renderNumber } from './number.ts';
import { drawGray, emptyCanvas } from '../shared/grayCanvas.ts';

export interface CardContext {
	readonly captions: Captions;
	/** Whether other cards stand beside it. */
	readonly inGallery: boolean;
	/** Puts the file itself into an image; see `CardTitle.revision`. */
	readonly attachOriginal: (image: HTMLImageElement, revision: number) => void;
	/** Draws the steps from the picture to its digits, in order. */
	readonly attachSteps: (canvases: readonly HTMLCanvasElement[]) => void;
	/** Runs when the element comes into sight, once. */
	readonly whenInSight: (element: Element, run: () => void) => void;
	/** Puts a picture on the clipboard. */
	readonly copyDigit: (picture: GrayPicture) => void;
	readonly act: (action: Action) => void;
	/** The user has opened or closed the details. */
	readonly setDetails: (open: boolean) => void;
}

/** One picture, from its name to its facts. */
export function renderCard(card: Card, context: CardContext): HTMLElement {
	const { name, place, path, state } = card;
	return element(
		'article',
		{
			class: `card ${state}`,
			'data-name': name,
			'aria-label': place === '' ? name : `${name}, ${place}`,
			tabindex: '-1',
		},
		element(
			// The page's only heading of the first level; several pictures share another one.
			context.inGallery ? 'h2' : 'h1',
			{ title: path },
			element('span', { class: 'name' }, name),
			// With a space, for whoever hears it or copies it.
			...(place === '' ? [] : [' ', element('span', { class: 'place' }, place)]),
		),
		...renderBody(card, context),
	);
}

function renderBody(card: Card, context: CardContext): Node[] {
	switch (card.state) {
		case 'waiting':
			return [
				element('div', { class: 'result' }, element('div', { class: 'label', 'aria-hidden': 'true' }, '…')),
				renderWay([renderOriginal(card, context.captions.original, context)]),
			];
		case 'cancelled':
			return renderCancelled(card, context);
		case 'classified':
			return renderClassified(card, context);
		case 'failed':
			return renderFailed(card, context);
	}
}

function renderCancelled(card: Card & CancelledCard, context: CardContext): Node[] {
	return [
		element('p', { class: 'message' }, card.message),
		renderActions(card.actions, context.act),
		renderWay([renderOriginal(card, context.captions.original, context)]),
	];
}

function renderClassified(card: Card & ClassifiedCard, context: CardContext): Node[] {
	const bars = card.digits.map((digit) => renderBars(digit, context));
	const figures = card.digits.map((digit) => renderDigit(digit, context));
	const original = renderOriginal(card, card.originalCaption, context, card.originalTurn);
	const isNumber = card.digits.length > 1;
	const number = isNumber ? renderNumber(card.digits, { bars, figures }, context.captions) : undefined;
	original.style.setProperty('--ratio', `${card.originalRatio}`);
	original.querySelector('.frame')?.append(...(number ? [number.boxes] : []));
	return [
		...renderStale(card.stale, context),
		element(
			'div',
			{ class: 'result' },
			...(number ? [number.label, ...number.panels] : [renderLabel(card.label), ...bars]),
		),
		...(card.comparison ? [renderComparison(card.comparison)] : []),
		...(card.notices.length === 0 ? [] : [renderNotices(card.notices)]),
		renderWay([original, ...(context.inGallery ? [] : renderSteps(card.steps, context)), ...figures], isNumber),
		...renderFacts(card, context),
		renderActions(card.actions, context.act),
	];
}

function renderFailed(card: Card & FailedCard, context: CardContext): Node[] {
	return [
		...renderStale(card.stale, context),
		element(
			'div',
			// Of many, each would interrupt whoever listens; the page says how many there are.
			{ class: 'problem', ...(!context.inGallery && { role: 'alert' }) },
			element('p', { class: 'message' }, card.message),
			card.detail !== undefined && element('pre', { class: 'detail', tabindex: '0' }, card.detail),
			card.actions.length > 0 && renderActions(card.actions, context.act),
		),
		renderWay([
			renderOriginal(card, card.originalCaption ?? context.captions.original, context, card.originalTurn),
			...(context.inGallery ? [] : renderSteps(card.steps, context)),
			...card.digits.map((digit) => renderDigit(digit, context)),
		]),
		...renderFacts(card, context),
	];
}

/** Long ones are smaller: see the style sheet. */
function renderLabel(text: string): HTMLElement {
	const label = element('div', { class: 'label', 'data-role': 'label' }, text);
	label.style.setProperty('--length', `${Math.max(1, [...text].length)}`);
	return label;
}

function renderStale(stale: Stale | undefined, { act }: CardContext): HTMLElement[] {
	return stale
		? [
				element(
					'div',
					{ class: 'stale' },
					element('p', { class: 'message' }, stale.message),
					stale.actions.length > 0 && renderActions(stale.actions, act),
				),
			]
		: [];
}

function renderNotices(notices: readonly string[]): HTMLElement {
	return element('div', { class: 'notices' }, ...notices.map((notice) => element('p', {}, notice)));
}

/** In a gallery the likely classes are enough; all of them stand in a single picture's card. */
function renderBars({ bars, rest }: DigitView, { inGallery, captions }: CardContext): HTMLElement {
	const shown = inGallery ? bars.filter(({ rank }) => rank < 3) : bars;
	return element(
		'ol',
		{ class: 'bars', 'aria-label': captions.probabilities },
		...shown.map(renderBar),
		!inGallery && rest !== undefined && element('li', { class: 'rest' }, rest),
	);
}

function renderBar(bar: Bar): HTMLElement {
	const fill = element('span', { class: 'fill' });
	fill.style.setProperty('--share', `${bar.value}`);
	return element(
		'li',
		{ class: 'bar', 'data-rank': `${bar.rank}` },
		element('span', { class: 'class', title: bar.name }, bar.name),
		element('span', { class: 'track', 'aria-hidden': 'true' }, fill),
		element('span', { class: 'share' }, bar.text),
	);
}

/** The pictures from the file to the digit, in order. */
function renderWay(pictures: readonly HTMLElement[], isNumber = false): HTMLElement {
	return element('div', { class: isNumber ? 'way of-number' : 'way' }, ...pictures);
}

function renderOriginal(card: Card, caption: string, context: CardContext, turn = 1): HTMLElement {
	const image = element('img', { alt: `${context.captions.original}: ${card.name}`, 'data-turn': `${turn}` });
	context.attachOriginal(image, card.revision);
	return element(
		'figure',
		{ class: 'original' },
		element('div', { class: 'frame' }, image),
		renderCaption(caption),
		renderPictureActions(card.originalActions, context.act),
	);
}

function renderSteps(captions: readonly string[], context: CardContext): HTMLElement[] {
	const canvases = captions.map(emptyCanvas);
	context.attachSteps(canvases);
	return canvases.map((canvas, index) => renderFigure('step', canvas, captions[index] ?? ''));
}

function renderDigit({ picture, actions }: DigitView, context: CardContext): HTMLElement {
	const canvas = emptyCanvas(picture.caption);
	context.whenInSight(canvas, () => drawGray(canvas, picture));
	const figure = renderFigure('digit', canvas, picture.caption);
	const act = (action: Action) => (action.id === 'copyDigit' ? context.copyDigit(picture) : context.act(action));
	figure.append(renderPictureActions(actions, act));
	return figure;
}

function renderPictureActions(actions: readonly Action[], act: (action: Action) => void): HTMLElement | string {
	return actions.length === 0 ? '' : renderActions(actions, act, 'picture-actions');
}

function renderFigure(kind: 'step' | 'digit', canvas: HTMLCanvasElement, caption: string): HTMLElement {
	return element('figure', { class: kind }, element('div', { class: 'frame' }, canvas), renderCaption(caption));
}

function renderCaption(caption: string): HTMLElement {
	return element('figcaption', {}, caption);
}

function renderFacts(card: Card & (ClassifiedCard | FailedCard), { captions, setDetails }: CardContext): HTMLElement[] {
	if (card.facts.length === 0) {
		return [];
	}
	const rows = card.facts.flatMap(({ term, value }) => [element('dt', {}, term), element('dd', {}, value)]);
	const details = element(
		'details',
		card.detailsOpen ? { open: '' } : {},
		element('summary', {}, captions.details),
		element('dl', {}, ...rows),
	);
	// The event comes for what is made open, too.
	let isOpen = card.detailsOpen;
	details.addEventListener('toggle', () => {
		if (details.open !== isOpen) {
			isOpen = details.open;
			setDetails(isOpen);
		}
	});
	return [details];
}
