import type { Dataset, DatasetFacts } from '../core/dataset.ts';
import type { Problem } from '../core/problem.ts';
import type { DatasetView } from './datasetView.ts';
import type { Locale } from './locale.ts';
import { describeProblem } from './problems/describeProblem.ts';

/** A file that is being read. */
export function readingView(name: string, { t }: Locale): DatasetView {
	return {
		name,
		facts: [t('Reading…')],
		captions: {
			evaluate: t('Evaluate'),
			grid: t('Digits of {0}', name),
			hint: t('Enter or a double click classifies a digit.'),
		},
	};
}

/** A file that cannot be read. */
export function failedView(name: string, problem: Problem, locale: Locale): DatasetView {
	const { message, detail } = describeProblem(problem, locale);
	return {
		...readingView(name, locale),
		facts: [],
		problem: { message, ...(detail !== undefined && { detail }) },
	};
}

/**
 * A file that was read.
 * @param problems of its rows
 */
export function openView(
	{ name, count, facts }: Pick<Dataset, 'name' | 'count' | 'facts'>,
	problems: ReadonlyMap<number, Problem>,
	place: { readonly first: number; readonly active: number },
	locale: Locale,
): DatasetView {
	const { t, format } = locale;
	return {
		...readingView(name, locale),
		facts: [
			count === 1 ? t('1 digit') : t('{0} digits', format.number(count)),
			...factsOf(facts, locale),
			...problemFacts(problems, locale),
		],
		digits: { count, ...place },
	};
}

function factsOf(facts: DatasetFacts, { t }: Locale): string[] {
	switch (facts.kind) {
		case 'pictures':
			return [];
		case 'idx':
			return [
				facts.labelsFile === undefined ? t('No file of labels is beside it.') : t('Labels: {0}', facts.labelsFile),
			];
		case 'csv':
			return [
				{
					first: t('Labels: first column'),
					last: t('Labels: last column'),
					none: t('No labels'),
				}[facts.labelColumn],
				...(facts.hasHeader ? [t('The first line names the columns')] : []),
				facts.pixelRange === '0-1' ? t('Pixels from 0 to 1') : t('Pixels from 0 to 255'),
			];
	}
}

function problemFacts(problems: ReadonlyMap<number, Problem>, locale: Locale): string[] {
	const [first] = problems.values();
	if (!first) {
		return [];
	}
	const { t, format } = locale;
	const { message } = describeProblem(first, locale);
	return [
		problems.size === 1
			? t('A row cannot be read. {0}', message)
			: t('{0} rows cannot be read. The first: {1}', format.number(problems.size), message),
	];
}

/** What stands below a digit, and what is said of it. */
export function digitCaption(
	index: number,
	label: number,
	problem: Problem | undefined,
	locale: Locale,
): { readonly caption: string; readonly name: string; readonly mark: string } {
	const { t } = locale;
	const number = `${index + 1}`;
	if (problem) {
		const caption = t('invalid');
		return { caption, name: `${number}: ${caption}. ${describeProblem(problem, locale).message}`, mark: 'problem' };
	}
	return label < 0
		? { caption: number, name: number, mark: '' }
		: { caption: `${label}`, name: t('{0}: label {1}', number, label), mark: '' };
}
