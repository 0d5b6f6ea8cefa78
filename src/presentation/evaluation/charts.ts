import type { Figures } from '../../evaluation/figures.ts';
import type { Locale } from '../locale.ts';
import type { Chart } from './view.ts';

export function toCharts({ calibration, latency }: Figures, { t, format }: Locale): Chart[] {
	const charts: Chart[] = [];
	const shares = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: percent(at) }));
	if (calibration) {
		const { bins, error, coverage } = calibration;
		charts.push({
			title: t('Reliability'),
			summary: t('Expected calibration error: {0}', format.share(error)),
			x: { title: t('Probability'), ticks: shares },
			y: { title: t('Right'), ticks: shares },
			diagonal: true,
			line: [],
			bars: bins.flatMap(({ from, to, count, accuracy = 0, confidence = 0 }, bin) =>
				count === 0
					? []
					: [
							{
								from,
								to,
								height: accuracy,
								filter: { bin },
								description: t(
									'Probability {0} – {1}: {2} items, on the average {3}, right {4}',
									format.share(from),
									format.share(to),
									format.number(count),
									format.share(confidence),
									format.share(accuracy),
								),
							},
						],
			),
		});
		const least = Math.min(...coverage.map(({ accuracy }) => accuracy));
		const floor = Math.min(0.99, Math.floor(20 * least) / 20);
		const target = coverage.findLast(({ accuracy }) => accuracy >= 0.99);
		charts.push({
			title: t('Refusing the doubtful'),
			summary: target
				? t(
						'99% right at {0} answered: refuse below {1}',
						format.share(target.coverage),
						format.share(target.refuseBelow),
					)
				: t('No bound makes 99% right'),
			x: { title: t('Answered'), ticks: shares },
			y: {
				title: t('Right'),
				ticks: [0, 0.5, 1].map((at) => ({ at, text: format.share(floor + at * (1 - floor)) })),
			},
			diagonal: false,
			line: coverage.map(({ coverage: x, accuracy }) => [x, (accuracy - floor) / (1 - floor)]),
			bars: [],
		});
	}
	const { edges, counts, percentiles } = latency;
	if (percentiles) {
		// The last bin may reach far: all are drawn of one width.
		const most = Math.max(...counts);
		const shown = counts.length;
		charts.push({
			title: t('Latency'),
			summary: t(
				'median {0}, 95% within {1}, 99% within {2}',
				format.milliseconds(percentiles.p50),
				format.milliseconds(percentiles.p95),
				format.milliseconds(percentiles.p99),
			),
			x: {
				title: t('Time of the request'),
				ticks: [0, Math.floor(shown / 2), shown].map((edge) => ({
					at: edge / shown,
					text: format.milliseconds(edges[edge] ?? 0),
				})),
			},
			y: { title: t('Items'), ticks: [0, 1].map((at) => ({ at, text: format.number(at * most) })) },
			diagonal: false,
			line: [],
			bars: counts.flatMap((count, bin) =>
				count === 0
					? []
					: [
							{
								from: bin / shown,
								to: (bin + 1) / shown,
								height: count / most,
								description: t(
									'{0} – {1}: {2} items',
									format.milliseconds(edges[bin] ?? 0),
									format.milliseconds(edges[bin + 1] ?? 0),
									format.number(count),
								),
							},
						],
			),
		});
	}
	return charts;

	function percent(share: number): string {
		return format.share(share).replace(/[.,]0(?=\D|$)/, '');
	}
}
