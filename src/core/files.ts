import { ProblemError, type FileProblem } from './problem.ts';

/** By what a file's content is known to be the same as before. */
export interface FileStamp {
	/** Milliseconds since 1970. */
	readonly mtime: number;
	/** In bytes. */
	readonly size: number;
}

/** A picture's file on this machine, which threads can read by themselves: none but they hold its bytes then. */
export interface LocalFile {
	readonly path: string;
	/** The most bytes it may have. */
	readonly limit: number;
	/** Is told what the file was when it was read. */
	onRead?(stamp: FileStamp): void;
}

/** What is at a path, links followed. */
export type FileKind = 'file' | 'folder' | 'other';

/** @param found as Node tells it */
export function kindOf(found: { isFile(): boolean; isDirectory(): boolean }): FileKind {
	return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}

/**
 * Before it is opened: whoever reads a pipe waits for who writes into it.
 * @throws ProblemError `fileIsFolder` or `fileIsSpecial`
 */
export function checkKind(kind: FileKind): void {
	if (kind !== 'file') {
		throw new ProblemError({ code: kind === 'folder' ? 'fileIsFolder' : 'fileIsSpecial' });
	}
}

/** What Node rejects with becomes a `ProblemError` of a `FileProblem`. */
export async function asFileProblem<Result>(operation: Promise<Result>): Promise<Result> {
	try {
		return await operation;
	} catch (error) {
		throw toFileError(error);
	}
}

/** @param error as Node throws it where a file cannot be read */
export function toFileError(error: unknown): ProblemError {
	const { code, message } = error as { readonly code?: string; readonly message: string };
	const problem: FileProblem =
		code === 'ENOENT'
			? { code: 'fileNotFound' }
			: code === 'EISDIR'
				? { code: 'fileIsFolder' }
				: { code: 'fileUnreadable', detail: message };
	return new ProblemError(problem, { cause: error });
}

/**
 * Before it is read, so that a file of gigabytes never comes into memory.
 * @throws ProblemError `fileTooLarge`
 */
export function checkFile({ size }: Pick<FileStamp, 'size'>, limit: number): void {
	if (size > limit) {
		throw new ProblemError({ code: 'fileTooLarge', bytes: size, limit });
	}
}
