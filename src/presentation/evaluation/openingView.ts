import type { Locale } from '../locale.ts';
import type { EvaluationView } from './view.ts';

/**
 * What stands in the place of an evaluation while its dataset is being found and opened.
 * @param step how far that is, in words
 */
export function openingView(name: string, step: string | undefined, { t }: Locale): EvaluationView {
	return {
		title: t('Opening {0}', name),
		accuracy: '',
		interval: '',
		counts: [],
		progress: { text: step ?? t('Starting…'), share: 0 },
		actions: [{ id: 'cancel', title: t('Cancel') }],
		charts: [],
	};
}
