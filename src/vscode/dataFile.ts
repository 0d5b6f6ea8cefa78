import { createReadStream } from 'node:fs';
import { Uri } from 'vscode';
import type { Dataset } from '../core/dataset.ts';
import { ProblemError } from '../core/problem.ts';
import { openCsv } from '../datasets/csv.ts';
import type { DataFile } from '../datasets/dataFile.ts';
import { labelsNamesFor, openIdx } from '../datasets/idx.ts';
import type { DigitTable } from '../datasets/tableDataset.ts';
import { readFile, statFile } from './files.ts';
import { fileName } from './picture.ts';

/** Is told, of a file that is read, how many of how many bytes have been. */
export type OnBytes = (read: number, all: number) => void;

/** A file of VS Code's file systems, read bit by bit where it is on this machine. */
function workspaceDataFile(uri: Uri, onBytes?: OnBytes): DataFile {
	return {
		name: fileName(uri),
		id: uri.toString(),
		async *read() {
			if (uri.scheme !== 'file') {
				yield await readFile(uri);
				return;
			}
			try {
				const size = onBytes ? (await statFile(uri)).size : 0;
				const stream = createReadStream(uri.fsPath, { highWaterMark: 2 ** 20 });
				for await (const piece of stream) {
					onBytes?.(stream.bytesRead, size);
					yield piece as Uint8Array;
				}
			} catch (error) {
				if (error instanceof ProblemError) {
					throw error;
				}
				const { code, message } = error as NodeJS.ErrnoException;
				throw new ProblemError(
					code === 'ENOENT' ? { code: 'fileNotFound' } : { code: 'fileUnreadable', detail: message },
					{ cause: error },
				);
			}
		},
	};
}

/**
 * CSV rows by their name, else an idx file of images, with its labels beside it and all of it in memory. Rejects with
 * a `ProblemError` of a `DatasetProblem` or a `FileProblem`, or the signal's reason.
 */
export async function openDataFile(
	uri: Uri,
	signal: AbortSignal,
	onBytes?: OnBytes,
): Promise<Dataset & { readonly table?: DigitTable }> {
	if (/\.csv(\.gz)?$/i.test(uri.path)) {
		return openCsv(workspaceDataFile(uri, onBytes), signal);
	}
	const find = async (name: string) => {
		const beside = Uri.joinPath(uri, '..', name);
		return statFile(beside).then(
			() => workspaceDataFile(beside),
			() => undefined,
		);
	};
	return openIdx(workspaceDataFile(uri, onBytes), find, signal);
}

/** The file, and those beside that may have its labels. */
export function filesOfDataFile(uri: Uri): Uri[] {
	return [uri, ...labelsNamesFor(fileName(uri)).map((name) => Uri.joinPath(uri, '..', name))];
}
