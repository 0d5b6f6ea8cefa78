/** Sizes in CSS pixels; `rows × columns` cells hold `count` items, row by row. */
export interface GridLayout {
	readonly count: number;
	readonly columns: number;
	readonly rows: number;
	readonly rowHeight: number;
	readonly viewHeight: number;
	/** Of all rows. */
	readonly height: number;
	/** Of the element that is scrolled: that of all rows, as far as browsers let one be so high. */
	readonly scrollHeight: number;
}

/** From where to where, without the end. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

/** Firefox ends at 17.9 million pixels, Chromium at 33.5 million. */
const maximumHeight = 16_000_000;

/** How `count` items stand in a view of this size. */
export function layOut(
	count: number,
	view: { readonly width: number; readonly height: number },
	cell: { readonly width: number; readonly height: number },
): GridLayout {
	const columns = Math.max(1, Math.floor(view.width / cell.width));
	const rows = Math.ceil(count / columns);
	const height = rows * cell.height;
	return {
		count,
		columns,
		rows,
		rowHeight: cell.height,
		viewHeight: view.height,
		height,
		scrollHeight: Math.min(height, maximumHeight),
	};
}

/** How many pixels of all rows are above the view. They are as many as are scrolled, where the rows are not too high. */
export function topOf(layout: GridLayout, scrollTop: number): number {
	return clamp(scrollTop * stretch(layout), 0, Math.max(0, layout.height - layout.viewHeight));
}

/** How far to scroll so that `top` pixels of all rows are above the view. */
export function scrollTopFor(layout: GridLayout, top: number): number {
	return top / stretch(layout);
}

function stretch({ height, scrollHeight, viewHeight }: GridLayout): number {
	return scrollHeight > viewHeight ? (height - viewHeight) / (scrollHeight - viewHeight) : 1;
}

/** The rows in sight, and some on both sides. */
export function rowsInSight({ rows, rowHeight, viewHeight }: GridLayout, top: number, beyond: number): Range {
	return {
		from: clamp(Math.floor(top / rowHeight) - beyond, 0, rows),
		to: clamp(Math.ceil((top + viewHeight) / rowHeight) + beyond, 0, rows),
	};
}

/** The least change of `top` that brings the item into sight as a whole. */
export function topToReveal({ columns, rowHeight, viewHeight }: GridLayout, top: number, index: number): number {
	const above = Math.floor(index / columns) * rowHeight;
	return above < top || rowHeight > viewHeight ? above : Math.max(top, above + rowHeight - viewHeight);
}

/** Where a key leads to from an item; undefined of keys that lead nowhere. */
export function moveByKey(
	key: string,
	index: number,
	{ count, columns, rowHeight, viewHeight }: GridLayout,
): number | undefined {
	const page = Math.max(1, Math.floor(viewHeight / rowHeight)) * columns;
	const last = count - 1;
	// In the same column, as far as there are rows.
	const down = (by: number): number =>
		index + by <= last ? index + by : index + Math.floor((last - index) / columns) * columns;
	const up = (by: number): number => (index - by >= 0 ? index - by : index % columns);
	switch (key) {
		case 'ArrowLeft':
			return Math.max(0, index - 1);
		case 'ArrowRight':
			return Math.min(last, index + 1);
		case 'ArrowUp':
			return up(columns);
		case 'ArrowDown':
			return down(columns);
		case 'PageUp':
			return up(page);
		case 'PageDown':
			return down(page);
		case 'Home':
			return 0;
		case 'End':
			return last;
		default:
			return undefined;
	}
}

function clamp(value: number, from: number, to: number): number {
	return Math.min(Math.max(value, from), to);
}
