import type { Evaluation } from '../../app/evaluation.ts';
import { digitPixels } from '../../core/image.ts';
import { digitsOf } from '../../presentation/evaluation/digitStrip.ts';
import { filterItems, toChips, type Lists } from '../../presentation/evaluation/filter.ts';
import { toItemCaption } from '../../presentation/evaluation/itemCaption.ts';
import { sortItems } from '../../presentation/evaluation/order.ts';
import type { Filter, ItemOrder } from '../../presentation/evaluation/view.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { FilledList, ItemList, Items } from '../../webview/evaluation/protocol.ts';

/** Of an item, so that even of a whole page's digits several fit beside each other. */
const mostDigits = 8;

/** What a page begins with. */
const unfiltered = { filter: {}, order: 'doubt' } as const;

/** The items that come along with a list: no fewer than a page of the grid, so that it asks for none of them. */
const firstItems = 96;

/** The list of items that the page shows, by number: what belongs to an older one is not given any more. */
export class ItemLists {
	private number = 0;
	private indexes: readonly number[] = [];
	private digitsPerItem = 1;
	/** What the page asked for last. */
	private asked: { readonly filter: Filter; readonly order: ItemOrder } = unfiltered;

	constructor(private readonly locale: Locale) {}

	get isEmpty(): boolean {
		return this.indexes.length === 0;
	}

	/** The list for a page that would ask for it as soon as it is told: of another evaluation, or where there was nothing. */
	fill(evaluation: Evaluation, isOther: boolean, lists: Lists): FilledList | undefined {
		if (!isOther && !this.isEmpty) {
			return undefined;
		}
		const { filter, order } = isOther ? unfiltered : this.asked;
		const list = this.make(evaluation, filter, order, lists);
		return { list, first: this.load(evaluation, list.list, 0, firstItems, lists) };
	}

	make(evaluation: Evaluation, filter: Filter, order: ItemOrder, lists: Lists): ItemList {
		this.asked = { filter, order };
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
