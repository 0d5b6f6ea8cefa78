import type { Captions, DigitView } from '../../presentation/view.ts';
import { element } from '../shared/element.ts';

/** What of a number's card belongs to one of its digits, by the digit's index: one is shown at a time. */
export interface DigitParts {
	readonly bars: readonly HTMLElement[];
	readonly figures: readonly HTMLElement[];
}

/** The label of a picture of several digits: each can be chosen, by a press, by the arrow keys or by its box. */
export interface NumberLabel {
	readonly label: HTMLElement;
	/** What is said of the digit that is chosen. */
	readonly panels: readonly HTMLElement[];
	/** Lies over the picture. */
	readonly boxes: HTMLElement;
}

export function renderNumber(
	digits: readonly DigitView[],
	{ bars, figures }: DigitParts,
	captions: Pick<Captions, 'digits'>,
): NumberLabel {
	const tabs = digits.map((digit, index) => renderTab(digit, index));
	const panels = digits.map(({ title, doubt }, index) =>
		element(
			'div',
			{ class: 'of-digit', role: 'tabpanel', 'aria-label': title },
			bars[index],
			doubt !== undefined && element('p', { class: 'doubt' }, doubt),
		),
	);
	const boxes = digits.map(({ box, title, doubt }, index) => {
		const node = element('span', { class: doubt === undefined ? 'box' : 'box doubted', title });
		for (const [side, share] of Object.entries(box)) {
			node.style.setProperty(side, `${share * 100}%`);
		}
		node.addEventListener('click', () => choose(index));
		return node;
	});
	const choose = (chosen: number) => {
		for (const [index, tab] of tabs.entries()) {
			const isChosen = index === chosen;
			tab.setAttribute('aria-selected', `${isChosen}`);
			tab.tabIndex = isChosen ? 0 : -1;
			boxes[index]?.classList.toggle('chosen', isChosen);
			panels[index]?.toggleAttribute('hidden', !isChosen);
			figures[index]?.toggleAttribute('hidden', !isChosen);
		}
	};
	tabs.forEach((tab, index) => tab.addEventListener('click', () => choose(index)));
	const lines = linesOf(digits);
	const isWords = digits.some(({ label = '' }) => [...label].length > 1);
	const label = element(
		'div',
		{
			class: isWords ? 'label number words' : 'label number',
			'data-role': 'label',
			role: 'tablist',
			'aria-label': captions.digits,
		},
		...lines.map((line) => element('div', { class: 'line' }, ...line.flatMap((index) => tabs[index] ?? []))),
	);
	const lengths = lines.map((line) => line.reduce((sum, index) => sum + lengthOf(digits[index]), 0));
	label.style.setProperty('--length', `${Math.max(...lengths)}`);
	label.style.setProperty('--lines', `${lines.length}`);
	label.addEventListener('keydown', (event) => {
		const target = placeAfter(event.key, tabs.indexOf(event.target as HTMLButtonElement), tabs.length);
		if (target !== undefined) {
			event.preventDefault();
			choose(target);
			tabs[target]?.focus();
		}
	});
	choose(
		Math.max(
			0,
			digits.findIndex(({ doubt }) => doubt !== undefined),
		),
	);
	return { label, panels, boxes: element('div', { class: 'boxes', 'aria-hidden': 'true' }, ...boxes) };
}

function renderTab({ label = '?', title, doubt }: DigitView, index: number): HTMLButtonElement {
	return element(
		'button',
		{
			type: 'button',
			role: 'tab',
			'aria-label': doubt === undefined ? title : `${title}. ${doubt}`,
			'data-digit': `${index}`,
			class: doubt === undefined ? 'numeral' : 'numeral doubted',
		},
		label,
	);
}

/** In characters; words stand apart. */
function lengthOf(digit: DigitView | undefined): number {
	const characters = [...(digit?.label ?? '?')].length;
	return characters > 1 ? characters + 1 : characters;
}

/** The indices of the digits, by the line that they stand in. */
function linesOf(digits: readonly DigitView[]): number[][] {
	const lines = [...new Set(digits.map(({ line }) => line))];
	return lines.map((line) => [...digits.keys()].filter((index) => digits[index]?.line === line));
}

/** Where a key leads from a digit; none where it leads nowhere. */
function placeAfter(key: string, from: number, count: number): number | undefined {
	const places: Readonly<Record<string, number>> = {
		ArrowRight: (from + 1) % count,
		ArrowDown: (from + 1) % count,
		ArrowLeft: (from + count - 1) % count,
		ArrowUp: (from + count - 1) % count,
		Home: 0,
		End: count - 1,
	};
	return places[key];
}
