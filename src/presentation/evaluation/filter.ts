import type { Evaluation } from '../../app/evaluation.ts';
import { isMistake, pairsOf, type AlignedPair } from '../../evaluation/align.ts';
import { reliabilityBinCount, reliabilityBinOf } from '../../evaluation/calibration.ts';
import { confidenceOf } from '../../evaluation/figures.ts';
import { itemStatus } from '../../evaluation/results.ts';
import type { Locale } from '../locale.ts';
import { classNameOf } from './items.ts';
import type { Chip, Filter } from './view.ts';

export interface Lists {
	readonly different?: readonly number[];
	readonly suspected?: readonly number[];
	readonly changed?: readonly number[];
	/** Of those that are suspected: the label that they more likely have. */
	readonly suggested?: ReadonlyMap<number, number>;
}

/** The indexes of the items that meet the filter, in their order; of lists that have one in theirs. */
export function filterItems({ results, classes }: Evaluation, filter: Filter, lists: Lists = {}): number[] {
	const { status, truth, ready } = results;
	const { only } = filter;
	const isMatrix = filter.truth !== undefined || filter.predicted !== undefined || filter.either !== undefined;
	const isInMatrix = ([own, given]: AlignedPair): boolean =>
		(filter.truth === undefined || own === toLabel(filter.truth)) &&
		(filter.predicted === undefined || given === toLabel(filter.predicted)) &&
		(filter.either === undefined || own === filter.either || given === filter.either);
	const toLabel = (row: number): number => (row === classes.length ? -1 : row);
	const isInBin = (index: number, bin: number): boolean => {
		const confidence = confidenceOf(results, index);
		return confidence !== undefined && truth.has(index) && reliabilityBinOf(confidence) === bin;
	};
	const meets = (index: number): boolean =>
		(!isMatrix || pairsOf(results, index).some(isInMatrix)) &&
		(filter.bin === undefined || isInBin(index, filter.bin)) &&
		(only !== 'wrong' || isMistake(results, index)) &&
		(only !== 'failed' || status[index] === itemStatus.failed);
	if (only === 'different' || only === 'suspected' || only === 'changed') {
		return (lists[only] ?? []).filter(meets);
	}
	const found: number[] = [];
	for (let index = 0; index < results.count; index++) {
		if ((status[index] !== itemStatus.pending || ready[index] === 1) && meets(index)) {
			found.push(index);
		}
	}
	return found;
}

/** The filter's parts in words. */
export function toChips(evaluation: Evaluation, filter: Filter, { t, format }: Locale): Chip[] {
	const none = evaluation.classes.length;
	const chips: Chip[] = [];
	const add = (part: keyof Filter, text: string) => chips.push({ part, text, remove: t('Take off: {0}', text) });
	if (filter.truth !== undefined) {
		add(
			'truth',
			filter.truth === none ? t('Digits too many') : t('True label: {0}', classNameOf(filter.truth, evaluation)),
		);
	}
	if (filter.predicted !== undefined) {
		add(
			'predicted',
			filter.predicted === none
				? t('Missed digits')
				: t('Endpoint says: {0}', classNameOf(filter.predicted, evaluation)),
		);
	}
	if (filter.either !== undefined) {
		add('either', t('Class: {0}', classNameOf(filter.either, evaluation)));
	}
	if (filter.bin !== undefined) {
		add(
			'bin',
			t(
				'Probability: {0} – {1}',
				...[filter.bin, filter.bin + 1].map((edge) => format.share(edge / reliabilityBinCount)),
			),
		);
	}
	if (filter.only !== undefined) {
		add(
			'only',
			{
				wrong: t('Mistakes'),
				failed: t('Failed'),
				different: t('Labelled differently'),
				suspected: t('Suspected labels'),
				changed: t('Changed since'),
			}[filter.only],
		);
	}
	return chips;
}
