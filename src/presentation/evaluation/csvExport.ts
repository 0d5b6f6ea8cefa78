import type { Evaluation } from '../../app/evaluation.ts';
import { hasNumbers } from '../../evaluation/align.ts';
import { toCsvLine } from '../csvLine.ts';
import type { Locale } from '../locale.ts';
import { classNameOf, toItemView } from './items.ts';

/**
 * The items as CSV (RFC 4180, `\r\n`): file, true, predicted, one column for each class's probability where there are
 * some, ms, error. Numbers have one probability, that all of it is right. Row by row, since there may be 100,000.
 */
export function* csvExport(evaluation: Evaluation, locale: Locale): Generator<string, void, undefined> {
	const { results } = evaluation;
	const areNumbers = hasNumbers(results);
	const classes = results.probabilities?.classes ?? 0;
	const names = Array.from({ length: classes }, (_, label) => `probability_${classNameOf(label, evaluation)}`);
	const columns = areNumbers && classes > 0 ? ['probability'] : names;
	yield toLine(['file', 'true', 'predicted', ...columns, 'ms', 'error']);
	for (let index = 0; index < evaluation.dataset.count; index++) {
		const { file, truth, predicted, milliseconds, error, ...item } = toItemView(evaluation, index, locale);
		const shares = areNumbers ? [item.confidence] : (item.probabilities[0] ?? []);
		yield toLine([file, truth, predicted, ...columns.map((_, column) => shares[column]), milliseconds, error]);
	}
}

function toLine(values: readonly unknown[]): string {
	return toCsvLine(values.map((value) => (value === undefined ? '' : String(value))));
}
