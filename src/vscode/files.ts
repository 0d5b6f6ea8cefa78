import { FileSystemError, FileType, workspace, type FileStat, type Uri } from 'vscode';
import { ProblemError } from '../core/problem.ts';
import { memoryScheme } from './memoryFiles.ts';

/** Of a file in any of VS Code's file systems. Rejects with a `ProblemError` of a `FileProblem`. */
export async function statFile(uri: Uri): Promise<FileStat> {
	const stat = await asProblem(uri, workspace.fs.stat(uri));
	if (stat.type & FileType.Directory) {
		throw new ProblemError({ code: 'fileIsFolder' });
	}
	return stat;
}

/** Rejects with a `ProblemError` of a `FileProblem`. */
export async function readFile(uri: Uri): Promise<Uint8Array> {
	return asProblem(uri, workspace.fs.readFile(uri));
}

/** The path of the workspace's first folder, or of that of the name, if it is on this machine. */
export function workspaceFolder(name?: string): string | undefined {
	const folder = workspace.workspaceFolders?.find((folder) => name === undefined || folder.name === name);
	return folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined;
}

/** Rejects with a `ProblemError` of a `FileProblem`. */
export async function asProblem<Result>({ scheme }: Uri, operation: Thenable<Result>): Promise<Result> {
	try {
		return await operation;
	} catch (error) {
		if (error instanceof FileSystemError) {
			throw new ProblemError(
				error.code === 'FileNotFound'
					? { code: scheme === memoryScheme ? 'pictureNotKept' : 'fileNotFound' }
					: { code: 'fileUnreadable', detail: error.message },
				{ cause: error },
			);
		}
		throw error;
	}
}
