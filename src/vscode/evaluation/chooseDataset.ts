import { l10n, Uri, window } from 'vscode';
import { withoutNested } from './withoutNested.ts';

/** What a command is for: what was clicked and selected, else what the user chooses; none where they leave. */
export async function chooseDataset(
	title: string,
	openLabel: string,
	clicked: unknown,
	selected: unknown,
): Promise<readonly Uri[]> {
	const given = (Array.isArray(selected) && selected.length > 0 ? (selected as unknown[]) : [clicked]).filter(
		(uri) => uri instanceof Uri,
	);
	if (given.length > 0) {
		return withoutNested(given);
	}
	const folder = { label: `$(folder) ${l10n.t('A folder of pictures')}`, isFolder: true };
	const file = { label: `$(file) ${l10n.t('An idx file of MNIST or CSV rows')}`, isFolder: false };
	const placeHolder = l10n.t('What are the digits in?');
	const kind = await window.showQuickPick([folder, file], { title, placeHolder });
	if (!kind) {
		return [];
	}
	const chosen = await window.showOpenDialog({
		canSelectFolders: kind.isFolder,
		canSelectFiles: !kind.isFolder,
		openLabel,
		title,
	});
	return chosen ?? [];
}
