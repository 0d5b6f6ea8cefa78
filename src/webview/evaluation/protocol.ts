import type { Chip, EvaluationAction, EvaluationView, Filter, ItemOrder } from '../../presentation/evaluation/view.ts';

/** The items that meet a filter, in an order; they stay as they are under their number until the next list. */
export interface ItemList {
	readonly list: number;
	readonly count: number;
	/** How many digits an item of the dataset has at the most; no more are shown of any. */
	readonly digitsPerItem: number;
	/** How many, in words. */
	readonly heading: string;
	readonly chips: readonly Chip[];
}

/** Some of a list, one after the other. */
export interface Items {
	/** 784 bytes for each digit of an item, `digitsPerItem` of them each; zeros where there is none. */
	readonly digits: Uint8Array<ArrayBuffer>;
	readonly digitsPerItem: number;
	/** How many digits each item has of these. */
	readonly lengths: readonly number[];
	/** Their indexes in the dataset. */
	readonly keys: readonly number[];
	readonly captions: readonly string[];
	readonly names: readonly string[];
	readonly marks: readonly string[];
}

/** A list that comes unasked, with its first items: all, or as many as the grid asks for at a time. */
export interface FilledList {
	readonly list: ItemList;
	readonly first: Items;
}

/** What the page asks of the host. */
export interface EvaluationHostMethods {
	/** The page has loaded and knows nothing. */
	ready(argument: Record<string, never>): void;
	/** Makes a list of the items that meet the filter. */
	list(argument: { readonly filter: Filter; readonly order: ItemOrder }): ItemList;
	/** The items from `from` up to, but without, `to` of a list. Fails where there is another list by now. */
	load(argument: { readonly list: number; readonly from: number; readonly to: number }): Items;
	/** Opens an item by its index in the dataset: its card, or the file itself. */
	open(argument: { readonly index: number; readonly as: 'card' | 'file' }): void;
	/** Moves a picture whose label is suspected to the folder of the class that it more likely belongs to. */
	move(argument: { readonly index: number }): void;
	act(argument: { readonly id: EvaluationAction }): void;
	setLabelRule(argument: { readonly rule: NonNullable<EvaluationView['labelRule']>['value'] }): void;
}

/** What the host tells the page. */
export interface EvaluationPageMethods {
	/**
	 * Another evaluation, or the same one further on: then a list that is shown is to be asked for anew. Where the page has
	 * none, or an empty one, the list comes along.
	 */
	show(argument: { readonly view: EvaluationView; readonly isOther: boolean; readonly filled?: FilledList }): void;
}
