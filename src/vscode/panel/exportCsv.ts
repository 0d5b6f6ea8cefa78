import { env, l10n, window, workspace, type Uri } from 'vscode';
import { fileName } from '../picture.ts';
import { nextTo } from '../takeAlong.ts';

/** Puts a table on the clipboard. */
export async function copyCsv(csv: string): Promise<void> {
	await env.clipboard.writeText(csv);
	window.setStatusBarMessage(l10n.t('Copied: {0}', l10n.t('all results as CSV')), 3000);
}

/** Writes a table where the user says, at first beside `picture`. */
export async function saveCsv(csv: string, picture: Uri): Promise<void> {
	const defaultUri = nextTo(picture, 'digits.csv');
	const uri = await window.showSaveDialog({
		...(defaultUri && { defaultUri }),
		filters: { CSV: ['csv'] },
		title: l10n.t('Save All as CSV'),
	});
	if (!uri) {
		return;
	}
	try {
		await workspace.fs.writeFile(uri, new TextEncoder().encode(csv));
		window.setStatusBarMessage(l10n.t('Saved: {0}', fileName(uri)), 3000);
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		void window.showErrorMessage(l10n.t('The file could not be written: {0}', detail));
	}
}
