import type { Locale } from './locale.ts';
import { toAction } from './actions.ts';
import type { Action } from './view.ts';

/** How pictures come into a panel that are not chosen in the Explorer, in words. */
export interface WaysIn {
	readonly actions: readonly Action[];
	/** What can be done without a button. */
	readonly hint: string;
	/** Over the page, while something is dragged over it. */
	readonly dropHere: string;
	/** Of what was dropped or pasted with no picture in it. */
	readonly nothing: string;
	readonly limits: IncomingLimits;
}

/** What a page may send at once. Of pictures beyond the bytes their size is enough. */
export interface IncomingLimits {
	/** Of each. */
	readonly bytes: number;
	/** Of all. */
	readonly bytesTogether: number;
	readonly pictures: number;
}

/** The words around the canvas that a digit is drawn on. */
export interface DrawingCaptions {
	readonly title: string;
	/** The canvas's name. */
	readonly canvas: string;
	readonly instructions: string;
	readonly undo: string;
	readonly clear: string;
	readonly save: string;
	readonly close: string;
}

export function toWaysIn(limits: IncomingLimits, locale: Locale): WaysIn {
	const { t } = locale;
	return {
		actions: (['draw', 'choosePictures', 'paste'] as const).map((id) => toAction(id, locale)),
		hint: t('Or drop pictures here; from the Explorer, hold Shift.'),
		dropHere: t('Drop to classify'),
		nothing: t('There is no picture in what was dropped or pasted.'),
		limits,
	};
}

export function toDrawingCaptions({ t }: Locale): DrawingCaptions {
	return {
		title: t('Draw a digit'),
		canvas: t('Paper to draw on'),
		instructions: t('Draw with the mouse, a pen or a finger. The digit is classified whenever you lift it.'),
		undo: t('Undo'),
		clear: t('Clear'),
		save: t('Save as PNG…'),
		close: t('Close'),
	};
}
