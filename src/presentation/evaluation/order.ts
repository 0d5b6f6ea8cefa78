import type { Evaluation } from '../../app/evaluation.ts';
import { giveBack } from '../../core/giveBack.ts';
import { sortedPlaces } from '../../core/sortedPlaces.ts';
import { confidenceOf } from '../../evaluation/figures.ts';
import type { Locale } from '../locale.ts';
import { itemOrders, type ItemOrder } from './view.ts';

/** The indexes in that order; those that are equal by it stay as they were. `doubt`: the least probable label first. */
export function sortItems(
	{ results, nameOf }: Evaluation,
	indexes: readonly number[],
	order: ItemOrder,
	{ format }: Locale,
): readonly number[] {
	const byNumber = (valueOf: (index: number) => number): number[] => {
		const values = new Float64Array(indexes.length);
		for (let place = 0; place < indexes.length; place++) {
			values[place] = valueOf(indexes[place] as number);
		}
		const places = sortedPlaces(values);
		const sorted = indexes.map((_, rank) => indexes[places[rank] as number] as number);
		giveBack(values, places);
		return sorted;
	};
	switch (order) {
		case 'doubt':
			return byNumber((index) => confidenceOf(results, index) ?? 2);
		case 'truth':
		case 'predicted':
			return byNumber((index) => results[order].of(index).reduce((value, label) => 10 * value + label, 0));
		case 'name': {
			const names = new Map(indexes.map((index) => [index, nameOf(index)]));
			return [...indexes].sort((one, other) => format.compare(names.get(one) ?? '', names.get(other) ?? ''));
		}
		case 'list':
			return indexes;
	}
}

export function orderTitles({ t }: Locale): { readonly order: ItemOrder; readonly title: string }[] {
	const titles: Readonly<Record<ItemOrder, string>> = {
		doubt: t('Doubt'),
		name: t('Name'),
		truth: t('True label'),
		predicted: t('Label of the endpoint'),
		list: t('As listed'),
	};
	return itemOrders.map((order) => ({ order, title: titles[order] }));
}
