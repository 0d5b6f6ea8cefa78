import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Evaluation } from '../app/evaluation.ts';
import type { Figures } from '../evaluation/figures.ts';
import { csvExport } from '../presentation/evaluation/csvExport.ts';
import { htmlReport } from '../presentation/evaluation/htmlReport.ts';
import { jsonExport, type Versions } from '../presentation/evaluation/jsonExport.ts';
import { junitReport } from '../presentation/evaluation/junitReport.ts';
import { markdownSummary } from '../presentation/evaluation/markdownSummary.ts';
import type { Verdict } from '../presentation/evaluation/verdict.ts';
import type { Locale } from '../presentation/locale.ts';
import { UsageError, type ExportForm } from './parseArguments.ts';

/** All that exports are made of. */
export interface Exported {
	readonly evaluation: Evaluation;
	readonly figures: Figures;
	readonly verdicts: readonly Verdict[];
	readonly versions: Versions;
	readonly locale: Locale;
}

const writers: Readonly<Record<ExportForm, (exported: Exported) => Iterable<string>>> = {
	json: ({ evaluation, figures, versions, locale }) => jsonExport(evaluation, figures, versions, locale),
	csv: ({ evaluation, locale }) => csvExport(evaluation, locale),
	html: ({ evaluation, figures, versions, locale }) => htmlReport(evaluation, figures, versions, locale),
	junit: ({ evaluation, verdicts, locale }) => [junitReport(evaluation, verdicts, locale)],
	markdown: ({ evaluation, figures, verdicts, versions, locale }) => [
		markdownSummary(evaluation, figures, verdicts, versions, locale),
	],
};

type Paths = Readonly<Partial<Record<ExportForm, string>>>;

/** Before a long run: rejects with a `UsageError` where one of the files cannot be written. */
export async function checkExports(paths: Paths): Promise<void> {
	await forEachPath(paths, async (_, path) => (await open(path, 'a')).close());
}

/** Writes each form that has a path. Rejects with a `UsageError` where one cannot be written. */
export async function writeExports(paths: Paths, exported: Exported): Promise<void> {
	await forEachPath(paths, async (form, path) =>
		pipeline(Readable.from(writers[form](exported)), createWriteStream(path)),
	);
}

async function forEachPath(paths: Paths, use: (form: ExportForm, path: string) => Promise<void>): Promise<void> {
	for (const [form, path] of Object.entries(paths) as [ExportForm, string][]) {
		try {
			await use(form, path);
		} catch (error) {
			throw new UsageError(`--${form} cannot be written: ${path}: ${String(error)}`, { cause: error });
		}
	}
}
