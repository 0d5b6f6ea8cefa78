import type { Evaluation } from '../../app/evaluation.ts';
import { digitPixels } from '../../core/image.ts';
import { digitsOf } from '../../presentation/evaluation/digitStrip.ts';
import { filterItems, toChips, type Lists } from '../../presentation/evaluation/filter.ts';
import { toItemCaption } from '../../presentation/evaluation/itemCaption.ts';
import { sortItems } from '../../presentation/evaluation/order.ts';
import type { Filter, ItemOrder } from '../../presentation/evaluation/view.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { ItemList, Items } from '../../webview/evaluation/protocol.ts';

/** Of an item, so that even of a whole page's digits several fit beside each other. */
const mostDigits = 8;

/** The list of items that the page shows, by number: what belongs to an older one is not given any more. */
export class ItemLists {
	private number = 0;
	private indexes: readonly number[] = [];
	private digitsPerItem = 1;

	constructor(private readonly locale: Locale) {}

	get isEmpty(): boolean {
		return this.indexes.length === 0;
	}

	make(evaluation: Evaluation, filter: Filter, order: ItemOrder, lists: Lists): ItemList {
		this.indexes = sortItems(evaluation, filterItems(evaluation, filter, lists), order, this.locale);
		this.number += 1;
		const { truth, predicted } = evaluation.results;
		const longest = [truth, predicted].map(({ lengths }) =>
			lengths.reduce((most, length) => Math.max(most, length), 1),
		);
		this.digitsPerItem = Math.min(mostDigits, Math.max(...longest));
		const { t, format } = this.locale;
		return {
			list: this.number,
			count: this.indexes.length,
			digitsPerItem: this.digitsPerItem,
			heading: t('What the model saw: {0}', format.number(this.indexes.length)),
			chips: toChips(evaluation, filter, this.locale),
		};
	}

	/** @throws Error where there is another list by now */
	load(evaluation: Evaluation, list: number, from: number, to: number, { suggested }: Lists): Items {
		if (list !== this.number) {
			throw new Error('There is another list by now');
		}
		const { digitsPerItem } = this;
		const wanted = this.indexes.slice(from, to);
		const digits = new Uint8Array(wanted.length * digitsPerItem * digitPixels);
		const lengths = wanted.map((index, place) => {
			const own = digitsOf(evaluation.results, index, digitsPerItem);
			digits.set(own, place * digitsPerItem * digitPixels);
			return own.length / digitPixels;
		});
		const captions = wanted.map((index) => toItemCaption(evaluation, index, this.locale, suggested?.get(index)));
		return {
			digits,
			digitsPerItem,
			lengths,
			keys: wanted,
			captions: captions.map(({ label }) => label),
			names: captions.map(({ description }) => description),
			marks: captions.map(({ mark }) => mark),
		};
	}
}
