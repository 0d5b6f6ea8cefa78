import { FileType, Uri, workspace } from 'vscode';
import { localFolders } from '../../datasets/localFiles.ts';
import type { FolderEntry, Folders } from '../../datasets/walkFolder.ts';
import { asProblem, isLocal } from '../files.ts';

/**
 * The folders of VS Code's file systems, by their URI. Those of this machine are read here: VS Code asks the window
 * first, which is busy with the panel.
 */
export const workspaceFolders: Folders = {
	async list(id) {
		const folder = Uri.parse(id, true);
		if (isLocal(folder)) {
			return localFolders.list(folder.fsPath);
		}
		const entries = await asProblem(folder, workspace.fs.readDirectory(folder));
		return entries.map(([name, type]): FolderEntry => {
			const kind = type & FileType.File ? 'file' : type & FileType.Directory ? 'folder' : 'other';
			const isLink = (type & FileType.SymbolicLink) !== 0;
			return { name, type: kind, isLink };
		});
	},
	join: (id, name) => Uri.joinPath(Uri.parse(id, true), name).toString(),
	async resolve(id) {
		const folder = Uri.parse(id, true);
		return isLocal(folder) ? localFolders.resolve(folder.fsPath) : undefined;
	},
};
