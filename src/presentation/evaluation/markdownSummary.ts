import type { Evaluation } from '../../app/evaluation.ts';
import type { Figures } from '../../evaluation/figures.ts';
import type { Locale } from '../locale.ts';
import { accuracyText, factsOf } from './facts.ts';
import { classNameOf } from './items.ts';
import type { Versions } from './jsonExport.ts';
import { matrixNames } from './matrixView.ts';
import { confusionsOf } from './mistakes.ts';
import type { Verdict } from './verdict.ts';

/** How many of the most frequent confusions are told. */
const mostConfusions = 10;

/** A short report for a build's page. */
export function markdownSummary(
	evaluation: Evaluation,
	figures: Figures,
	verdicts: readonly Verdict[],
	versions: Versions,
	locale: Locale,
): string {
	const { t, format } = locale;
	const share = (value: number | undefined): string => (value === undefined ? '–' : format.share(value));
	const names = matrixNames(evaluation, figures, locale);
	const unit = figures.digits ? t('Digits') : t('Items');
	const confusions = confusionsOf(figures.matrix).slice(0, mostConfusions);
	const lines = [
		`## ${escape(t('{0} on {1}', evaluation.endpoint.name, evaluation.dataset.name))}`,
		'',
		`**${escape(accuracyText(figures, locale) ?? t('No true labels'))}**`,
		'',
		...verdicts.map(({ isMet, text }) => `- ${isMet ? '✅' : '❌'} ${escape(text)}`),
		...(verdicts.length > 0 ? [''] : []),
		...table(['', ''], factsOf(evaluation, figures, versions, locale)),
	];
	if (figures.judged > 0) {
		const rows = figures.scores.map(({ precision, recall, f1, support }, label) => [
			classNameOf(label, evaluation),
			share(precision),
			share(recall),
			share(f1),
			format.number(support),
		]);
		lines.push('', ...table([t('Class'), t('Precision'), t('Recall'), 'F1', unit], rows));
	}
	if (confusions.length > 0) {
		const rows = confusions.map(({ truth, predicted, count }) => [
			names.rows[truth] ?? '',
			names.columns[predicted] ?? '',
			format.number(count),
		]);
		lines.push('', ...table([t('True label'), t('Label of the endpoint'), unit], rows));
	}
	return `${lines.join('\n')}\n`;
}

function table(names: readonly string[], rows: readonly (readonly string[])[]): string[] {
	const toRow = (fields: readonly string[]): string => `| ${fields.map(escape).join(' | ')} |`;
	return [toRow(names), toRow(names.map(() => '---')), ...rows.map(toRow)];
}

/** As text in a table of GitHub's Markdown. */
function escape(text: string): string {
	return text
		.replace(/[\\`*_[\]|~#]/g, '\\$&')
		.replaceAll('<', '&lt;')
		.replace(/\s+/g, ' ');
}
