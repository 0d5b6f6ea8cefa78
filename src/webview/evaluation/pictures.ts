import type { EvaluationCaptions, Filter, ItemOrder, Review } from '../../presentation/evaluation/view.ts';
import { DigitGrid } from '../shared/digitGrid/digitGrid.ts';
import type { LoadedDigit } from '../shared/digitGrid/digitPages.ts';
import { element } from '../shared/element.ts';
import { morph } from '../shared/morph.ts';
import type { Rpc } from '../shared/rpc.ts';
import type { EvaluationHostMethods, FilledList, ItemList, Items } from './protocol.ts';
import { renderReview } from './review.ts';

/** While a run lasts its list is asked for so often, in milliseconds, but for no more than this share of the time. */
const [askEvery, askSeldom] = [2000, 10_000];
const mostShare = 0.02;

/** Of a digit in the grid, and besides those of an item, for its caption; in CSS pixels. */
const [digitWidth, margin] = [56, 20];

/** What is shown of a run, and how it stands. */
interface Shown {
	readonly captions: EvaluationCaptions;
	readonly review: Review | undefined;
	readonly isOther: boolean;
	readonly running: boolean;
}

/** The pictures that meet a filter, in an order, below the parts of the filter. */
export class Pictures {
	readonly element: HTMLElement;
	private readonly heading = element('h2');
	private readonly chips = element('div', { class: 'chips' });
	private readonly sortBy = element('span');
	private readonly select = element('select', { 'data-choice': 'order' });
	private readonly status = element('p', { class: 'none' });
	private readonly reviewing = element('div', { class: 'review' });
	private readonly room = element('div', { class: 'room' });
	private grid: DigitGrid | undefined;
	private cellWidth = 0;
	private list: ItemList | undefined;
	/** Of the list, where they came along. */
	private first: Items | undefined;
	private shown: Shown | undefined;
	/** Where the keyboard is. */
	private active: LoadedDigit | undefined;
	/** A later request never loses to an earlier one. */
	private lastRequest = 0;
	/** Lists that were asked for and have not come. */
	private asked = 0;
	/** Whether the next list is of other items than the one that is shown. */
	private isOtherList = false;
	/** Before that, a running run's list is not asked for again; as `performance.now()` has it. */
	private restUntil = 0;
	filter: Filter = {};
	private order: ItemOrder = 'doubt';

	constructor(private readonly host: Rpc<EvaluationHostMethods>) {
		this.select.addEventListener('change', () => {
			this.order = this.select.value as ItemOrder;
			void this.ask({ keepsPlace: false });
		});
		this.element = element(
			'section',
			{ class: 'pictures' },
			element('div', { class: 'title' }, this.heading, element('label', { class: 'choice' }, this.sortBy, this.select)),
			this.chips,
			this.reviewing,
			this.status,
			this.room,
		);
	}

	/**
	 * What there is has become more, or is something else.
	 * @param filled a list that came along; the one that is being asked for is newer
	 */
	async update(shown: Shown, filled?: FilledList): Promise<void> {
		this.shown = shown;
		const { captions, isOther, running } = shown;
		this.sortBy.textContent = captions.sortBy;
		morph(
			this.select,
			element(
				'select',
				{ 'data-choice': 'order' },
				...captions.orders.map(({ order, title }) => element('option', { value: order }, title)),
			),
		);
		if (isOther) {
			this.filter = {};
			this.order = 'doubt';
		}
		this.select.value = this.order;
		if (filled && this.asked === 0) {
			this.isOtherList ||= isOther;
			this.take(filled.list, 0, filled.first);
		} else if (isOther || !running || performance.now() > this.restUntil) {
			await this.ask({ keepsPlace: !isOther });
		}
	}

	async setFilter(filter: Filter): Promise<void> {
		this.filter = filter;
		// What a list ranks is shown in its order.
		if (filter.only === 'suspected' && this.order === 'doubt') {
			this.order = 'list';
			this.select.value = this.order;
		}
		await this.ask({ keepsPlace: false });
	}

	/** The suspected label that the keyboard is at was looked at: on to the next one. */
	goOn(): void {
		if (this.isReviewing) {
			this.grid?.goOn();
		}
	}

	/** Its file belongs to the folder of the likelier class. */
	move(): void {
		if (this.isReviewing && this.shown?.review?.move !== undefined && this.active) {
			this.host.tell('move', { index: this.active.key });
		}
	}

	private get isReviewing(): boolean {
		return this.filter.only === 'suspected';
	}

	private async ask({ keepsPlace }: { readonly keepsPlace: boolean }): Promise<void> {
		const request = ++this.lastRequest;
		this.isOtherList ||= !keepsPlace;
		const started = performance.now();
		this.asked += 1;
		const list = await this.host.ask('list', { filter: this.filter, order: this.order }).finally(() => {
			this.asked -= 1;
		});
		if (request === this.lastRequest) {
			this.take(list, performance.now() - started);
		}
	}

	private take(list: ItemList, took: number, first?: Items): void {
		// The first pictures are waited for.
		this.restUntil =
			list.count === 0 ? 0 : performance.now() + Math.min(askSeldom, Math.max(askEvery, took / mostShare));
		this.list = list;
		this.first = first;
		this.heading.textContent = list.heading;
		this.status.textContent = list.count === 0 ? (this.shown?.captions.none ?? '') : '';
		morph(
			this.chips,
			element(
				'div',
				{ class: 'chips' },
				...list.chips.map(({ part, text, remove }) =>
					element(
						'button',
						{ type: 'button', class: 'chip', 'data-chip': part, 'aria-label': remove, title: remove },
						text,
						element('span', { 'aria-hidden': 'true' }, '×'),
					),
				),
				list.chips.length > 0 &&
					element(
						'button',
						{ type: 'button', class: 'link', 'data-chip': '' },
						this.shown?.captions.clearFilters ?? '',
					),
			),
		);
		this.showGrid(list, !this.isOtherList);
		this.isOtherList = false;
		this.showReview();
	}

	private showGrid({ count, digitsPerItem }: ItemList, keepsPlace: boolean): void {
		const cellWidth = digitsPerItem * digitWidth + margin;
		if (this.grid && cellWidth === this.cellWidth) {
			this.grid.setCount(count, { keepsPlace });
			return;
		}
		this.grid?.dispose();
		this.cellWidth = cellWidth;
		this.grid = new DigitGrid({
			id: 'pictures',
			label: this.shown?.captions.pictures ?? '',
			count,
			cellWidth,
			load: async (from, to) => this.load(from, to),
			onOpen: (index, how) => this.host.tell('open', { index, as: how === 'open' ? 'file' : 'card' }),
			onActive: (active) => {
				this.active = active;
				this.showReview();
			},
		});
		this.room.append(this.grid.element);
	}

	private async load(from: number, to: number): Promise<Items> {
		const { first, list } = this;
		return from === 0 && first && to <= first.keys.length
			? first
			: this.host.ask('load', { list: list?.list ?? 0, from, to });
	}

	private showReview(): void {
		const review = this.isReviewing ? this.shown?.review : undefined;
		const isAny = this.list !== undefined && this.list.count > 0;
		morph(this.reviewing, renderReview(review, isAny ? this.active?.name : undefined));
	}
}
