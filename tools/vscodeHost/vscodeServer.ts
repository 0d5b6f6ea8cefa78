import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installVSCode } from './install.ts';
import { killTree, runQuietly } from './processes.ts';

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
	/** User settings, besides those that keep VS Code quiet. */
	readonly settings?: Settings;
	/** Added to the environment of the server and of the extensions; `undefined` takes a variable away. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
	/** Whether VS Code asks before it trusts a folder; default: it trusts all. */
	readonly workspaceTrust?: boolean;
	/** Where extensions are installed; default: a folder with none. */
	readonly extensionsFolder?: string;
	/** Windows take `extensionDevelopmentPath`, and show no notifications. */
	readonly development?: boolean;
	/** Ends by itself some minutes after the last window closed, should nobody have stopped it; default true. */
	readonly endsAlone?: boolean;
}

export interface PageOptions {
	/** Absolute path of the folder to open; default: none. */
	readonly folder?: string;
	/** Absolute path of an extension's source tree to run; for servers with `development`. */
	readonly extensionDevelopmentPath?: string;
	/** Absolute path of a module that exports `run()`, called in the extension host. */
	readonly extensionTestsPath?: string;
}

export interface VSCodeServer {
	/** Where a browser opens a window. */
	readonly url: (page: PageOptions) => string;
	/**
	 * Replaces the settings of this remote machine, at first none; open windows follow. They win over the user's:
	 * what an extension then writes for a setting named here has no effect.
	 */
	readonly writeMachineSettings: (settings: Settings) => Promise<void>;
	/** Ends the server with its extension hosts and removes its data. */
	readonly dispose: () => Promise<void>;
}

const quietSettings: Settings = {
	'chat.disableAIFeatures': true,
	'explorer.compactFolders': false,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'git.enabled': false,
	'security.workspace.trust.banner': 'never',
	'telemetry.telemetryLevel': 'off',
	'update.showReleaseNotes': false,
	'window.menuBarVisibility': 'compact',
	'workbench.enableExperiments': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
};

/** Starts VS Code's server on a free port of this machine, with data of its own in a temporary folder. */
export async function startServer(options: ServerOptions = {}): Promise<VSCodeServer> {
	const { node, serverMain } = await installVSCode();
	const data = await mkdtemp(join(tmpdir(), 'digit-classifier-vscode-'));
	const writeSettings = async (owner: 'User' | 'Machine', settings: Settings): Promise<void> => {
		const folder = join(data, 'data', owner);
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, '\t'));
	};
	await writeSettings('User', { ...quietSettings, ...options.settings });
	await writeSettings('Machine', {});

	const token = randomUUID();
	const args = [
		...['--host', '127.0.0.1', '--port', '0', '--connection-token', token, '--accept-server-license-terms'],
		...['--server-data-dir', data, '--extensions-dir', options.extensionsFolder ?? join(data, 'extensions')],
		...['--telemetry-level', 'off'],
		// Without it windows ignore an extension under development; with it they keep notifications to themselves.
		...(options.development ? ['--enable-smoke-test-driver'] : []),
		...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
		...(options.endsAlone === false ? [] : ['--enable-remote-auto-shutdown']),
	];
	const child = spawn(node, [serverMain, ...args], {
		env: { ...environmentOutsideVSCode(), ...options.environment },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A process group of its own, to be ended as a whole.
		detached: process.platform !== 'win32',
	});
	const kill = (): void => {
		killTree(child);
	};
	process.once('exit', kill);
	const closed = new Promise<void>((resolve) => child.once('close', resolve));
	const dispose = async (): Promise<void> => {
		kill();
		await closed;
		process.off('exit', kill);
		await rm(data, { recursive: true, force: true, maxRetries: 5 });
	};

	const port = await new Promise<string>((resolve, reject) => {
		let printed = '';
		const read = (chunk: Buffer): void => {
			printed += chunk.toString();
			const found = /Extension host agent listening on (\d+)/.exec(printed)?.[1];
			if (found) {
				// Its further output must be read for it to go on, and is nobody's concern.
				child.stdout.off('data', read).resume();
				child.stderr.off('data', read).resume();
				resolve(found);
			}
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('error', reject);
		child.once('close', () => {
			reject(new Error(`VS Code's server did not start: ${printed}`));
		});
	}).catch(async (error: unknown) => {
		await dispose();
		throw error;
	});
	return {
		url: (page) => windowUrl(`127.0.0.1:${port}`, token, page),
		writeMachineSettings: async (settings) => {
			await writeSettings('Machine', settings);
		},
		dispose,
	};
}

/** Installs a packaged extension the way a user does. */
export async function installExtension(vsix: string, extensionsFolder: string): Promise<void> {
	const { node, serverMain } = await installVSCode();
	const data = await mkdtemp(join(tmpdir(), 'digit-classifier-install-'));
	const folders = ['--server-data-dir', data, '--extensions-dir', extensionsFolder];
	try {
		await runQuietly(node, [serverMain, '--install-extension', vsix, ...folders, '--accept-server-license-terms'], {
			env: environmentOutsideVSCode(),
		});
	} finally {
		await rm(data, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** The variables without those that a terminal inside VS Code sets, which would lead this one astray. */
function environmentOutsideVSCode(): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}

function windowUrl(authority: string, token: string, page: PageOptions): string {
	const remote = (path: string): string => `vscode-remote://${authority}${asUriPath(path)}`;
	const payload = [
		...(page.extensionDevelopmentPath
			? [['extensionDevelopmentPath', remote(page.extensionDevelopmentPath)] as const]
			: []),
		...(page.extensionTestsPath ? [['extensionTestsPath', remote(page.extensionTestsPath)] as const] : []),
	];
	const query = new URLSearchParams({
		tkn: token,
		...(page.folder ? { folder: asUriPath(page.folder) } : { ew: 'true' }),
		...(payload.length > 0 && { payload: JSON.stringify(payload) }),
	});
	return `http://${authority}/?${query.toString()}`;
}

/** `C:\a` is `/C:/a` in a URI. */
function asUriPath(path: string): string {
	return path.replaceAll('\\', '/').replace(/^(?=[A-Za-z]:)/, '/');
}
