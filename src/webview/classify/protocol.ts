import type { DrawingCaptions, WaysIn } from '../../presentation/waysIn.ts';
import type { Stroke, WaysInMethods } from './waysInProtocol.ts';
import type { ActionId, Arrangement, Captions, Card, GrayPicture, Order, Summary } from '../../presentation/view.ts';

/** Everything the panel shows. */
export interface ClassifyView {
	readonly cards: readonly Card[];
	readonly arrangement: Arrangement;
	readonly summary: Summary;
	readonly captions: Captions;
	readonly waysIn: WaysIn;
	/** There while a digit is being drawn; with what was drawn, for a page that does not know it. */
	readonly drawing?: { readonly captions: DrawingCaptions; readonly strokes: readonly Stroke[] };
}

/** What the page asks of the host. Cards are named by their index in what was shown last. */
export interface ClassifyHostMethods extends WaysInMethods {
	/** The page has loaded and knows nothing. */
	ready(argument: Record<string, never>): void;
	/** The card's file as it is, or where it can be fetched, for a card in sight. Fails where it cannot be read. */
	readOriginal(argument: { readonly index: number }): Uint8Array<ArrayBuffer> | string;
	/** The images of the card's steps, in order. Fails where the file is no longer the one that was classified. */
	readSteps(argument: { readonly index: number }): readonly GrayPicture[];
	/** A button was pressed: of the card at `index` and perhaps of a digit of it, or one of those for the whole panel. */
	act(argument: { readonly id: ActionId; readonly index?: number; readonly digit?: number }): void;
	/** The user wants the cards in this order. */
	sort(argument: { readonly order: Order }): void;
	/** The user has opened or closed a card's *Details*. */
	setDetails(argument: { readonly index: number; readonly open: boolean }): void;
}

/** What the host tells the page. */
export interface ClassifyPageMethods {
	show(view: ClassifyView): void;
	/** One card has changed. */
	showCard(argument: { readonly index: number; readonly card: Card }): void;
	/** The cards are to stand in another order. */
	arrange(arrangement: Arrangement): void;
	/** What stands around the cards has changed. */
	showSummary(summary: Summary): void;
}
