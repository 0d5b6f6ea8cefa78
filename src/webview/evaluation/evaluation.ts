import type { EvaluationAction, EvaluationView, Filter, Review } from '../../presentation/evaluation/view.ts';
import { connectToHost } from '../shared/connectToHost.ts';
import { element } from '../shared/element.ts';
import { morph } from '../shared/morph.ts';
import { filterOf } from './links.ts';
import { moveInMatrix, renderMatrix, renderOtherMatrix, type MatrixState, type Unit } from './matrix.ts';
import { Pictures } from './pictures.ts';
import type { EvaluationHostMethods, EvaluationPageMethods } from './protocol.ts';
import { renderHeader, renderRest } from './sections.ts';
import '../shared/page.css';
import './evaluation.css';
import './matrix.css';
import './pictures.css';
import './sections.css';

const host = connectToHost<EvaluationHostMethods, EvaluationPageMethods>({
	show({ view, isOther, filled }) {
		shown = view;
		render();
		const { captions, review, progress } = view;
		pictures.element.hidden = !captions;
		if (captions) {
			reportErrors(pictures.update({ captions, review, isOther, running: progress !== undefined }, filled));
		}
		// A list that is made anew has no filter.
		if (isOther) {
			render();
		}
	},
});
const pictures = new Pictures(host);
const header = element('header');
const matrix = element('section', { class: 'matrix-section' });
const rest = element('div', { class: 'rest' });
document.body.append(header, element('main', {}, matrix, pictures.element, rest));
new ResizeObserver(() => {
	document.documentElement.style.setProperty('--header', `${header.offsetHeight}px`);
}).observe(header);

let shown: EvaluationView | undefined;
let unit: Unit = 'count';
let at: MatrixState['at'] = [1, 1];

function render(): void {
	if (!shown) {
		return;
	}
	morph(header, renderHeader(shown));
	// What the user has once chosen stays chosen, whatever the attributes say.
	const rule = header.querySelector<HTMLSelectElement>('[data-choice="labelRule"]');
	if (rule && shown.labelRule) {
		rule.value = shown.labelRule.value;
	}
	matrix.hidden = !shown.matrix;
	if (shown.matrix) {
		const drawn = renderMatrix(shown.matrix, { unit, filter: pictures.filter, at });
		const other = shown.comparison?.matrix && renderOtherMatrix(shown.comparison.matrix);
		morph(matrix, element('section', { class: 'matrix-section' }, drawn, other));
	}
	morph(rest, renderRest(shown));
}

function setFilter(filter: Filter): void {
	reportErrors(pictures.setFilter(filter));
	render();
}

/** What is pressed says what it leads to: of the filter it changes what it is about, and all of it if about nothing. */
function press(target: Element): void {
	const filter = filterOf(target);
	const chip = target.closest('[data-chip]')?.getAttribute('data-chip');
	const pressedUnit = target.closest('[data-unit]')?.getAttribute('data-unit');
	const action = target.closest('[data-action]')?.getAttribute('data-action');
	const review = target.closest('[data-review]')?.getAttribute('data-review');
	const opened = target.closest('[data-open]')?.getAttribute('data-open');
	const place = target.closest('[data-place]')?.getAttribute('data-place')?.split(',').map(Number);
	if (place) {
		at = [place[0] ?? 1, place[1] ?? 1];
	}
	if (filter) {
		setFilter(combine(pictures.filter, filter));
	} else if (typeof chip === 'string') {
		setFilter(Object.fromEntries(Object.entries(pictures.filter).filter(([part]) => chip !== '' && part !== chip)));
	} else if (pressedUnit === 'count' || pressedUnit === 'share') {
		unit = pressedUnit;
		render();
	} else if (typeof action === 'string') {
		host.tell('act', { id: action as EvaluationAction });
	} else if (typeof review === 'string') {
		reviewing[review as keyof Review]();
	} else if (typeof opened === 'string') {
		host.tell('open', { index: Number(opened), as: 'card' });
	}
}

/** Of suspected labels. */
const reviewing: Readonly<Record<keyof Review, () => void>> = {
	next: () => pictures.goOn(),
	move: () => pictures.move(),
	undo: () => {
		if (shown?.review?.undo !== undefined) {
			host.tell('act', { id: 'undoMove' });
		}
	},
};

const reviewKeys: Readonly<Partial<Record<string, keyof Review>>> = { n: 'next', m: 'move', u: 'undo' };

/** Classes take the place of classes; a bin, or what else is wanted, that of its like. Nothing takes off all. */
function combine({ bin, only }: Filter, wanted: Filter): Filter {
	const isAboutClasses = 'truth' in wanted || 'predicted' in wanted || 'either' in wanted;
	return isAboutClasses || 'bin' in wanted
		? { ...(bin !== undefined && { bin }), ...(only !== undefined && only !== 'failed' && { only }), ...wanted }
		: wanted;
}

/** Ctrl+Z, or ⌘Z. */
function isUndo({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
	return key.toLowerCase() === 'z' && ctrlKey !== metaKey && !altKey && !shiftKey;
}

function reportErrors(work: Promise<void>): void {
	// The host has written down what went wrong.
	work.catch(() => undefined);
}

document.addEventListener('click', ({ target }) => {
	if (target instanceof Element) {
		press(target);
	}
});

document.addEventListener('change', ({ target }) => {
	if (target instanceof HTMLSelectElement && target.dataset['choice'] === 'labelRule') {
		const rule = shown?.labelRule?.options.find(({ value }) => value === target.value)?.value;
		if (rule) {
			host.tell('setLabelRule', { rule });
		}
	}
});

document.addEventListener('keydown', (event) => {
	const { key, target } = event;
	if (isUndo(event)) {
		reviewing.undo();
		return;
	}
	if (!(target instanceof Element) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
		return;
	}
	if (key === 'Escape') {
		setFilter({});
	} else if (target instanceof SVGElement && (key === 'Enter' || key === ' ')) {
		press(target);
		event.preventDefault();
	} else if (reviewKeys[key.toLowerCase()] && pictures.filter.only === 'suspected' && !target.closest('select')) {
		reviewing[reviewKeys[key.toLowerCase()] ?? 'next']();
		event.preventDefault();
	} else if (target.closest('table.matrix') && shown?.matrix) {
		const next = moveInMatrix(key, at, shown.matrix.rows.length);
		if (next) {
			at = next;
			render();
			matrix.querySelector<HTMLElement>(`[data-place="${next.join(',')}"]`)?.focus();
			event.preventDefault();
		}
	}
});

host.tell('ready', {});
