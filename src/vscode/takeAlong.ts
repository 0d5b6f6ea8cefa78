import { commands, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import { encodePng } from '../codecs/png/encode.ts';
import { digitSide, type Digit } from '../core/image.ts';
import { memoryScheme } from './memoryFiles.ts';
import { fileName } from './picture.ts';

/** Shows a picture in VS Code's preview, or whatever editor the user chose for it, beside the panel that has it. */
export async function showPicture(uri: Uri): Promise<void> {
	const { viewColumn } = window.tabGroups.activeTabGroup;
	const column = viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
	// VS Code knows its preview for all other names of pictures.
	if (/\.jfif$/i.test(uri.path)) {
		await commands.executeCommand('vscode.openWith', uri, 'imagePreview.previewEditor', column);
	} else {
		await commands.executeCommand('vscode.open', uri, column);
	}
}

/** Asks where to, and saves a picture there as it is. */
export async function savePicture(uri: Uri): Promise<void> {
	const name = fileName(uri);
	await save(nextTo(uri, name), /\.([^.]+)$/.exec(name)?.[1], async () => workspace.fs.readFile(uri));
}

/** Asks where to, and saves the 28×28 of a picture there as PNG. */
export async function saveDigit(uri: Uri, digit: Digit): Promise<void> {
	const stem = fileName(uri).replace(/\.[^.]*$/, '');
	await save(nextTo(uri, `${stem}-28x28.png`), 'png', async () =>
		encodePng({ width: digitSide, height: digitSide, pixels: digit }),
	);
}

async function save(
	defaultUri: Uri | undefined,
	extension: string | undefined,
	read: () => Promise<Uint8Array>,
): Promise<void> {
	const target = await window.showSaveDialog({
		...(defaultUri && { defaultUri }),
		...(extension !== undefined && { filters: { [extension.toUpperCase()]: [extension] } }),
	});
	if (!target) {
		return;
	}
	try {
		await workspace.fs.writeFile(target, await read());
		window.setStatusBarMessage(l10n.t('Saved: {0}', fileName(target)), 3000);
	} catch (error) {
		void window.showErrorMessage(
			l10n.t('The picture could not be saved: {0}', error instanceof Error ? error.message : String(error)),
		);
	}
}

/** A file in the picture's folder; in the workspace's for one that is in none. */
export function nextTo(picture: Uri, name: string): Uri | undefined {
	const folder = picture.scheme === memoryScheme ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(picture, '..');
	return folder && Uri.joinPath(folder, name);
}
