import type { Frame } from 'playwright-core';

/**
 * What of a page has no room in its window: what scrolls sideways, texts that are cut without a tooltip that has them
 * whole, and what lies over something else.
 */
export async function misplaced(panel: Frame): Promise<string[]> {
	return panel.evaluate(script);
}

const script = `(() => {
	const nameOf = (element) => element.tagName + ' ' + element.className + ' "' + element.textContent.slice(0, 40) + '"';
	const shown = [...document.body.querySelectorAll('*')].filter((element) =>
		element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden'),
	);
	const { scrollWidth } = document.scrollingElement;
	const wide = scrollWidth > innerWidth ? ['scrolls sideways: ' + scrollWidth + ' in ' + innerWidth] : [];

	const cut = shown.filter((element) =>
		getComputedStyle(element).overflowX === 'hidden' &&
		[...element.childNodes].some(({ nodeType }) => nodeType === Node.TEXT_NODE) &&
		element.scrollWidth > element.clientWidth + 1 &&
		element.title === '',
	);

	// The letters themselves, as far as they are in sight: boxes may touch. What is drawn over a picture lies there on purpose.
	const drawnBoxes = (element) => {
		if (element.matches('canvas, img, select, button')) {
			return [element.getBoundingClientRect()];
		}
		return [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).flatMap((text) => {
			const range = document.createRange();
			range.selectNode(text);
			return [...range.getClientRects()];
		});
	};
	const clip = (box, element) => {
		let { left, top, right, bottom } = box;
		for (let around = element; around !== document.body; around = around.parentElement) {
			if (getComputedStyle(around).overflowX !== 'visible') {
				const edge = around.getBoundingClientRect();
				[left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
				[right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
			}
		}
		return { left, top, right, bottom };
	};
	const boxesOf = (element) => drawnBoxes(element).map((box) => clip(box, element));
	const things = shown.filter((element) => !element.closest('header, .boxes, .gallery .picture-actions')).flatMap((element) =>
		boxesOf(element).map((box) => ({ element, box })),
	);
	const overlaps = things.flatMap(({ element, box }, index) =>
		things.slice(index + 1).flatMap((other) => {
			const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
			const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
			const isApart = width <= 1 || height <= 4 || element.contains(other.element) || other.element.contains(element);
			return isApart ? [] : [nameOf(element) + ' lies over ' + nameOf(other.element)];
		}),
	);
	return [...wide, ...cut.map((element) => 'is cut: ' + nameOf(element)), ...overlaps];
})()`;
