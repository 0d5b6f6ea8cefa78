import type { Evaluation } from '../../app/evaluation.ts';
import type { Labels } from '../../evaluation/align.ts';
import { classCountOf, confusionMatrix } from '../../evaluation/confusionMatrix.ts';
import type { Figures } from '../../evaluation/figures.ts';
import type { Locale } from '../locale.ts';
import { classNameOf } from './items.ts';
import type { CountLink, Filter, MatrixView } from './view.ts';

type MatrixFigures = Pick<Figures, 'matrix'>;

/** What the rows and columns of the matrix are called: after the classes, of numbers, what has no partner. */
export function matrixNames(
	evaluation: Evaluation,
	{ matrix: { classes, size } }: MatrixFigures,
	{ t }: Locale,
): { readonly rows: readonly string[]; readonly columns: readonly string[] } {
	const names = Array.from({ length: classes }, (_, label) => classNameOf(label, evaluation));
	return size === classes
		? { rows: names, columns: names }
		: { rows: [...names, t('extra')], columns: [...names, t('missed')] };
}

/** That of another run about the same items, on the same axes. @param predicted its labels */
export function toOtherMatrixView(evaluation: Evaluation, predicted: Labels['predicted'], locale: Locale): MatrixView {
	const labels = { truth: evaluation.results.truth, predicted };
	const matrix = confusionMatrix(labels, classCountOf(labels, evaluation.classes.length));
	return toMatrixView(evaluation, { matrix }, locale);
}

export function toMatrixView(evaluation: Evaluation, figures: MatrixFigures, locale: Locale): MatrixView {
	const { t, format } = locale;
	const { classes, size, counts, total } = figures.matrix;
	const names = matrixNames(evaluation, figures, locale);
	const shareOf = (count: number, whole: number): string => (whole === 0 ? '' : format.share(count / whole));
	const places = Array.from({ length: size }, (_, place) => place);
	const cell = (truth: number, predicted: number): number => counts[truth * size + predicted] ?? 0;
	const rowSums = places.map((truth) => places.reduce((all, predicted) => all + cell(truth, predicted), 0));
	const columnSums = places.map((predicted) => places.reduce((all, truth) => all + cell(truth, predicted), 0));
	const right = places.slice(0, classes).reduce((all, label) => all + cell(label, label), 0);
	return {
		title: t('Confusion matrix'),
		rowsAre: t('True label'),
		columnsAre: t('Label of the endpoint'),
		units: { count: t('Counts'), share: t('Row per cent') },
		...names,
		cells: places.map((truth) => {
			const support = rowSums[truth] ?? 0;
			return places.map((predicted) => {
				const count = cell(truth, predicted);
				return {
					text: count === 0 ? '' : format.number(count),
					share: count === 0 ? '' : shareOf(count, support),
					heat: truth === predicted || support === 0 ? 0 : Math.sqrt(count / support),
					isRight: truth === predicted,
					description: describe(truth, predicted, format.number(count)),
					filter: { truth, predicted },
				};
			});
		}),
		rowSums: rowSums.map((count, truth) => {
			const text = format.number(count);
			const description =
				truth === classes ? t('Digits too many: {0}', text) : t('True label {0}: {1}', names.rows[truth] ?? '', text);
			return sum(count, shareOf(count, count), description, { truth });
		}),
		columnSums: columnSums.map((count, predicted) => {
			const text = format.number(count);
			const description =
				predicted === classes
					? t('Missed digits: {0}', text)
					: t('Endpoint says {0}: {1}', names.columns[predicted] ?? '', text);
			return sum(count, shareOf(count, total), description, { predicted });
		}),
		sum: sum(total, shareOf(right, total), t('All: {0}', format.number(total)), {}),
	};

	function describe(truth: number, predicted: number, count: string): string {
		const [own, given] = [names.rows[truth] ?? '', names.columns[predicted] ?? ''];
		if (predicted === classes) {
			return truth === classes ? t('No digit: {0}', count) : t('True digit {0} missed: {1}', own, count);
		}
		return truth === classes
			? t('Endpoint says {0} where no digit is: {1}', given, count)
			: t('True label {0}, endpoint says {1}: {2}', own, given, count);
	}

	function sum(count: number, share: string, description: string, filter: Filter): CountLink {
		return { text: format.number(count), share, heat: 0, isRight: false, description, filter };
	}
}
