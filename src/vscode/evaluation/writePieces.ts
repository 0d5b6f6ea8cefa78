import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { l10n, ProgressLocation, window, workspace, type Uri } from 'vscode';

/** A file to write, and what goes into it. */
export interface Writing {
	readonly target: Uri;
	readonly pieces: Iterable<string>;
}

/** Writes files, bit by bit where they are on this machine; resolves to whether it could, and says so where not. */
export async function writePieces(...writings: readonly Writing[]): Promise<boolean> {
	try {
		await window.withProgress({ location: ProgressLocation.Window, title: l10n.t('Exporting…') }, async () => {
			for (const { target, pieces } of writings) {
				await write(target, pieces);
			}
		});
		return true;
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		void window.showErrorMessage(l10n.t('The file could not be written: {0}', detail));
		return false;
	}
}

async function write(target: Uri, pieces: Iterable<string>): Promise<void> {
	if (target.scheme === 'file') {
		await pipeline(Readable.from(joined(pieces)), createWriteStream(target.fsPath));
	} else {
		await workspace.fs.writeFile(target, new TextEncoder().encode([...pieces].join('')));
	}
}

/** Fewer, larger pieces. */
function* joined(pieces: Iterable<string>): Generator<string, void, undefined> {
	let text = '';
	for (const piece of pieces) {
		text += piece;
		if (text.length > 65_536) {
			yield text;
			text = '';
		}
	}
	if (text !== '') {
		yield text;
	}
}
