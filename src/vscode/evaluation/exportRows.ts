import { l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { EvaluationResults } from '../../evaluation/results.ts';
import {
	trainingOrder,
	trainingRows,
	type RowsPart,
	type TrainingRowsOptions,
} from '../../presentation/evaluation/trainingRows.ts';
import type { Locale } from '../../presentation/locale.ts';
import { fileName } from '../picture.ts';
import { askTarget } from './askTarget.ts';
import { writePieces } from './writePieces.ts';

/** What rows are for, as users choose it. */
export interface RowForm extends QuickPickItem {
	readonly rows: Pick<TrainingRowsOptions, 'pixelRange' | 'label'>;
}

/** How rows are written, and where to. */
export interface RowsPlan {
	readonly options: TrainingRowsOptions;
	readonly targets: readonly { readonly part: RowsPart; readonly target: Uri }[];
}

export function rowForms(): RowForm[] {
	const [train, transform] = [l10n.t('CSV with the label first, shuffled'), l10n.t('CSV without labels, in order')];
	return [
		{ label: l10n.t('Training rows, 0–1'), description: train, rows: { pixelRange: '0-1', label: 'first' } },
		{ label: l10n.t('Training rows, 0–255'), description: train, rows: { pixelRange: '0-255', label: 'first' } },
		{ label: l10n.t('Batch Transform rows, 0–1'), description: transform, rows: { pixelRange: '0-1', label: 'none' } },
		{
			label: l10n.t('Batch Transform rows, 0–255'),
			description: transform,
			rows: { pixelRange: '0-255', label: 'none' },
		},
	];
}

/** Asks how rows to train on are parted and shuffled, and where they go; undefined where the user leaves. */
export async function askRows(dataset: string, { rows }: RowForm): Promise<RowsPlan | undefined> {
	if (rows.label === 'none') {
		const target = await askTarget(dataset, '-rows.csv');
		return target && { options: rows, targets: [{ part: 'train', target }] };
	}
	const shares = [0, 0.1, 0.2, 0.3].map((share) => ({
		label:
			share === 0
				? l10n.t('All in one file')
				: l10n.t('{0}% to train, {1}% to validate', 100 - 100 * share, 100 * share),
		share,
	}));
	const title = l10n.t('Training rows');
	const split = await window.showQuickPick(shares, { title, placeHolder: l10n.t('Into one file, or two?') });
	const seed =
		split &&
		(await window.showInputBox({
			title,
			prompt: l10n.t('The seed they are shuffled by: the same one gives the same order'),
			value: '1',
			validateInput: (text) => (/^\d{1,9}$/.test(text) ? undefined : l10n.t('A whole number from 0')),
		}));
	const target = seed === undefined ? undefined : await askTarget(dataset, '-train.csv');
	if (!split || !target) {
		return undefined;
	}
	const options: TrainingRowsOptions = { ...rows, seed: Number(seed), validationShare: split.share };
	const validation = split.share > 0 ? validationBeside(target) : undefined;
	if (validation && !(await mayOverwrite(validation))) {
		return undefined;
	}
	return {
		options,
		targets: [{ part: 'train', target }, ...(validation ? [{ part: 'validation', target: validation } as const] : [])],
	};
}

/** Writes them, and says how many. */
export async function writeRows(
	{ options, targets }: RowsPlan,
	results: EvaluationResults,
	{ format }: Locale,
): Promise<void> {
	const {
		order: { length },
		leftOut: left,
	} = trainingOrder(results, options);
	if (length === 0) {
		void window.showWarningMessage(
			options.label === 'first' ? l10n.t('No item has a true label: there are no rows.') : l10n.t('There are no rows.'),
		);
		return;
	}
	const writings = targets.map(({ part, target }) => ({ target, pieces: trainingRows(results, options, part) }));
	if (await writePieces(...writings)) {
		const names = targets.map(({ target }) => fileName(target)).join(', ');
		void window.showInformationMessage(
			left > 0
				? l10n.t(
						'{0} rows saved: {1}. Items without a digit or, to train on, a label are left out: {2}.',
						format.number(length),
						names,
						format.number(left),
					)
				: l10n.t('{0} rows saved: {1}.', format.number(length), names),
		);
	}
}

/** `x-train.csv` → `x-validation.csv`, and of any other name with that before its extension. */
function validationBeside(target: Uri): Uri {
	const name = fileName(target).replace(/(?:-train)?(\.[^.]*)?$/, '-validation$1');
	return Uri.joinPath(target, '..', name);
}

/** The dialog has asked about the first file alone. */
async function mayOverwrite(target: Uri): Promise<boolean> {
	const isThere = await workspace.fs.stat(target).then(
		() => true,
		() => false,
	);
	const overwrite = l10n.t('Overwrite');
	const message = l10n.t('{0} is there already. Overwrite it?', fileName(target));
	return !isThere || (await window.showWarningMessage(message, { modal: true }, overwrite)) === overwrite;
}
