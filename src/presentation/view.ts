import type { Box } from '../core/normalization.ts';
import type { ComparisonView } from './comparisonView.ts';

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
	| 'retryRemaining'
	| 'cancel'
	| 'copyCsv'
	| 'saveCsv'
	| 'selectEndpoint'
	| 'openSettings'
	| 'showLog'
	| 'copyAs'
	| 'compareWith'
	| 'signIn'
	| 'signInSso'
	| 'openCloudWatch'
	| 'enterApiKey'
	| 'openPicture'
	| 'savePicture'
	| 'copyDigit'
	| 'saveDigit'
	| 'draw'
	| 'choosePictures'
	| 'paste';

/** A button. */
export interface Action {
	readonly id: ActionId;
	readonly title: string;
	/** Of `openSettings`, without `digitClassifier.` */
	readonly setting?: string;
	/** Of `copyDigit` and `saveDigit`: which of the picture's. */
	readonly digit?: number;
	/** What it does, where its title needs what stands beside it to say so. */
	readonly description?: string;
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
	/** Where it stands in the picture. */
	readonly box: Box;
	/** The line of writing it stands in, from 0 at the top. */
	readonly line: number;
	/** Absent where the model gave no answer. */
	readonly label?: string;
	/** What it is and where it stands among the others, for whoever hears it. */
	readonly title: string;
	/** Why the label is a guess. */
	readonly doubt?: string;
	/** One per class, or for the likeliest of many; empty where no probabilities are known. */
	readonly bars: readonly Bar[];
	/** What remains for the classes that have no bar. */
	readonly rest?: string;
	/** What can be done with `picture`. */
	readonly actions: readonly Action[];
}

/** One picture and what became of it. */
export type Card = CardTitle & CardWithOriginal & (WaitingCard | CancelledCard | ClassifiedCard | FailedCard);

interface CardWithOriginal {
	/** What can be done with the picture itself. */
	readonly originalActions: readonly Action[];
}

/** What a card has whatever became of its picture. */
export interface CardTitle {
	/** The file's, without folders. */
	readonly name: string;
	/** Where it lies, for people: among several pictures no more than tells it from others of its name. */
	readonly place: string;
	/** The whole way to the file, for people. */
	readonly path: string;
	/** Another one whenever the file was read with another content: an image of it that is kept is of this one. */
	readonly revision: number;
	/** Of one that is no file, whether it is still in memory. */
	readonly memory?: 'kept' | 'gone';
	/** Whether *Details* stand open. */
	readonly detailsOpen: boolean;
}

export interface WaitingCard {
	readonly state: 'waiting';
}

/** What has become of the file since it was classified, and what to do about it. */
export interface Stale {
	readonly message: string;
	readonly actions: readonly Action[];
}

export interface CancelledCard {
	readonly state: 'cancelled';
	readonly message: string;
	readonly actions: readonly Action[];
}

/** How the picture itself is shown. */
export interface OriginalView {
	readonly originalCaption: string;
	/** Width by height, as the page shows it. */
	readonly originalRatio: number;
	/** EXIF's orientation that the page has to turn the original by; absent where Chromium does it, or need not. */
	readonly originalTurn?: number;
}

export interface ClassifiedCard extends OriginalView {
	readonly state: 'classified';
	/** Of all digits, in reading order. */
	readonly label: string;
	readonly stale?: Stale;
	/** The captions of the steps from the picture to the digits; the images are asked for when they are in sight. */
	readonly steps: readonly string[];
	/** In reading order. */
	readonly digits: readonly DigitView[];
	readonly comparison?: ComparisonView;
	/** A sentence or two each. */
	readonly notices: readonly string[];
	readonly facts: readonly Fact[];
	readonly actions: readonly Action[];
}

export interface FailedCard extends Partial<OriginalView> {
	readonly state: 'failed';
	readonly message: string;
	/** A library's or a server's own words. */
	readonly detail?: string;
	readonly stale?: Stale;
	readonly actions: readonly Action[];
	/** The captions of the steps as far as the picture came; the images are asked for when they are in sight. */
	readonly steps: readonly string[];
	/** Empty where the picture did not come as far as that. */
	readonly digits: readonly DigitView[];
	readonly facts: readonly Fact[];
}

/** What stands around the cards. */
export interface Summary {
	readonly running: boolean;
	/** Such as `3 of 12 pictures`, for several. */
	readonly progress: string;
	/** The pictures that have ended, and all there are. */
	readonly done: number;
	readonly count: number;
	/** What a screen reader says of what is shown now: nothing where the page has an alert. */
	readonly announcement: string;
	readonly actions: readonly Action[];
}

/** How the cards of several pictures are ordered: as they were selected, by name, by label, the most doubtful first. */
export type Order = 'selection' | 'name' | 'label' | 'doubt';

/** The cards in the order they are to stand in. */
export interface Arrangement {
	readonly order: Order;
	/** The indices of all cards. */
	readonly indices: readonly number[];
}

/** The captions that are the same for every picture. */
export interface Captions {
	readonly original: string;
	readonly details: string;
	/** Of a number's digits, to choose among. */
	readonly digits: string;
	/** In place of a picture that the page cannot draw. */
	readonly noPreview: string;
	/** In place of a picture that cannot be read any more. */
	readonly gone: string;
	/** Of the bar that shows how far the pictures are. */
	readonly progress: string;
	/** Of the bars of a digit. */
	readonly probabilities: string;
	readonly sortBy: string;
	readonly orders: readonly { readonly order: Order; readonly title: string }[];
}
