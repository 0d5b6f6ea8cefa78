import { l10n, window } from 'vscode';
import { progressText } from '../../presentation/evaluation/runTexts.ts';
import { readDigits } from '../../app/readDigits.ts';
import type { Prepare } from '../../core/ports.ts';
import { digitClasses } from '../../datasets/trueLabel.ts';
import { createResults } from '../../evaluation/results.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { EndpointSource } from '../endpointSource.ts';
import type { Log } from '../log.ts';
import { doLongWork } from '../longWork.ts';
import { readSettings } from '../settings.ts';
import { showProblem } from '../showProblem.ts';
import { chooseDataset } from './chooseDataset.ts';
import { openSource } from './datasetSource.ts';
import { askRows, rowForms, writeRows } from './exportRows.ts';
import { openChosen } from './openChosen.ts';

export interface ExportDatasetDependencies {
	readonly endpoints: EndpointSource;
	readonly prepare: Prepare;
	readonly locale: Locale;
	readonly log: Log;
}

/** Writes what was clicked and selected, or what the user chooses, as CSV rows. No endpoint is asked. */
export async function exportDataset(
	clicked: unknown,
	selected: unknown,
	{ endpoints, prepare, locale, log }: ExportDatasetDependencies,
): Promise<void> {
	const title = l10n.t('Export rows');
	const uris = await chooseDataset(title, l10n.t('Export'), clicked, selected);
	if (uris.length === 0) {
		return;
	}
	const form = await window.showQuickPick(rowForms(), { title, placeHolder: l10n.t('As what?') });
	if (!form) {
		return;
	}
	try {
		// Its names of the classes may be those of the folders; where it cannot be had, these are digits.
		const { labels: classes = digitClasses } = await endpoints.chosen().catch(() => ({ labels: digitClasses }));
		const dataset = await openChosen(uris, locale, async (source, signal, onBytes) =>
			openSource(source, { classes, labelRule: 'auto', signal, onBytes }),
		);
		const plan = dataset && (await askRows(dataset.name, form));
		if (!dataset || !plan) {
			return;
		}
		const { count, labels, numbers } = dataset;
		const results = createResults(count, { keepsDigits: true, truth: numbers ?? labels });
		const isRead = await doLongWork(l10n.t('Reading {0}', dataset.name), async (signal, report) => {
			const { preprocessing } = readSettings();
			for await (const { progress, indexes } of readDigits(dataset, { prepare, preprocessing }, results, signal)) {
				report({ message: progressText(progress, locale), increment: (100 * indexes.length) / count });
			}
			return true;
		});
		if (isRead) {
			await writeRows(plan, results, locale);
		}
	} catch (error) {
		showProblem(error, log);
	}
}
