import type { Evaluation } from '../../app/evaluation.ts';
import type { Figures } from '../../evaluation/figures.ts';
import type { Translate } from '../../core/translate.ts';
import type { Locale } from '../locale.ts';
import type { Versions } from './jsonExport.ts';

/** A name and what it says. */
export type Fact = readonly [name: string, value: string];

/**
 * `98.3% right (95% confidence: 98.0% – 98.5%)`, of numbers with `; digits right: 99.5%`; undefined where no item has
 * both labels.
 */
export function accuracyText(figures: Figures, locale: Locale): string | undefined {
	const { accuracy, interval } = figures;
	const { t, format } = locale;
	if (accuracy === undefined || interval === undefined) {
		return undefined;
	}
	const shares = [accuracy, interval.low, interval.high].map(format.share);
	const digits = digitsText(figures, locale);
	return digits === undefined
		? t('{0} right (95% confidence: {1} – {2})', ...shares)
		: t('{0} of numbers right (95% confidence: {1} – {2}); {3}', ...shares, digits);
}

/** `digits right: 99.5%`, of numbers. */
export function digitsText({ digits }: Figures, { t, format }: Locale): string | undefined {
	return digits?.accuracy === undefined ? undefined : t('digits right: {0}', format.share(digits.accuracy));
}

/** What was asked, whom, when and with what. */
export function factsOf(evaluation: Evaluation, figures: Figures, versions: Versions, { t, format }: Locale): Fact[] {
	const { dataset, endpoint, preprocessing, started, ended } = evaluation;
	const { destination, region, profile, variant } = endpoint.sent ?? {};
	const latency = figures.latency.percentiles;
	const facts: readonly (readonly [string, string | undefined])[] = [
		[t('Dataset'), `${dataset.name} (${format.number(dataset.count)})`],
		[t('True labels'), labelsText(dataset.facts, t)],
		[t('Pixels'), dataset.facts.kind === 'csv' ? dataset.facts.pixelRange : undefined],
		[t('Endpoint'), endpoint.name],
		[t('Sent to'), [destination, region, profile].filter(Boolean).join(' · ') || undefined],
		[t('Variant'), variant],
		[t('Preprocessing'), dataset.facts.kind === 'pictures' ? preprocessing : undefined],
		[
			t('Answers'),
			t(
				'{0}, failed {1}, not asked {2}',
				format.number(figures.classified),
				format.number(figures.failed),
				format.number(figures.pending),
			),
		],
		[
			t('Latency'),
			latency &&
				t(
					'median {0}, 95% within {1}, 99% within {2}',
					format.milliseconds(latency.p50),
					format.milliseconds(latency.p95),
					format.milliseconds(latency.p99),
				),
		],
		[
			t('Digits'),
			figures.digits &&
				t(
					'{0}, of which {1} would have to be changed, put in or left out',
					format.number(figures.digits.digits),
					format.number(figures.digits.edits),
				),
		],
		[t('Calibration error'), figures.calibration && format.share(figures.calibration.error)],
		[t('Started'), new Date(started).toISOString()],
		[t('Ended'), new Date(ended).toISOString()],
		[
			t('Versions'),
			Object.entries(versions)
				.map((version) => version.join(' '))
				.join(', '),
		],
	];
	return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function labelsText(facts: Evaluation['dataset']['facts'], t: Translate): string {
	switch (facts.kind) {
		case 'pictures': {
			const { labelsFile, folder, fileName, none } = facts.labelsFrom;
			if (labelsFile > 0) {
				return t('from the file of labels {0}, none {1}', labelsFile, none);
			}
			return facts.areNumbers
				? t('numbers from folders {0}, from file names {1}, none {2}', folder, fileName, none)
				: t('from folders {0}, from file names {1}, none {2}', folder, fileName, none);
		}
		case 'idx':
			return facts.labelsFile ?? t('none');
		case 'csv':
			return { first: t('first column'), last: t('last column'), none: t('none') }[facts.labelColumn];
	}
}
