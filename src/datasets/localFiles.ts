import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { asFileProblem, kindOf } from '../core/files.ts';
import type { FolderEntry, Folders } from './walkFolder.ts';

/** The folders of this machine, by their path. */
export const localFolders: Folders = {
	async list(path) {
		const entries = await asFileProblem(readdir(path, { withFileTypes: true }));
		const found: FolderEntry[] = [];
		for (const entry of entries) {
			const { name } = entry;
			found.push(entry.isSymbolicLink() ? await followLink(path, name) : { name, type: kindOf(entry), isLink: false });
		}
		return found;
	},
	join,
	async resolve(path) {
		try {
			return (await realpath(path)).replaceAll(sep, '/');
		} catch {
			return undefined;
		}
	},
};

async function followLink(folder: string, name: string): Promise<FolderEntry> {
	// A link that leads nowhere is nothing that could be read.
	const target = await stat(join(folder, name)).catch(() => undefined);
	return { name, type: target ? kindOf(target) : 'other', isLink: true };
}
