import { workspace, type Memento, type Uri } from 'vscode';
import { isPictureName } from '../../core/pictureNames.ts';
import { memoryScheme } from '../memoryFiles.ts';
import { isWinding } from '../pictureNames.ts';

/** Of the workspace's state. */
const key = 'chosenPictures';

/**
 * Which pictures a restored page may name: what it kept is the page's word alone, and shall not choose what is read
 * on this machine. Those of the open folders, those in memory, and of all others the ones that the user chose last.
 */
export class ChosenFiles {
	constructor(private readonly memento: Memento) {}

	/** Instead of those before. */
	async remember(uris: readonly Uri[]): Promise<void> {
		const elsewhere = uris.filter((uri) => uri.scheme !== memoryScheme && !isOfOpenFolders(uri));
		// Most pictures are of the open folders, and nothing is written for them.
		if (elsewhere.length > 0 || this.memento.get(key) !== undefined) {
			await this.memento.update(key, elsewhere.length > 0 ? elsewhere.map(String) : undefined);
		}
	}

	has(uri: Uri): boolean {
		return (
			uri.scheme === memoryScheme || isOfOpenFolders(uri) || this.memento.get<string[]>(key, []).includes(`${uri}`)
		);
	}
}

/** Whether it is a picture of a folder that the window shows. */
export function isOfOpenFolders(uri: Uri): boolean {
	return isPictureName(uri.path) && !isWinding(uri.path) && workspace.getWorkspaceFolder(uri) !== undefined;
}
