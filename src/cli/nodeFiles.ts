import { createReadStream, type Dirent } from 'node:fs';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { ProblemError, type FileProblem } from '../core/problem.ts';
import type { DataFile } from '../datasets/dataFile.ts';
import type { FolderEntry, Folders } from '../datasets/walkFolder.ts';

/** The most bytes of a picture, as the setting `maximumFileSize` has it by default. */
const maximumPicture = 25e6;

/** What is at the path, links followed. Rejects with a `ProblemError` of a `FileProblem`. */
export async function statPath(path: string) {
	return asProblem(stat(path));
}

/** Rejects with a `ProblemError` of a `FileProblem`. */
export async function readBytes(path: string): Promise<Uint8Array> {
	return asProblem(readFile(path));
}

/** The bytes of a picture. Rejects with a `ProblemError` of a `FileProblem`. */
export async function readPicture(path: string): Promise<Uint8Array> {
	const bytes = await readBytes(path);
	if (bytes.length > maximumPicture) {
		throw new ProblemError({ code: 'fileTooLarge', bytes: bytes.length, limit: maximumPicture });
	}
	return bytes;
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

/** The folders of this machine. */
export const nodeFolders: Folders = {
	async list(id) {
		const entries = await asProblem(readdir(id, { withFileTypes: true }));
		return Promise.all(entries.map(async (entry) => toEntry(id, entry)));
	},
	join,
	async resolve(id) {
		try {
			return (await realpath(id)).replaceAll(sep, '/');
		} catch {
			return undefined;
		}
	},
};

async function toEntry(folder: string, entry: Dirent): Promise<FolderEntry> {
	const isLink = entry.isSymbolicLink();
	// A link that leads nowhere is nothing that could be read.
	const target = isLink ? await stat(join(folder, entry.name)).catch(() => undefined) : entry;
	const type = target?.isFile() ? 'file' : target?.isDirectory() ? 'folder' : 'other';
	return { name: entry.name, type, isLink };
}

async function asProblem<Result>(operation: Promise<Result>): Promise<Result> {
	try {
		return await operation;
	} catch (error) {
		throw toFileError(error);
	}
}

function toFileError(error: unknown): ProblemError {
	const { code, message } = error as NodeJS.ErrnoException;
	const problem: FileProblem =
		code === 'ENOENT'
			? { code: 'fileNotFound' }
			: code === 'EISDIR'
				? { code: 'fileIsFolder' }
				: { code: 'fileUnreadable', detail: message };
	return new ProblemError(problem, { cause: error });
}
