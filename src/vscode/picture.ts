import { window, workspace, type Uri } from 'vscode';
import type { Picture } from '../app/classifyPictures.ts';
import { ProblemError } from '../core/problem.ts';
import { readFile, statFile } from './files.ts';

/** The file names that the menus offer *Classify digit image* on; what a file really is, its content tells. */
const pictureExtensions = ['jpg', 'jpeg', 'png', 'gif', 'bmp', 'webp'];

/** A file of any of VS Code's file systems. `limit` in bytes. */
export function toPicture(uri: Uri, limit: number): Picture {
	return { name: fileName(uri), read: () => read(uri, limit) };
}

export function fileName(uri: Uri): string {
	return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Where the file lies: its folder, within the workspace where it is in one. */
export function placeOf(uri: Uri): string {
	const path = workspace.asRelativePath(uri, true);
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function read(uri: Uri, limit: number): Promise<Uint8Array> {
	const { size } = await statFile(uri);
	// Before reading, so that a file of gigabytes never comes into memory.
	if (size > limit) {
		throw new ProblemError({ code: 'fileTooLarge', bytes: size, limit });
	}
	const bytes = await readFile(uri);
	if (bytes.length === 0) {
		throw new ProblemError({ code: 'fileEmpty' });
	}
	return bytes;
}

/** The picture in the active tab, whatever editor shows it. */
export function openPicture(): Uri | undefined {
	const input = window.tabGroups.activeTabGroup.activeTab?.input;
	const uri = input && typeof input === 'object' && 'uri' in input ? (input.uri as Uri) : undefined;
	const extension = uri?.path.slice(uri.path.lastIndexOf('.') + 1).toLowerCase();
	return extension !== undefined && pictureExtensions.includes(extension) ? uri : undefined;
}

/** Asks for pictures; none where the dialog is left. */
export async function askForPictures(title: string): Promise<readonly Uri[]> {
	const uris = await window.showOpenDialog({
		canSelectMany: true,
		filters: { [title]: pictureExtensions },
		title,
	});
	return uris ?? [];
}
