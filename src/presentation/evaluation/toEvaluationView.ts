import type { Evaluation, Progress } from '../../app/evaluation.ts';
import type { LabelRule, PicturesFacts } from '../../core/dataset.ts';
import type { Comparison } from '../../evaluation/compare.ts';
import type { Labels } from '../../evaluation/align.ts';
import type { Figures } from '../../evaluation/figures.ts';
import type { Interval } from '../../evaluation/wilsonInterval.ts';
import { describeProblem } from '../problems/describeProblem.ts';
import type { Locale } from '../locale.ts';
import { toCharts } from './charts.ts';
import { digitsText, factsOf } from './facts.ts';
import { classNameOf } from './items.ts';
import type { Versions } from './jsonExport.ts';
import { toMatrixView, toOtherMatrixView } from './matrixView.ts';
import { orderTitles } from './order.ts';
import { progressText } from './runTexts.ts';
import type { ClassTable, ComparisonView, EvaluationView, Failures, Review } from './view.ts';

export interface RunState {
	/** Undefined unless it runs. */
	readonly progress: Progress | undefined;
	readonly running: boolean;
	readonly versions: Versions;
	readonly compared?: {
		readonly name: string;
		readonly comparison: Comparison;
		/** The labels that the other run gave the same items. */
		readonly predicted: Labels['predicted'];
	};
	/** How many labels are suspected to be wrong. */
	readonly suspected: number;
	/** How many of the items' own files have changed, or the name of the one file that they are all of. */
	readonly changed?: number | string;
	/** Whether a picture can be moved to the folder of another class, and the name of the last one that was. */
	readonly moving?: { readonly isPossible: boolean; readonly last?: string };
	/** Whether labels can be numbers: see `canBeNumbers`. */
	readonly mayBeNumbers: boolean;
}

const mostFailures = 200;

export function toEvaluationView(
	evaluation: Evaluation,
	figures: Figures,
	{ progress, running, versions, compared, suspected, changed = 0, moving, mayBeNumbers }: RunState,
	locale: Locale,
): EvaluationView {
	const { t, format } = locale;
	const { classified, failed, pending, judged, right, accuracy, interval } = figures;
	const wrong = judged - right;
	const counts: EvaluationView['counts'] = [
		{ text: t('Answered: {0}', format.number(classified)), filter: {} },
		...(judged > 0 ? [{ text: t('Mistakes: {0}', format.number(wrong)), filter: { only: 'wrong' } } as const] : []),
		...(failed > 0 ? [{ text: t('Failed: {0}', format.number(failed)), filter: { only: 'failed' } } as const] : []),
		...(pending > 0 ? [{ text: t('Not asked: {0}', format.number(pending)) }] : []),
		...(suspected > 0
			? [{ text: t('Suspected labels: {0}', format.number(suspected)), filter: { only: 'suspected' } } as const]
			: []),
		...(typeof changed === 'string'
			? [{ text: t('Changed since: {0}', changed) }]
			: changed > 0
				? [{ text: t('Changed since: {0}', format.number(changed)), filter: { only: 'changed' } } as const]
				: []),
	];
	const facts = evaluation.dataset.facts;
	return {
		title: t('{0} on {1}', evaluation.endpoint.name, evaluation.dataset.name),
		accuracy: accuracy === undefined ? t('No true labels') : format.share(accuracy),
		interval: interval ? intervalText(interval, digitsText(figures, locale), locale) : '',
		counts,
		...(running && {
			progress: {
				text: progress ? progressText(progress, locale) : t('Starting…'),
				share: progress
					? progress.done / Math.max(1, progress.total)
					: (classified + failed) / Math.max(1, evaluation.dataset.count),
			},
		}),
		actions: toActions(figures, running, changed, locale),
		...(facts.kind === 'pictures' && { labelRule: toLabelRule(facts, mayBeNumbers, locale) }),
		...(judged > 0 && {
			matrix: toMatrixView(evaluation, figures, locale),
			classes: toClassTable(evaluation, figures, locale),
		}),
		charts: toCharts(figures, locale),
		...(compared && { comparison: toComparison(evaluation, compared, locale) }),
		...(failed > 0 && { failures: toFailures(evaluation, locale) }),
		...((suspected > 0 || moving?.last !== undefined) && { review: toReview(moving, locale) }),
		facts: { title: t('About this run'), rows: factsOf(evaluation, figures, versions, locale) },
		captions: {
			pictures: t('What the model saw'),
			none: t('Nothing here.'),
			sortBy: t('Sort by'),
			orders: orderTitles(locale),
			clearFilters: t('Clear all'),
		},
	};
}

