import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { ProblemError } from '../../core/problem.ts';
import { statFile } from '../files.ts';
import type { FileStamp } from '../../core/files.ts';

export interface FileWatch extends Disposable {
	/** Tells of these files what they are now; resolves when it has. */
	readonly check: (indices: readonly number[]) => Promise<void>;
}

/** Files, by their place in a list. */
export interface WatchedFiles {
	/** The URIs of the folders that they are in. */
	readonly folders: Iterable<string>;
	readonly uriOf: (index: number) => Uri;
	readonly indexOf: (uri: Uri) => number | undefined;
}

/**
 * Tells of each file whenever it is written, moved or deleted: its stamp, `none` where it is not there. One watcher for
 * each folder.
 */
export function watchFiles(
	{ folders, uriOf, indexOf }: WatchedFiles,
	tell: (index: number, stamp: FileStamp | 'none') => void,
): FileWatch {
	let isDisposed = false;
	const check = async (index: number | undefined): Promise<void> => {
		const stamp = index === undefined ? undefined : await readStamp(uriOf(index));
		if (index !== undefined && stamp !== undefined && !isDisposed) {
			tell(index, stamp);
		}
	};
	const checkKnown = (uri: Uri) => void check(indexOf(uri));
	const watchers = Array.from(new Set(folders), (folder) => {
		const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.parse(folder, true), '*'));
		watcher.onDidChange(checkKnown);
		watcher.onDidCreate(checkKnown);
		watcher.onDidDelete(checkKnown);
		return watcher;
	});
	return {
		check: async (wanted) => void (await Promise.all(wanted.map(check))),
		dispose: () => {
			isDisposed = true;
			Disposable.from(...watchers).dispose();
		},
	};
}

/** A few files. */
export function watchedList(uris: readonly Uri[]): WatchedFiles {
	const indexes = new Map(uris.map((uri, index) => [uri.toString(), index]));
	return {
		folders: uris.map(folderOf),
		uriOf: (index) => uris[index] as Uri,
		indexOf: (uri) => indexes.get(uri.toString()),
	};
}

/** As a URI without `/` at its end. */
export function folderOf(uri: Uri): string {
	return Uri.joinPath(uri, '..').toString();
}

/** `none` where it is not there; undefined where it cannot be known. */
export async function readStamp(uri: Uri): Promise<FileStamp | 'none' | undefined> {
	try {
		const { mtime, size } = await statFile(uri);
		return { mtime, size };
	} catch (error) {
		return error instanceof ProblemError && error.problem.code === 'fileNotFound' ? 'none' : undefined;
	}
}
