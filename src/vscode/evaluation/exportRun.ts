import { l10n, window } from 'vscode';
import type { Evaluation } from '../../app/evaluation.ts';
import { figuresOf } from '../../evaluation/figures.ts';
import { csvExport } from '../../presentation/evaluation/csvExport.ts';
import { htmlReport } from '../../presentation/evaluation/htmlReport.ts';
import { jsonExport, type Versions } from '../../presentation/evaluation/jsonExport.ts';
import type { Locale } from '../../presentation/locale.ts';
import { fileName } from '../picture.ts';
import { askTarget } from './askTarget.ts';
import { askRows, rowForms, writeRows } from './exportRows.ts';
import { writePieces } from './writePieces.ts';

export interface ExportDependencies {
	readonly versions: Versions;
	readonly locale: Locale;
}

interface Form {
	readonly label: string;
	readonly description: string;
	/** What is added to the dataset's name. */
	readonly ending: string;
	readonly pieces: () => Iterable<string>;
}

/** Asks for the form and where to, and writes it there. */
export async function exportRun(evaluation: Evaluation, { versions, locale }: ExportDependencies): Promise<void> {
	const { dataset, results, classes } = evaluation;
	const figures = () => figuresOf(results, classes.length);
	const forms: Form[] = [
		{
			label: 'CSV',
			description: l10n.t('File, labels, probabilities, time and error of each item'),
			ending: '-evaluation.csv',
			pieces: () => csvExport(evaluation, locale),
		},
		{
			label: 'JSON',
			description: l10n.t('The figures and each item'),
			ending: '-evaluation.json',
			pieces: () => jsonExport(evaluation, figures(), versions, locale),
		},
		{
			label: l10n.t('HTML report'),
			description: l10n.t('One page with the matrix, the figures and the mistakes as pictures'),
			ending: '-report.html',
			pieces: () => htmlReport(evaluation, figures(), versions, locale),
		},
	];
	const form = await window.showQuickPick([...forms, ...rowForms()], {
		title: l10n.t('Export'),
		placeHolder: l10n.t('As what?'),
	});
	if (!form) {
		return;
	}
	if ('rows' in form) {
		const plan = await askRows(dataset.name, form);
		return plan && writeRows(plan, results, locale);
	}
	const target = await askTarget(dataset.name, form.ending);
	if (target && (await writePieces({ target, pieces: form.pieces() }))) {
		window.setStatusBarMessage(l10n.t('Saved: {0}', fileName(target)), 3000);
	}
}
