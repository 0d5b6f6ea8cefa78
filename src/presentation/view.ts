/**
 * What a panel shows, derived from outcomes and never kept: all words are in the user's language, and a page only
 * lays them out. Nothing in here is acted upon: a page names a card and an action of it by index and id.
 */

/** 8-bit luma, row-major, `width * height` long. */
export interface GrayPicture {
	readonly width: number;
	readonly height: number;
	readonly pixels: Uint8Array;
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

/** A button. */
export interface Action {
	readonly id: ActionId;
	readonly title: string;
	/** Of `openSettings`, without `digitClassifier.` */
	readonly setting?: string;
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

/** One digit of a picture and what the model says of it. */
export interface DigitView {
	/** The 28×28 as the model saw it. */
	readonly picture: CaptionedPicture;
	/** Absent where the model gave no answer. */
	readonly label?: string;
	/** One per class; empty where no probabilities are known. */
	readonly bars: readonly Bar[];
}

/** One picture and what became of it. */
export type Card = CardTitle & (WaitingCard | ClassifiedCard | FailedCard);

export interface CardTitle {
	/** The file's, without folders. */
	readonly name: string;
	/** Where it lies, for people. */
	readonly place: string;
}

export interface WaitingCard {
	readonly state: 'waiting';
}

export interface ClassifiedCard {
	readonly state: 'classified';
	/** Of all digits, in reading order. */
	readonly label: string;
	/** What a screen reader says, such as `7_1.jpg: 7, probability 98.7 %`, and the notices. */
	readonly announcement: string;
	readonly originalCaption: string;
	/** The captions of the steps from the picture to the digits; the images are asked for when they are in sight. */
	readonly steps: readonly string[];
	/** In reading order. */
	readonly digits: readonly DigitView[];
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
	/** Empty where the picture did not come as far as that. */
	readonly digits: readonly DigitView[];
	readonly facts: readonly Fact[];
}

/** What stands around the cards. */
export interface Summary {
	readonly running: boolean;
	/** Such as `3 of 12 pictures`, for several. */
	readonly progress: string;
	readonly actions: readonly Action[];
}

/** The captions that are the same for every picture. */
export interface Captions {
	readonly original: string;
	readonly details: string;
	readonly noPreview: string;
}
