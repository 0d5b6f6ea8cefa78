import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runQuietly } from './processes.ts';
import { installExtension } from './vscodeServer.ts';

export interface PackagedExtension {
	/** Path of the package. */
	readonly vsix: string;
	/** Where it is installed, alone. */
	readonly extensionsFolder: string;
	/** Removes the folder. */
	readonly dispose: () => Promise<void>;
}

/** Where `npm run package` puts the package. */
export async function packagePath(): Promise<string> {
	const { name, version } = JSON.parse(await readFile('package.json', 'utf8')) as { name: string; version: string };
	return resolve(`${name}-${version}.vsix`);
}

/** Packages the extension and installs it as a user does, in a temporary folder. */
export async function installPackaged(): Promise<PackagedExtension> {
	await runQuietly(process.execPath, ['scripts/run.mjs', 'scripts/package.ts']);
	const vsix = await packagePath();
	const extensionsFolder = await mkdtemp(join(tmpdir(), 'digit-classifier-extensions-'));
	const dispose = async (): Promise<void> => {
		await rm(extensionsFolder, { recursive: true, force: true, maxRetries: 5 });
	};
	await installExtension(vsix, extensionsFolder).catch(async (error: unknown) => {
		await dispose();
		throw error;
	});
	return { vsix, extensionsFolder, dispose };
}
