import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { asFileProblem, checkFile, toFileError } from '../core/files.ts';
import type { DataFile } from '../datasets/dataFile.ts';

/** The most bytes of a picture, as the setting `maximumFileSize` has it by default. */
export const maximumPicture = 25e6;

/** What is at the path, links followed. Rejects with a `ProblemError` of a `FileProblem`. */
export async function statPath(path: string) {
	return asFileProblem(stat(path));
}

/** Rejects with a `ProblemError` of a `FileProblem`. */
export async function readBytes(path: string): Promise<Uint8Array> {
	return asFileProblem(readFile(path));
}

/** The bytes of a picture. Rejects with a `ProblemError` of a `FileProblem`. */
export async function readPicture(path: string): Promise<Uint8Array> {
	checkFile(await statPath(path), maximumPicture);
	return readBytes(path);
}

/** A file of this machine, read bit by bit. */
export function nodeDataFile(path: string): DataFile {
	return {
		name: basename(path),
		id: path,
		async *read() {
			try {
				for await (const piece of createReadStream(path)) {
					yield piece as Uint8Array;
				}
			} catch (error) {
				throw toFileError(error);
			}
		},
	};
}
