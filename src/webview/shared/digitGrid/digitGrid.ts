import { element } from '../element.ts';
import { DigitPages, type LoadDigits, type LoadedDigit } from './digitPages.ts';
import { layOut, moveByKey, rowsInSight, scrollTopFor, topOf, topToReveal, type GridLayout } from './gridLayout.ts';
import { GridRow, scale } from './gridRow.ts';
import './digitGrid.css';

/** `show`: a click, or the space bar; `open`: a double click, or Enter. */
export type OpenHow = 'show' | 'open';

/** Where the user is. */
export interface GridPlace {
	/** The first item in sight. */
	readonly first: number;
	/** The item that the keyboard is at. */
	readonly active: number;
}

export interface DigitGridOptions {
	/** Of the element, and the beginning of its cells' ones: another one for each grid of a page. */
	readonly id: string;
	/** What a screen reader calls the grid. */
	readonly label: string;
	readonly count: number;
	/** Rejects where they cannot be had: they are asked for again when the grid is scrolled. */
	readonly load: LoadDigits;
	/** @param key see `Digits.keys` */
	readonly onOpen: (key: number, how: OpenHow) => void;
	/** Told of the item that the keyboard is at, once it is there, and that it is not. */
	readonly onActive?: (digit: LoadedDigit | undefined) => void;
	/** In CSS pixels, from 60: how much room the captions have. */
	readonly cellWidth?: number;
}

/** Rows beyond those in sight, on both sides. */
const beyond = 3;

/** 56 of the digit, a line below it, the distance to the next row. As digitGrid.css has it. */
const rowHeight = 88;

/**
 * A grid of 28×28 digits with captions, of any number: what is in sight is there, and nothing else. It fills its
 * parent's height and scrolls by itself. Which item stands where is the caller's business.
 */
export class DigitGrid {
	readonly element: HTMLElement;
	private readonly space = element('div', { class: 'digit-space', role: 'presentation' });
	private readonly pages: DigitPages;
	private readonly cell: { readonly width: number; readonly height: number };
	private readonly resizes = new ResizeObserver(() => this.resize());
	private count: number;
	private layout: GridLayout;
	/** By number. */
	private readonly rows = new Map<number, GridRow>();
	/** The first item in sight. */
	private first = 0;
	/** The item that the keyboard is at. */
	private active = 0;

	constructor(private readonly options: DigitGridOptions) {
		const { id, label, count, load, cellWidth = 64 } = options;
		this.element = element(
			'div',
			{ class: 'digit-grid', id, role: 'grid', tabindex: '0', 'aria-label': label },
			this.space,
		);
		this.count = count;
		this.cell = { width: scale * Math.ceil(cellWidth / scale), height: rowHeight };
		this.element.style.setProperty('--digit-cell', `${this.cell.width}px`);
		this.layout = layOut(count, { width: 0, height: 0 }, this.cell);
		this.pages = new DigitPages(count, load, () => this.fill());
		this.element.addEventListener('scroll', () => this.render(), { passive: true });
		this.element.addEventListener('keydown', (event) => this.press(event));
		this.element.addEventListener('click', (event) => this.point(event, 'show'));
		this.element.addEventListener('dblclick', (event) => this.point(event, 'open'));
		this.resizes.observe(this.element);
	}

	/**
	 * There are other items now: those of another filter, and the first one is in sight; or, where it `keepsPlace`, some
	 * more or less of much the same, and what was there is shown until they come.
	 */
	setCount(count: number, { keepsPlace = false } = {}): void {
		const last = Math.max(0, count - 1);
		this.count = count;
		this.first = keepsPlace ? Math.min(this.first, last) : 0;
		this.active = keepsPlace ? Math.min(this.active, last) : 0;
		this.pages.reset(count, { keepsOld: keepsPlace });
		this.resize();
		this.fill();
	}

	/** On to the next item, where there is one. */
	goOn(): void {
		this.reveal(this.active + 1);
	}

	/** The keyboard is at this item, and it is in sight. */
	reveal(index: number): void {
		this.active = Math.max(0, Math.min(index, this.count - 1));
		this.scrollTo(topToReveal(this.layout, this.top, this.active));
	}

	/** What is in sight, for {@link goTo} of another page's grid. */
	get place(): GridPlace {
		return { first: this.first, active: this.active };
	}

	goTo({ first, active }: GridPlace): void {
		const last = Math.max(0, this.count - 1);
		this.first = Math.min(first, last);
		this.active = Math.min(active, last);
		this.resize();
	}

