import { fileNotices, toNotices } from './card.ts';
import { labelOf } from './labels.ts';
import { toComparison } from './comparison.ts';
import type { Locale } from './locale.ts';
import type { ShownPicture } from './pictureState.ts';
import { describeProblem } from './problems/describeProblem.ts';

/**
 * What a screen reader says of a picture, such as `7_1.jpg: 7, probability 98.7 %`. `alone`: no others stand beside
 * it; nothing is said of its failure then, which is an alert of its own.
 */
export function announcementOf(picture: ShownPicture, alone: boolean, locale: Locale): string {
	const {
		title: { name },
		state,
		file,
	} = picture;
	const { t } = locale;
	switch (state.state) {
		case 'waiting':
			return t('Classifying {0}', name);
		case 'cancelled':
			return t('{0}: cancelled', name);
		case 'remembered':
			return alone ? '' : `${name}: ${state.message}`;
		case 'failed':
			return alone ? '' : `${name}: ${describeProblem(state.outcome.problem, locale).message}`;
		case 'classified': {
			const { outcome, comparison } = state;
			if (comparison) {
				return `${name}: ${toComparison(outcome, comparison, locale).message}`;
			}
			const label = labelOf(outcome);
			const [{ label: first, probabilities }, ...others] = outcome.predictions;
			const share = others.length === 0 ? probabilities?.[first] : undefined;
			const answer =
				share === undefined
					? `${name}: ${label}`
					: t('{0}: {1}, probability {2}', name, label, locale.format.share(share));
			const notices = [...(file === 'same' ? [] : [fileNotices[file](t)]), ...toNotices(outcome, locale)];
			return notices.length === 0 ? answer : `${answer}. ${notices.join(' ')}`;
		}
	}
}
