/**
 * What the extension and the panel's page say to each other. All words are the extension's, already in the
 * user's language; the page only lays them out. Everything is plain JSON, since a panel is kept over a reload
 * as the last {@link PanelView} it showed.
 */

/** 8-bit luma, row-major, in base64. */
export interface GrayPicture {
	readonly width: number;
	readonly height: number;
	readonly base64: string;
}

export interface CaptionedPicture extends GrayPicture {
	readonly caption: string;
}

export type ActionId =
	| 'retry'
	| 'cancel'
	| 'selectEndpoint'
	| 'openSettings'
	| 'showLog'
	| 'copyAs'
	| 'signIn'
	| 'signInSso'
	| 'openCloudWatch'
	| 'enterApiKey';

/** A button; `id` comes back in a {@link FromWebviewMessage}. */
export interface Action {
	readonly id: ActionId;
	readonly title: string;
	/** What it acts on, for the extension: the profile to sign in with, the link to open. */
	readonly argument?: string;
}

export interface Bar {
	readonly name: string;
	/** 0..1. */
	readonly value: number;
	/** The value in words, such as `98.7 %`. */
	readonly text: string;
	/** 0 for the likeliest. */
	readonly rank: number;
}

export interface Fact {
	readonly term: string;
	readonly value: string;
}

/** One picture and what became of it. */
export type Card = {
	/** In full. */
	readonly uri: string;
	readonly name: string;
	/** Where it lies, for people. */
	readonly place: string;
} & (WaitingCard | ClassifiedCard | FailedCard);

export interface WaitingCard {
	readonly state: 'waiting';
}

/** Who was asked, for *Copy As* to ask the same again. */
export interface Asked {
	readonly endpoint: string;
	readonly region?: string;
}

export interface ClassifiedCard {
	readonly state: 'classified';
	readonly asked: Asked;
	readonly label: string;
	/** What a screen reader says, such as `7_1.jpg: 7, probability 98.7 %`, and the notices. */
	readonly announcement: string;
	readonly bars: readonly Bar[];
	readonly originalCaption: string;
	readonly steps: readonly CaptionedPicture[];
	readonly digit: CaptionedPicture;
	/** A sentence or two each. */
	readonly notices: readonly string[];
	readonly facts: readonly Fact[];
	readonly actions: readonly Action[];
}

export interface FailedCard {
	readonly state: 'failed';
	readonly message: string;
	/** A library's or a server's own words. */
	readonly detail?: string;
	readonly actions: readonly Action[];
	/** Where the picture came as far as that. */
	readonly digit?: CaptionedPicture;
	readonly asked?: Asked;
	readonly facts: readonly Fact[];
}

/** What stands around the cards. */
export interface Around {
	readonly running: boolean;
	/** Such as `3 of 12 pictures`, for several. */
	readonly progress: string;
	readonly actions: readonly Action[];
}

/** Everything the panel shows. */
export interface PanelView extends Around {
	readonly version: 2;
	readonly cards: readonly Card[];
	/** The captions that are the same for every picture. */
	readonly words: { readonly original: string; readonly details: string; readonly noPreview: string };
}

export type ToWebviewMessage =
	| { readonly type: 'show'; readonly view: PanelView }
	/** One card has changed. */
	| { readonly type: 'card'; readonly index: number; readonly card: Card }
	/** What stands around the cards has changed. */
	| { readonly type: 'around'; readonly around: Around }
	/** The file of the card, as it is; empty where it cannot be read. */
	| { readonly type: 'original'; readonly uri: string; readonly bytes: Uint8Array<ArrayBuffer> };

export type FromWebviewMessage =
	/** The page has loaded and knows nothing. */
	| { readonly type: 'ready' }
	/** The card has come into sight. */
	| { readonly type: 'requestOriginal'; readonly index: number }
	/** `index` of the card whose button it is; absent for those of the whole panel. */
	| { readonly type: 'act'; readonly id: ActionId; readonly index?: number };
