import { FileSystemError, FileType, workspace, type FileStat, type Uri } from 'vscode';
import { ProblemError } from '../core/problem.ts';

/** Of a file in any of VS Code's file systems. Rejects with a `ProblemError` of a `FileProblem`. */
export async function statFile(uri: Uri): Promise<FileStat> {
	const stat = await asProblem(workspace.fs.stat(uri));
	if (stat.type & FileType.Directory) {
		throw new ProblemError({ code: 'fileIsFolder' });
	}
	return stat;
}

/** Rejects with a `ProblemError` of a `FileProblem`. */
export async function readFile(uri: Uri): Promise<Uint8Array> {
	return asProblem(workspace.fs.readFile(uri));
}

async function asProblem<Result>(operation: Thenable<Result>): Promise<Result> {
	try {
		return await operation;
	} catch (error) {
		if (error instanceof FileSystemError) {
			throw new ProblemError(
				error.code === 'FileNotFound' ? { code: 'fileNotFound' } : { code: 'fileUnreadable', detail: error.message },
				{ cause: error },
			);
		}
		throw error;
	}
}
