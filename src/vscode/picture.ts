import { l10n, window, type Tab, type Uri } from 'vscode';
import type { Picture } from '../app/readyPicture.ts';
import { checkFile, type FileStamp } from '../core/files.ts';
import { isPictureName, pictureExtensions } from '../core/pictureNames.ts';
import { ProblemError } from '../core/problem.ts';
import { isLocal, readFile, statFile } from './files.ts';
import { memoryScheme, type Origin } from './memoryFiles.ts';

/** A file of any of VS Code's file systems. `limit` in bytes; `onStamp` is told of what is being read. */
export function toPicture(uri: Uri, limit: number, onStamp?: (stamp: FileStamp) => void): Picture {
	return {
		name: fileName(uri),
		read: async () => read(uri, limit, onStamp),
		...(isLocal(uri) && { file: { path: uri.fsPath, limit, ...(onStamp && { onRead: onStamp }) } }),
	};
}

export function fileName(uri: Uri): string {
	return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** How a picture that is no file came in, in words; undefined for a file. */
export function originOf({ scheme, path }: Uri): string | undefined {
	return scheme === memoryScheme ? (originTitles[path.split('/')[1] as Origin]?.() ?? '') : undefined;
}

const originTitles: Readonly<Partial<Record<Origin, () => string>>> = {
	dropped: () => l10n.t('Dropped'),
	pasted: () => l10n.t('Pasted'),
	drawn: () => l10n.t('Drawn'),
	dataset: () => l10n.t('Of a dataset'),
};

async function read(uri: Uri, limit: number, onStamp?: (stamp: FileStamp) => void): Promise<Uint8Array> {
	const stamp = await statFile(uri);
	checkFile(stamp, limit);
	onStamp?.(stamp);
	const bytes = await readFile(uri);
	if (bytes.length === 0) {
		throw new ProblemError({ code: 'fileEmpty' });
	}
	return bytes;
}

/** The picture in the active tab, whatever editor shows it. */
export function openPicture(): Uri | undefined {
	const tab = window.tabGroups.activeTabGroup.activeTab;
	return tab && pictureOf(tab);
}

/** The picture that a tab shows, in whatever editor. */
export function pictureOf({ input }: Tab): Uri | undefined {
	const uri = input && typeof input === 'object' && 'uri' in input ? (input.uri as Uri) : undefined;
	return uri && isPictureName(uri.path) ? uri : undefined;
}

/** Asks for pictures; none where the dialog is left. */
export async function askForPictures(title: string): Promise<readonly Uri[]> {
	const uris = await window.showOpenDialog({
		canSelectMany: true,
		filters: { [title]: [...pictureExtensions] },
		title,
	});
	return uris ?? [];
}