	dispose(): void {
		this.resizes.disconnect();
		this.pages.reset(0);
		this.element.remove();
	}

	private get top(): number {
		return topOf(this.layout, this.element.scrollTop);
	}

	private scrollTo(top: number): void {
		this.element.scrollTop = scrollTopFor(this.layout, top);
		this.render();
	}

	/** The first item in sight stays where it is. */
	private resize(): void {
		const { clientWidth: width, clientHeight: height } = this.element;
		if (width === 0 || height === 0) {
			return;
		}
		const { first, layout } = this;
		this.layout = layOut(this.count, { width, height }, this.cell);
		const { columns, rows, scrollHeight } = this.layout;
		this.space.style.height = `${scrollHeight}px`;
		this.element.ariaRowCount = `${rows}`;
		this.element.ariaColCount = `${columns}`;
		if (columns !== layout.columns) {
			this.rows.clear();
			this.space.replaceChildren();
		}
		const isThere = Math.floor(this.top / rowHeight) === Math.floor(first / columns);
		this.scrollTo(isThere ? this.top : Math.floor(first / columns) * rowHeight);
	}

	/** Brings the rows in sight there, and the one that the keyboard is at, which a screen reader may be in. */
	private render(): void {
		const { layout, top } = this;
		const { columns, rows } = layout;
		// Of rows that change their number with the width, the item stays.
		if (Math.floor(top / rowHeight) !== Math.floor(this.first / columns)) {
			this.first = Math.floor(top / rowHeight) * columns;
		}
		const inSight = rowsInSight(layout, top, beyond);
		const activeRow = Math.floor(this.active / columns);
		const isWanted = (row: number): boolean =>
			(row >= inSight.from && row < inSight.to) || (row === activeRow && row < rows);
		const spare = [...this.rows].filter(([row]) => !isWanted(row));
		const show = (row: number): void => {
			if (!this.rows.has(row) && isWanted(row)) {
				const [old, shown = new GridRow(columns, this.cell.width / scale)] = spare.pop() ?? [];
				this.rows.delete(old ?? -1);
				this.rows.set(row, shown);
				this.fillRow(row, shown);
				this.space.append(shown.element);
			}
		};
		for (let row = inSight.from; row < inSight.to; row++) {
			show(row);
		}
		show(activeRow);
		for (const [row, { element: unused }] of spare) {
			unused.remove();
			this.rows.delete(row);
		}
		for (const [row, shown] of this.rows) {
			shown.place(this.element.scrollTop + row * rowHeight - top);
			shown.setActive(this.active);
		}
		this.pages.want({ from: inSight.from * columns, to: inSight.to * columns });
		this.nameActive();
	}

	private fill(): void {
		for (const [row, shown] of this.rows) {
			this.fillRow(row, shown);
		}
		this.nameActive();
	}

	private fillRow(row: number, shown: GridRow): void {
		shown.show(
			row,
			this.count,
			(index) => this.pages.at(index),
			(index) => this.idOf(index),
		);
	}

	private idOf(index: number): string {
		return `${this.options.id}-${index}`;
	}

	/** A screen reader is led to the item when there is something to say of it. */
	private nameActive(): void {
		const active = this.active < this.count ? this.pages.at(this.active) : undefined;
		this.options.onActive?.(active);
		if (active) {
			this.element.setAttribute('aria-activedescendant', this.idOf(this.active));
		} else {
			this.element.removeAttribute('aria-activedescendant');
		}
	}

	private press(event: KeyboardEvent): void {
		const { key, altKey, shiftKey } = event;
		if (altKey || shiftKey || this.count === 0) {
			return;
		}
		const target = moveByKey(key, this.active, this.layout);
		if (target !== undefined) {
			this.reveal(target);
		} else if (key === 'Enter' || key === ' ') {
			this.open(key === 'Enter' ? 'open' : 'show');
		} else {
			return;
		}
		event.preventDefault();
	}

	private point({ target }: MouseEvent, how: OpenHow): void {
		const cell = target instanceof Element ? target.closest<HTMLElement>('.digit-cell') : null;
		if (cell) {
			this.reveal(Number(cell.dataset['index']));
			this.open(how);
		}
	}

	/** What is not there yet cannot be opened. */
	private open(how: OpenHow): void {
		const active = this.pages.at(this.active);
		if (active) {
			this.options.onOpen(active.key, how);
		}
	}
}
