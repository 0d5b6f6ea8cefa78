import type { Figures } from '../../evaluation/figures.ts';
import type { Locale } from '../locale.ts';

/** What an evaluation must reach. */
export interface Bounds {
	/** The least accuracy, 0..1. */
	readonly minimumAccuracy?: number | undefined;
	/** How many items may fail. */
	readonly maximumFailed: number;
}

/** A bound, and whether it is met. */
export interface Verdict {
	readonly name: 'accuracy' | 'answers';
	readonly isMet: boolean;
	/** What was to be reached and what was. */
	readonly text: string;
}

/** Without a true label no accuracy is reached. */
export function judge(figures: Figures, { minimumAccuracy, maximumFailed }: Bounds, { t, format }: Locale): Verdict[] {
	const { accuracy, failed, pending } = figures;
	const answers: Verdict = {
		name: 'answers',
		isMet: failed + pending <= maximumFailed,
		text: t(
			'{0} items without an answer, of which {1} may be.',
			format.number(failed + pending),
			format.number(maximumFailed),
		),
	};
	if (minimumAccuracy === undefined) {
		return [answers];
	}
	const bound = format.share(minimumAccuracy);
	const text =
		accuracy === undefined
			? t('Accuracy of at least {0}: no item has a true label and an answer.', bound)
			: t(
					'Accuracy of at least {0}: {1}, {2} of {3} are right.',
					bound,
					format.share(accuracy),
					format.number(figures.right),
					format.number(figures.judged),
				);
	return [{ name: 'accuracy', isMet: accuracy !== undefined && accuracy >= minimumAccuracy, text }, answers];
}
