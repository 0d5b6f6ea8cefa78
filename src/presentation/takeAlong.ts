import { toAction } from './actions.ts';
import type { Locale } from './locale.ts';
import type { Action, Card, CardTitle } from './view.ts';

/** What can be done with a picture itself: only what is in memory is to be saved, and what is gone from there neither. */
export function originalActions({ memory }: CardTitle, locale: Locale): Action[] {
	const { t } = locale;
	return memory === 'gone'
		? []
		: [
				{ ...toAction('openPicture', locale), description: t('Open the picture in an editor') },
				...(memory ? [{ ...toAction('savePicture', locale), description: t('Save the picture…') }] : []),
			];
}

/** What can be done with the 28×28 of a digit, which is the picture's one of this number. */
export function digitActions(digit: number, locale: Locale): Action[] {
	const { t } = locale;
	return [
		{ ...toAction('copyDigit', locale), digit, description: t('Copy the 28 × 28 as PNG') },
		{ ...toAction('saveDigit', locale), digit, description: t('Save the 28 × 28 as PNG…') },
	];
}

/** All that a card offers. */
export function actionsOn(card: Card): readonly Action[] {
	return [
		...card.originalActions,
		...('actions' in card ? card.actions : []),
		...('stale' in card && card.stale ? card.stale.actions : []),
		...('digits' in card ? card.digits.flatMap(({ actions }) => actions) : []),
	];
}
