import { element } from '../element.ts';
import type { LoadedDigit } from './digitPages.ts';

const side = 28;

/** Of a digit's pixel on the screen. */
export const scale = 2;

/** A row of digits: one canvas, a digit's pixel a pixel of it, which CSS enlarges; and a cell with a caption for each. */
export class GridRow {
	readonly element = element('div', { class: 'digit-row', role: 'row' });
	private readonly canvas = element('canvas', { 'aria-hidden': 'true' });
	private readonly cells: readonly HTMLElement[];

	/** @param stride from one item to the next, in the digits' pixels */
	constructor(
		columns: number,
		private readonly stride: number,
	) {
		this.canvas.width = columns * stride;
		this.canvas.height = side;
		this.canvas.style.width = `${columns * stride * scale}px`;
		this.cells = Array.from({ length: columns }, (_, column) =>
			element('div', { class: 'digit-cell', role: 'gridcell', 'aria-colindex': `${column + 1}` }),
		);
		this.element.append(this.canvas, ...this.cells);
	}

	/**
	 * Shows the items from `first` on.
	 * @param at the item, if it has been loaded
	 * @param idOf of the element that shows the item
	 */
	show(
		row: number,
		count: number,
		at: (index: number) => LoadedDigit | undefined,
		idOf: (index: number) => string,
	): void {
		this.element.setAttribute('aria-rowindex', `${row + 1}`);
		const { stride } = this;
		const image = new ImageData(this.canvas.width, side);
		const pixels = new Uint32Array(image.data.buffer);
		for (const [column, cell] of this.cells.entries()) {
			const index = row * this.cells.length + column;
			const digit = index < count ? at(index) : undefined;
			cell.hidden = index >= count;
			cell.id = cell.hidden ? '' : idOf(index);
			cell.dataset['index'] = `${index}`;
			cell.dataset['mark'] = digit ? digit.mark : 'loading';
			cell.textContent = digit?.caption ?? '';
			cell.ariaLabel = digit?.name ?? `${index + 1}`;
			cell.title = digit?.name ?? '';
			const length = digit ? digit.pixels.length / (side * side) : 1;
			cell.style.setProperty('--digits', `${length}`);
			const left = column * stride + Math.floor((stride - length * side) / 2);
			for (let place = 0; digit && place < length; place++) {
				for (let y = 0; y < side; y++) {
					const to = y * this.canvas.width + left + place * side;
					for (let x = 0; x < side; x++) {
						pixels[to + x] = 0xff000000 | ((digit.pixels[(place * side + y) * side + x] ?? 0) * 0x010101);
					}
				}
			}
		}
		this.canvas.getContext('2d')?.putImageData(image, 0, 0);
	}

	/** @param top from where the rows begin, in CSS pixels */
	place(top: number): void {
		this.element.style.transform = `translateY(${top}px)`;
	}

	/** Marks the item that the keyboard is at. */
	setActive(index: number): void {
		for (const cell of this.cells) {
			cell.classList.toggle('active', cell.dataset['index'] === `${index}`);
		}
	}
}
