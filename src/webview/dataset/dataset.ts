import type { DatasetView } from '../../presentation/datasetView.ts';
import { connectToHost } from '../shared/connectToHost.ts';
import { DigitGrid } from '../shared/digitGrid/digitGrid.ts';
import { element } from '../shared/element.ts';
import type { DatasetHostMethods, DatasetPageMethods } from './protocol.ts';
import '../shared/page.css';
import './dataset.css';

/** In milliseconds: how long it is not scrolled before the host is told of the place. */
const quiet = 100;

const host = connectToHost<DatasetHostMethods, DatasetPageMethods>({ show });
const heading = element('h1');
const facts = element('ul', { class: 'facts' });
const evaluate = element('button', { type: 'button', class: 'primary' });
const hint = element('p', { class: 'hint' });
const main = element('main');
evaluate.addEventListener('click', () => host.tell('evaluate', {}));
document.body.append(element('header', {}, element('div', {}, heading, facts, hint), evaluate), main);

let grid: DigitGrid | undefined;
let telling: ReturnType<typeof setTimeout> | undefined;

function show({ view, isOther }: { readonly view: DatasetView; readonly isOther: boolean }): void {
	const { name, captions, problem, digits } = view;
	heading.textContent = name;
	facts.replaceChildren(...view.facts.map((fact) => element('li', {}, fact)));
	evaluate.textContent = captions.evaluate;
	hint.textContent = captions.hint;
	facts.hidden = view.facts.length === 0;
	evaluate.hidden = hint.hidden = digits === undefined;
	if (!isOther) {
		return;
	}
	grid?.dispose();
	grid = digits && makeGrid(digits, captions.grid);
	main.replaceChildren(...(grid ? [grid.element] : problem ? [renderProblem(problem)] : []));
	if (grid && digits) {
		grid.goTo(digits);
		focusGrid();
	}
}

/** The keys are the grid's, unless something else has the focus. */
function focusGrid(): void {
	if (document.hasFocus() && document.activeElement === document.body) {
		grid?.element.focus();
	}
}

function makeGrid({ count }: NonNullable<DatasetView['digits']>, label: string): DigitGrid {
	const made = new DigitGrid({
		id: 'digits',
		label,
		count,
		load: async (from, to) => host.ask('load', { from, to }),
		onOpen: (index, how) => {
			if (how === 'open') {
				host.tell('classify', { index });
			}
		},
	});
	const tell = (): void => {
		clearTimeout(telling);
		host.tell('moved', made.place);
	};
	made.element.addEventListener(
		'scroll',
		() => {
			clearTimeout(telling);
			telling = setTimeout(tell, quiet);
		},
		{ passive: true },
	);
	made.element.addEventListener('keydown', tell);
	made.element.addEventListener('click', tell);
	return made;
}

function renderProblem({ message, detail }: NonNullable<DatasetView['problem']>): HTMLElement {
	return element(
		'div',
		{ class: 'problem', role: 'alert' },
		element('p', { class: 'message' }, message),
		detail !== undefined && element('pre', { class: 'detail' }, detail),
	);
}

window.addEventListener('focus', focusGrid);

host.tell('ready', {});
