import type { ActionId, Captions, Card, GrayPicture, Summary } from '../../presentation/view.ts';

/** Everything the panel shows. */
export interface ClassifyView {
	readonly cards: readonly Card[];
	readonly summary: Summary;
	readonly captions: Captions;
}

/** What the page asks of the host. Cards are named by their index in what was shown last. */
export interface ClassifyHostMethods {
	/** The page has loaded and knows nothing. */
	ready(argument: Record<string, never>): void;
	/** The card's file as it is, for a card in sight. Fails where it cannot be read. */
	readOriginal(argument: { readonly index: number }): Uint8Array<ArrayBuffer>;
	/** The images of the card's steps, in order. Fails where the file is no longer the one that was classified. */
	readSteps(argument: { readonly index: number }): readonly GrayPicture[];
	/** A button was pressed: of the card at `index`, without it one of those for the whole panel. */
	act(argument: { readonly id: ActionId; readonly index?: number }): void;
}

/** What the host tells the page. */
export interface ClassifyPageMethods {
	show(view: ClassifyView): void;
	/** One card has changed. */
	showCard(argument: { readonly index: number; readonly card: Card }): void;
	/** What stands around the cards has changed. */
	showSummary(summary: Summary): void;
}
