import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProblemError } from '../../core/problem.ts';

/** The folder of the workspace, of the name if it has several; undefined where there is none on this machine. */
export type WorkspaceFolder = (name?: string) => string | undefined;

/**
 * The absolute path that the setting's text stands for: `~/`, `file://`, `${workspaceFolder}`, `${userHome}` and
 * `${env:NAME}`, quotes around it, and what is relative to the workspace.
 * @throws ProblemError `modelPath`
 */
export function resolveModelPath(text: string, workspaceFolder: WorkspaceFolder): string {
	const refuse = (reason: 's3' | 'url' | 'variable' | 'relative') =>
		new ProblemError({ code: 'modelPath', path: text, reason });
	const unquoted = text
		.trim()
		.replace(/^(["'])(.*)\1$/, '$2')
		.trim();
	const path = unquoted.replace(/\$\{([^}]*)\}/g, (_, variable: string) => {
		const value = valueOf(variable, workspaceFolder);
		if (value === undefined) {
			throw refuse('variable');
		}
		return value;
	});
	if (/^s3:/i.test(path)) {
		throw refuse('s3');
	}
	if (/^file:/i.test(path) && URL.canParse(path)) {
		const url = new URL(path);
		if (url.host !== '' && url.host !== 'localhost' && process.platform !== 'win32') {
			throw refuse('url');
		}
		try {
			return fileURLToPath(url.host === 'localhost' ? new URL(url.pathname, 'file:///') : url);
		} catch {
			// Such as a `%` that encodes nothing.
			throw refuse('url');
		}
	}
	if (/^[a-z][a-z\d+.-]+:/i.test(path)) {
		throw refuse('url');
	}
	if (/^~(?=$|[/\\])/.test(path)) {
		return homedir() + path.slice(1);
	}
	if (isAbsolute(path)) {
		return path;
	}
	const folder = workspaceFolder();
	if (folder === undefined) {
		throw refuse('relative');
	}
	return join(folder, path);
}

/** The variables of VS Code's settings that mean something here. */
function valueOf(variable: string, workspaceFolder: WorkspaceFolder): string | undefined {
	const [name, argument] = variable.split(/:([^]*)/);
	if (name === 'workspaceFolder') {
		return workspaceFolder(argument);
	}
	return name === 'userHome' ? homedir() : name === 'env' ? process.env[argument ?? ''] : undefined;
}