function toActions(
	{ failed, pending, digits }: Figures,
	running: boolean,
	changed: number | string,
	{ t, format }: Locale,
): EvaluationView['actions'] {
	return running
		? [{ id: 'cancel', title: t('Cancel') }]
		: [
				...(pending > 0 ? [{ id: 'continue', title: t('Continue') } as const] : []),
				...(failed > 0
					? [{ id: 'retryFailed', title: t('Try failed again ({0})', format.number(failed)) } as const]
					: []),
				...(typeof changed === 'string'
					? [{ id: 'runChanged', title: t('Run again') } as const]
					: changed > 0
						? [{ id: 'runChanged', title: t('Run again for changed ({0})', format.number(changed)) } as const]
						: []),
				{ id: 'compare', title: t('Compare with…') },
				{ id: 'export', title: t('Export…') },
				// Its rows are one for each item.
				...(digits ? [] : [{ id: 'transform', title: t('Batch Transform…') } as const]),
				{ id: 'another', title: t('Show evaluations…') },
			];
}

function toReview(moving: RunState['moving'], { t }: Locale): Review {
	return {
		next: t('Next (N)'),
		...(moving?.isPossible && { move: t('Move to the folder of the likelier class (M)') }),
		...(moving?.last !== undefined && { undo: t('Move {0} back (U)', moving.last) }),
	};
}

function intervalText({ low, high }: Interval, digits: string | undefined, { t, format }: Locale): string {
	const shares = [low, high].map(format.share);
	return digits === undefined
		? t('right, 95% confidence: {0} – {1}', ...shares)
		: t('of numbers right, 95% confidence: {0} – {1}; {2}', ...shares, digits);
}

function toLabelRule(
	{ labelRule: value, areNumbers, labelsFrom }: PicturesFacts,
	mayBeNumbers: boolean,
	{ t }: Locale,
): NonNullable<EvaluationView['labelRule']> {
	const numbers = { folder: t('number of the folder'), fileName: t('number in the file name') };
	const isFile = labelsFrom.labelsFile > 0;
	const found = isFile ? t('file of labels') : labelsFrom.folder > 0 ? numbers.folder : numbers.fileName;
	const options: readonly { readonly value: LabelRule; readonly title: string }[] = [
		{
			value: 'auto',
			title: value === 'auto' && (areNumbers || isFile) ? t('what was found: {0}', found) : t('folder, else file name'),
		},
		{ value: 'folder', title: t('folder') },
		{ value: 'fileName', title: t('file name') },
		...(mayBeNumbers
			? ([
					{ value: 'folderNumber', title: numbers.folder },
					{ value: 'fileNumber', title: numbers.fileName },
				] as const)
			: []),
		{ value: 'none', title: t('none') },
	];
	return { title: t('True labels from'), value, options };
}

function toClassTable(evaluation: Evaluation, { scores, digits }: Figures, { t, format }: Locale): ClassTable {
	const share = (value: number | undefined): string => (value === undefined ? '–' : format.share(value));
	return {
		title: t('Classes'),
		columns: [t('Class'), t('Precision'), t('Recall'), 'F1', digits ? t('Digits') : t('Items')],
		rows: scores.map(({ precision, recall, f1, support }, label) => ({
			name: classNameOf(label, evaluation),
			filter: { either: label },
			values: [share(precision), share(recall), share(f1), format.number(support)],
		})),
	};
}

function toComparison(
	evaluation: Evaluation,
	{ name, comparison, predicted }: NonNullable<RunState['compared']>,
	locale: Locale,
): ComparisonView {
	const { t, format } = locale;
	const matrix = toOtherMatrixView(evaluation, predicted, locale);
	const { both, same, different, rightInBoth, rightInFirst, rightInSecond, wrongInBoth, test } = comparison;
	const judged = rightInBoth + rightInFirst + rightInSecond + wrongInBoth;
	const right = [rightInFirst, rightInSecond].map((one) => format.share((rightInBoth + one) / judged));
	const only = [rightInFirst, rightInSecond].map(format.number);
	const method = test.method === 'exact' ? t('exact') : t('chi-squared, corrected');
	const p = test.pValue < 0.001 ? '< 0.001' : `= ${test.pValue.toPrecision(2)}`;
	return {
		title: t('Compared with {0}', name),
		...(judged > 0 && { matrix: { ...matrix, title: t('Confusion matrix: {0}', name) } }),
		lines: [
			{ text: t('Same label: {0} of {1}', format.number(same), format.number(both)) },
			{ text: t('Labelled differently: {0}', format.number(different.length)), filter: { only: 'different' } },
			...(judged > 0
				? [
						{ text: t('Right: {0} here, {1} there', ...right) },
						{ text: t('Right only here: {0}; only there: {1}', ...only) },
						{ text: t("McNemar's test ({0}): p {1}", method, p) },
					]
				: []),
		],
	};
}

function toFailures({ results, nameOf }: Evaluation, locale: Locale): Failures {
	const { t, format } = locale;
	const failed = [...results.problems].sort(([one], [other]) => one - other);
	const more = failed.length - mostFailures;
	return {
		title: t('Failed: {0}', format.number(failed.length)),
		rows: failed.slice(0, mostFailures).map(([index, problem]) => {
			const { message, detail } = describeProblem(problem, locale);
			return { index, name: nameOf(index), reason: [message, detail].filter(Boolean).join(' ') };
		}),
		more: more > 0 ? t('{0} more are left out here.', format.number(more)) : '',
	};
}
