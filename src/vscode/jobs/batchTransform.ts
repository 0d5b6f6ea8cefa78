import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { env, l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { createDigitReader, transformUploads } from '../../app/rowUploads.ts';
import { jobName } from '../../core/job.ts';
import type { Prepare } from '../../core/ports.ts';
import { transformCommands } from '../../presentation/jobs/transformCommands.ts';
import type { MadePredictions } from '../evaluation/predictionsRun.ts';
import { readFile } from '../files.ts';
import { doLongWork } from '../longWork.ts';
import { fileName } from '../picture.ts';
import type { JobList } from './jobList.ts';
import { openLabelled } from './jobUploads.ts';
import type { ModelSource } from './modelSteps.ts';
import type { TransformedDataset } from './startTransform.ts';

type Way = QuickPickItem & { readonly way: 'run' | 'export' | 'import' };

/** What is to be done of a Batch Transform: all of it, or either half by hand. */
export async function chooseWay(): Promise<Way['way'] | undefined> {
	const ways: readonly Way[] = [
		{
			way: 'run',
			label: `$(cloud) ${l10n.t('Run as Batch Transform…')}`,
			detail: l10n.t('On a machine of your account: for datasets that are too large for this one'),
		},
		{
			way: 'export',
			label: `$(save) ${l10n.t('Export rows…')}`,
			detail: l10n.t('A CSV file without labels, and the commands of the AWS CLI'),
		},
		{
			way: 'import',
			label: `$(folder-opened) ${l10n.t('Import predictions…')}`,
			detail: l10n.t('The .out files of a Batch Transform, judged as any other endpoint'),
		},
	];
	return (await window.showQuickPick(ways, { title: l10n.t('Batch Transform') }))?.way;
}

/** A model of the jobs that have ended, or one in S3. */
export async function chooseModelOf(list: JobList): Promise<ModelSource | undefined> {
	const known = list
		.all()
		.flatMap(({ job: { state, name, image, ...job } }) =>
			state === 'completed' && 'artifact' in job && job.artifact !== undefined
				? [{ label: name, description: job.artifact, source: { uri: job.artifact, image, stem: name } }]
				: [],
		);
	const other = { label: `$(cloud) ${l10n.t('A model.tar.gz in S3')}`, source: { stem: 'digits' } };
	const chosen = await window.showQuickPick<QuickPickItem & { readonly source: ModelSource }>([...known, other], {
		title: l10n.t('Batch Transform'),
		placeHolder: l10n.t('Which model?'),
	});
	return chosen?.source;
}

/** Writes the rows bit by bit, and puts the commands on the clipboard. */
export async function exportRows({ source, name, preprocessing }: TransformedDataset, prepare: Prepare): Promise<void> {
	const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
	const target = await window.showSaveDialog({
		title: l10n.t('Export rows'),
		...(folder && { defaultUri: Uri.joinPath(folder, `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-rows.csv`) }),
		filters: { CSV: ['csv'] },
	});
	if (!target) {
		return;
	}
	if (target.scheme !== 'file') {
		void window.showErrorMessage(l10n.t('The AWS CLI reads files of this machine alone. Choose a folder on it.'));
		return;
	}
	const isWritten = await doLongWork(l10n.t('Writing rows…'), async (signal) => {
		const dataset = await openLabelled(source, signal);
		const uploads = transformUploads(dataset, createDigitReader(prepare, preprocessing, signal), signal);
		const pieces = async function* () {
			for await (const { bytes } of uploads(() => false)) {
				yield bytes;
			}
		};
		await pipeline(Readable.from(pieces()), createWriteStream(target.fsPath), { signal });
		return true;
	});
	if (!isWritten) {
		await rm(target.fsPath, { force: true });
		return;
	}
	await env.clipboard.writeText(transformCommands(target.fsPath, jobName(`transform-${name}`, new Date())));
	void window.showInformationMessage(
		l10n.t('Saved: {0}. The commands of the AWS CLI for it are on the clipboard.', fileName(target)),
	);
}

/** The files of predictions that the user chooses, in the order of their names. */
export async function choosePredictions({
	source,
	preprocessing,
}: TransformedDataset): Promise<MadePredictions | undefined> {
	const chosen = await window.showOpenDialog({
		canSelectMany: true,
		title: l10n.t('Import predictions'),
		openLabel: l10n.t('Import'),
		filters: { [l10n.t('Predictions')]: ['out', 'csv', 'txt', 'jsonl'] },
	});
	const files = [...(chosen ?? [])].sort((one, other) => (one.path < other.path ? -1 : 1));
	const [first] = files;
	return (
		first && {
			source,
			preprocessing,
			name: fileName(first),
			async *texts() {
				for (const file of files) {
					yield new TextDecoder().decode(await readFile(file));
				}
			},
		}
	);
}
