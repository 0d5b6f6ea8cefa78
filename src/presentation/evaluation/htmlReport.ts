import type { Evaluation } from '../../app/evaluation.ts';
import type { Figures } from '../../evaluation/figures.ts';
import type { Locale } from '../locale.ts';
import { digitsOf, digitStrip } from './digitStrip.ts';
import { accuracyText, factsOf } from './facts.ts';
import { classNameOf, toItemView } from './items.ts';
import type { Versions } from './jsonExport.ts';
import { toMatrixView } from './matrixView.ts';
import { mistakesOf } from './mistakes.ts';
import { pngUri } from './pngUri.ts';
import { reportStyle } from './reportStyle.ts';

/** A page with thousands of pictures opens slowly. */
const mostMistakes = 500;
const mostFailures = 200;

/** Of a number as a picture. */
const mostDigits = 32;

/**
 * A report as one HTML page that needs nothing besides and runs no script. In pieces. Every text is escaped: file names
 * and what servers answer are foreign.
 */
export function* htmlReport(
	evaluation: Evaluation,
	figures: Figures,
	versions: Versions,
	locale: Locale,
): Generator<string, void, undefined> {
	const { t, format } = locale;
	const title = t('{0} on {1}', evaluation.endpoint.name, evaluation.dataset.name);
	yield [
		'<!doctype html>',
		'<html><head><meta charset="utf-8">',
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`,
		'<meta name="viewport" content="width=device-width">',
		`<title>${escape(title)}</title><style>${reportStyle}</style></head><body>`,
		`<h1>${escape(title)}</h1>`,
		`<p class="accuracy">${escape(accuracyText(figures, locale) ?? t('No true labels'))}</p>`,
		'<table class="facts">',
		...factsOf(evaluation, figures, versions, locale).map(
			([name, value]) => `<tr><th scope="row">${escape(name)}</th><td>${escape(value)}</td></tr>`,
		),
		'</table>\n',
	].join('\n');
	if (figures.judged > 0) {
		yield* matrixTable(evaluation, figures, locale);
		yield* classTable(evaluation, figures, locale);
	}
	if (figures.calibration) {
		yield heading(t('Reliability'));
		yield table(
			[t('Probability'), t('Items'), t('Mean probability'), t('Right')],
			figures.calibration.bins
				.filter(({ count }) => count > 0)
				.map(({ from, to, count, confidence = 0, accuracy = 0 }) => [
					`${format.share(from)} – ${format.share(to)}`,
					format.number(count),
					format.share(confidence),
					format.share(accuracy),
				]),
		);
	}
	yield* mistakeList(evaluation, locale);
	yield* failureList(evaluation, locale);
	yield '</body></html>\n';
}

function* matrixTable(evaluation: Evaluation, figures: Figures, locale: Locale): Generator<string, void, undefined> {
	const { t } = locale;
	const { rows, columns, cells, rowSums, columnSums } = toMatrixView(evaluation, figures, locale);
	yield `${heading(t('Confusion matrix'))}<p>${escape(t('Rows: true label. Columns: label of the endpoint.'))}</p>`;
	yield `<table class="matrix"><tr><td></td>${columns.map((name) => `<th scope="col">${escape(name)}</th>`).join('')}<th></th></tr>\n`;
	for (const [row, name] of rows.entries()) {
		const counts = (cells[row] ?? []).map(({ text, isRight, heat }) => {
			const kind = isRight ? ' class="right"' : ` style="--heat:${(100 * heat).toFixed(0)}%"`;
			return `<td${kind}>${text}</td>`;
		});
		yield `<tr><th scope="row">${escape(name)}</th>${counts.join('')}<th>${rowSums[row]?.text ?? ''}</th></tr>\n`;
	}
	const given = columnSums.map(({ text }) => `<th>${text}</th>`);
	yield `<tr><td></td>${given.join('')}<th></th></tr></table>\n`;
}

function* classTable(
	evaluation: Evaluation,
	{ scores, digits }: Figures,
	{ t, format }: Locale,
): Generator<string, void, undefined> {
	const share = (value: number | undefined): string => (value === undefined ? '–' : format.share(value));
	yield heading(t('Classes'));
	yield table(
		[t('Class'), t('Precision'), t('Recall'), 'F1', digits ? t('Digits') : t('Items')],
		scores.map(({ precision, recall, f1, support }, label) => [
			classNameOf(label, evaluation),
			share(precision),
			share(recall),
			share(f1),
			format.number(support),
		]),
	);
}

function* mistakeList(evaluation: Evaluation, locale: Locale): Generator<string, void, undefined> {
	const { t, format } = locale;
	const mistakes = mistakesOf(evaluation.results);
	if (mistakes.length === 0) {
		return;
	}
	yield heading(t('Mistakes: {0}', format.number(mistakes.length)));
	yield '<div class="mistakes">\n';
	for (const index of mistakes.slice(0, mostMistakes)) {
		const { file, truth = '', predicted = '', confidence } = toItemView(evaluation, index, locale);
		const { width, height, pixels } = digitStrip(digitsOf(evaluation.results, index, mostDigits));
		const image =
			width > 0
				? `<img alt="" width="${2 * width}" height="${2 * height}" src="${pngUri(width, height, pixels)}">`
				: '';
		const share = confidence === undefined ? '' : ` (${format.share(confidence)})`;
		const words = `${t('{0}, not {1}', truth, predicted)}${share}`;
		yield `<figure>${image}<figcaption><b>${escape(words)}</b><br>${escape(file)}</figcaption></figure>\n`;
	}
	yield `</div>\n${leftOut(mistakes.length - mostMistakes, locale)}`;
}

function* failureList(evaluation: Evaluation, locale: Locale): Generator<string, void, undefined> {
	const { t, format } = locale;
	const failures = [...evaluation.results.problems.keys()].sort((one, other) => one - other);
	if (failures.length === 0) {
		return;
	}
	yield heading(t('Failed: {0}', format.number(failures.length)));
	yield table(
		[t('File'), t('Reason')],
		failures.slice(0, mostFailures).map((index) => {
			const { file, error = '' } = toItemView(evaluation, index, locale);
			return [file, error];
		}),
	);
	yield leftOut(failures.length - mostFailures, locale);
}

function leftOut(count: number, { t, format }: Locale): string {
	return count > 0 ? `<p>${escape(t('{0} more are left out here.', format.number(count)))}</p>\n` : '';
}

function heading(text: string): string {
	return `<h2>${escape(text)}</h2>\n`;
}

function table(names: readonly string[], rows: readonly (readonly string[])[]): string {
	const head = names.map((name) => `<th scope="col">${escape(name)}</th>`).join('');
	const body = rows.map((row) => `<tr>${row.map((text) => `<td>${escape(text)}</td>`).join('')}</tr>\n`);
	return `<table><tr>${head}</tr>\n${body.join('')}</table>\n`;
}

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
