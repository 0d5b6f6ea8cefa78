import { l10n, Uri, window, workspace } from 'vscode';

/**
 * Asks where an export goes; undefined where the user leaves.
 * @param ending is added to the dataset's name, such as `-train.csv`
 */
export async function askTarget(dataset: string, ending: string): Promise<Uri | undefined> {
	const name = `${dataset.replace(/[^\p{L}\p{N}._-]+/gu, '-')}${ending}`;
	const extension = ending.slice(ending.lastIndexOf('.') + 1);
	const folder = workspace.workspaceFolders?.[0]?.uri;
	return window.showSaveDialog({
		...(folder && { defaultUri: Uri.joinPath(folder, name) }),
		filters: { [extension.toUpperCase()]: [extension] },
		title: l10n.t('Export'),
	});
}
