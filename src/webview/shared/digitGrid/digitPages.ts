import type { Range } from './gridLayout.ts';

/** Some items of a grid, one after the other, each a digit or several, and what is written below each. */
export interface Digits {
	/** `n × digitsPerItem × 784` luma, 0 (black) to 255. */
	readonly digits: Uint8Array;
	/** Default: 1. */
	readonly digitsPerItem?: number;
	/** How many of its digits each item has; absent: all. */
	readonly lengths?: readonly number[];
	/** What whoever loads them knows them by; absent: their places in the grid. */
	readonly keys?: readonly number[];
	/** In a line below. */
	readonly captions: readonly string[];
	/** What a screen reader says and a tooltip shows; absent: the captions. */
	readonly names?: readonly string[];
	/** A word for the style sheet, or '': see digitGrid.css. */
	readonly marks?: readonly string[];
}

/** Gives the items `from` to `to`, without the end. The signal says that nobody waits for them any more. */
export type LoadDigits = (from: number, to: number, signal: AbortSignal) => Promise<Digits>;

/** One of them. */
export interface LoadedDigit {
	/** See {@link Digits.keys}. */
	readonly key: number;
	/** 784 for each of its digits. */
	readonly pixels: Uint8Array;
	readonly caption: string;
	readonly name: string;
	readonly mark: string;
}

const digitPixels = 784;

/** How many digits are asked for at a time. */
export const pageSize = 96;

/** How many pages are asked for at once, and how many are kept: 4.8 MB. */
const [mostAsked, mostKept] = [4, 64];

/**
 * The digits of a grid as far as they are looked at: asked for page by page, kept up to a bound. What is in sight is
 * asked for first, whatever was passed on the way there; an answer never counts for other items than it was asked for.
 */
export class DigitPages {
	/** The one used last is last. */
	private readonly kept = new Map<number, Digits>();
	/** Shown until what has taken their place comes. */
	private old: ReadonlyMap<number, Digits> = new Map();
	private readonly asked = new Map<number, AbortController>();
	private readonly failed = new Set<number>();
	private wanted: readonly number[] = [];

	/** @param onLoad told when a page has come */
	constructor(
		private count: number,
		private readonly load: LoadDigits,
		private readonly onLoad: () => void,
	) {}

	/**
	 * Forgets all: there are other items now, or others of the same number.
	 * @param keepsOld whether what was there is shown until what has taken its place comes
	 */
	reset(count: number, { keepsOld = false } = {}): void {
		this.count = count;
		this.wanted = [];
		this.old = keepsOld ? new Map([...this.old, ...this.kept].slice(-mostKept)) : new Map();
		this.kept.clear();
		this.asked.forEach((controller) => controller.abort());
		this.asked.clear();
		this.failed.clear();
	}

	/** Asks for what is missing of these items, and for nothing else any more. What failed is tried again. */
	want({ from, to }: Range): void {
		const first = Math.floor(from / pageSize);
		const pages = Math.max(0, Math.ceil(Math.min(to, this.count) / pageSize) - first);
		this.wanted = Array.from({ length: pages }, (_, place) => first + place);
		this.failed.clear();
		for (const page of this.wanted) {
			const digits = this.kept.get(page);
			if (digits) {
				this.kept.delete(page);
				this.kept.set(page, digits);
			}
		}
		for (const [page, controller] of this.asked) {
			if (!this.wanted.includes(page)) {
				controller.abort();
			}
		}
		this.askNext();
	}

	/** The item, if it is here. */
	at(index: number): LoadedDigit | undefined {
		const number = Math.floor(index / pageSize);
		const page = this.kept.get(number) ?? this.old.get(number);
		const offset = index % pageSize;
		const caption = page?.captions[offset];
		const { digitsPerItem = 1 } = page ?? {};
		const start = offset * digitsPerItem * digitPixels;
		return page && caption !== undefined
			? {
					key: page.keys?.[offset] ?? index,
					pixels: page.digits.subarray(start, start + (page.lengths?.[offset] ?? digitsPerItem) * digitPixels),
					caption,
					name: page.names?.[offset] ?? caption,
					mark: page.marks?.[offset] ?? '',
				}
			: undefined;
	}

	private askNext(): void {
		for (const page of this.wanted) {
			if (this.asked.size >= mostAsked) {
				return;
			}
			if (!this.kept.has(page) && !this.asked.has(page) && !this.failed.has(page)) {
				void this.ask(page);
			}
		}
	}

	private async ask(page: number): Promise<void> {
		const controller = new AbortController();
		this.asked.set(page, controller);
		const from = page * pageSize;
		const digits = await this.load(from, Math.min(this.count, from + pageSize), controller.signal).catch(
			() => undefined,
		);
		// Since a reset, these are other items.
		if (this.asked.get(page) !== controller) {
			return;
		}
		this.asked.delete(page);
		if (digits) {
			this.keep(page, digits);
		} else if (!controller.signal.aborted) {
			this.failed.add(page);
		}
		this.askNext();
	}

	private keep(page: number, digits: Digits): void {
		this.kept.set(page, digits);
		for (const oldest of this.kept.keys()) {
			if (this.kept.size <= mostKept) {
				break;
			}
			this.kept.delete(oldest);
		}
		this.onLoad();
	}
}
