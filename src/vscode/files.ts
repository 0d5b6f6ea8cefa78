import { readFile as readLocal, stat as statLocal } from 'node:fs/promises';
import { FileSystemError, FileType, workspace, type Uri } from 'vscode';
import { asFileProblem, checkKind, kindOf, type FileKind, type FileStamp } from '../core/files.ts';
import { ProblemError } from '../core/problem.ts';
import { memoryScheme } from './memoryFiles.ts';

/** Whether Node can reach it as well: VS Code asks the window before each access, which is busy with the panel. */
export function isLocal({ scheme }: Uri): boolean {
	return scheme === 'file';
}

/** Of a file in any of VS Code's file systems. Rejects with a `ProblemError` of a `FileProblem`. */
export async function statFile(uri: Uri): Promise<FileStamp> {
	const { kind, mtime, size } = await stat(uri);
	checkKind(kind);
	return { mtime, size };
}

/** Whether it is a folder. Rejects with a `ProblemError` of a `FileProblem`. */
export async function isFolder(uri: Uri): Promise<boolean> {
	return (await stat(uri)).kind === 'folder';
}

async function stat(uri: Uri): Promise<FileStamp & { readonly kind: FileKind }> {
	if (isLocal(uri)) {
		const found = await asFileProblem(statLocal(uri.fsPath));
		return { mtime: found.mtime.getTime(), size: found.size, kind: kindOf(found) };
	}
	const { mtime, size, type } = await asProblem(uri, workspace.fs.stat(uri));
	return { mtime, size, kind: type & FileType.Directory ? 'folder' : 'file' };
}

/** Rejects with a `ProblemError` of a `FileProblem`. */
export async function readFile(uri: Uri): Promise<Uint8Array> {
	if (!isLocal(uri)) {
		return asProblem(uri, workspace.fs.readFile(uri));
	}
	await statFile(uri);
	return asFileProblem(readLocal(uri.fsPath));
}

/** The path of the workspace's first folder, or of that of the name, if it is on this machine. */
export function workspaceFolder(name?: string): string | undefined {
	const folder = workspace.workspaceFolders?.find((folder) => name === undefined || folder.name === name);
	return folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined;
}

/** Those of the workspace that are on this machine. */
export function openLocalFolders(): Uri[] {
	return (workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(isLocal);
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
