import type { EvaluationView } from '../../presentation/evaluation/view.ts';
import { element } from '../shared/element.ts';
import { renderChart } from './chart.ts';
import { filterLink } from './links.ts';

/** What it comes to, how far it is, and what to do with all of it. */
export function renderHeader(view: EvaluationView): HTMLElement {
	const { title, accuracy, interval, counts, progress, actions, labelRule } = view;
	const bar = progress && element('div', { class: 'progress', 'aria-hidden': 'true' });
	bar?.style.setProperty('--share', `${progress?.share ?? 0}`);
	return element(
		'header',
		{},
		bar,
		element('h1', {}, title),
		accuracy !== '' &&
			element(
				'p',
				{ class: 'figures' },
				element('strong', { class: 'accuracy', title: interval }, accuracy),
				element('span', { class: 'interval' }, interval),
			),
		element(
			'p',
			{ class: 'counts' },
			...counts.map(({ text, filter }) => (filter ? filterLink(filter, text) : element('span', {}, text))),
		),
		progress && element('p', { class: 'running' }, progress.text),
		element(
			'div',
			{ class: 'actions' },
			...actions.map(({ id, title: name }) => element('button', { type: 'button', 'data-action': id }, name)),
			labelRule &&
				element(
					'label',
					{ class: 'choice' },
					element('span', {}, labelRule.title),
					element(
						'select',
						{ 'data-choice': 'labelRule', ...(progress && { disabled: '' }) },
						...labelRule.options.map(({ value, title: name }) =>
							element('option', { value, ...(value === labelRule.value && { selected: '' }) }, name),
						),
					),
				),
		),
	);
}

/** All but the matrix and the pictures. */
export function renderRest({ classes, charts, comparison, failures, facts }: EvaluationView): HTMLElement {
	return element(
		'div',
		{ class: 'rest' },
		comparison &&
			element(
				'section',
				{ class: 'comparison' },
				element('h2', {}, comparison.title),
				...comparison.lines.map(({ text, filter }) => element('p', {}, filter ? filterLink(filter, text) : text)),
			),
		classes &&
			element(
				'section',
				{},
				element('h2', {}, classes.title),
				element(
					'table',
					{ class: 'classes' },
					element('tr', {}, ...classes.columns.map((name) => element('th', { scope: 'col' }, name))),
					...classes.rows.map(({ name, filter, values }) =>
						element(
							'tr',
							{},
							element('th', { scope: 'row' }, filterLink(filter, name)),
							...values.map((value) => element('td', {}, value)),
						),
					),
				),
			),
		element('div', { class: 'charts' }, ...charts.map(renderChart)),
		failures &&
			element(
				'section',
				{},
				element('h2', {}, failures.title),
				element(
					'table',
					{ class: 'failures' },
					...failures.rows.map(({ index, name, reason }) =>
						element(
							'tr',
							{},
							element(
								'th',
								{ scope: 'row' },
								element('button', { type: 'button', class: 'link', 'data-open': `${index}` }, name),
							),
							element('td', {}, reason),
						),
					),
				),
				element('p', {}, failures.more),
			),
		facts &&
			element(
				'section',
				{},
				element('h2', {}, facts.title),
				element(
					'dl',
					{},
					...facts.rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
				),
			),
	);
}
