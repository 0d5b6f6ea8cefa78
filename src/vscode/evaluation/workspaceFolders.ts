import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { FileType, Uri, workspace } from 'vscode';
import type { FolderEntry, Folders } from '../../datasets/walkFolder.ts';
import { asProblem } from '../files.ts';

/** The folders of VS Code's file systems, by their URI. */
export const workspaceFolders: Folders = {
	async list(id) {
		const folder = Uri.parse(id, true);
		const entries = await asProblem(folder, workspace.fs.readDirectory(folder));
		return entries.map(([name, type]): FolderEntry => {
			const kind = type & FileType.File ? 'file' : type & FileType.Directory ? 'folder' : 'other';
			const isLink = (type & FileType.SymbolicLink) !== 0;
			return { name, type: kind, isLink };
		});
	},
	join: (id, name) => Uri.joinPath(Uri.parse(id, true), name).toString(),
	async resolve(id) {
		const { scheme, fsPath } = Uri.parse(id, true);
		try {
			return scheme === 'file' ? (await realpath(fsPath)).replaceAll(sep, '/') : undefined;
		} catch {
			return undefined;
		}
	},
};
