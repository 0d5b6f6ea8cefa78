import type { Evaluation } from '../../app/evaluation.ts';
import { itemStatus } from '../../evaluation/results.ts';
import type { Locale } from '../locale.ts';
import { classNameOf, toItemView } from './items.ts';

/** An item among many, in few words. */
export interface ItemCaption {
	/** `7 → 9`, `2026 → 2028`: true label and that of the endpoint, or the one that both are. */
	readonly label: string;
	/** The label, and all that is known besides. */
	readonly description: string;
	readonly mark: '' | 'wrong' | 'problem';
}

/** @param suggested the label that it more likely has, where its own is suspected to be wrong */
export function toItemCaption(evaluation: Evaluation, index: number, locale: Locale, suggested?: number): ItemCaption {
	const { t, format } = locale;
	const { file, truth, predicted, confidence, error } = toItemView(evaluation, index, locale);
	const isWrong = truth !== undefined && predicted !== undefined && truth !== predicted;
	const label = isWrong
		? `${truth} → ${predicted}`
		: error === undefined
			? (predicted ?? '–')
			: `${truth ?? ''} ✕`.trim();
	const description = [
		label,
		file,
		truth !== undefined && t('True label: {0}', truth),
		predicted !== undefined && t('Endpoint says: {0}', predicted),
		confidence !== undefined && format.share(confidence),
		suggested !== undefined && t('More likely: {0}', classNameOf(suggested, evaluation)),
		evaluation.results.status[index] === itemStatus.pending && t('Not answered yet'),
		error,
	];
	return {
		label,
		description: description.filter(Boolean).join(' · '),
		mark: error !== undefined ? 'problem' : isWrong ? 'wrong' : '',
	};
}
