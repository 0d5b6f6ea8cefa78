import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { run } from '../test/host/processes.ts';

/** Builds for production and packs NAME-VERSION.vsix in the project's folder; answers its path. */
export async function packageExtension(): Promise<string> {
	const { name, version } = JSON.parse(await readFile('package.json', 'utf8')) as { name: string; version: string };
	const vsix = resolve(`${name}-${version}.vsix`);
	await run(process.execPath, ['esbuild.mjs', '--production']);
	await createVSIX({ cwd: process.cwd(), packagePath: vsix, dependencies: false, allowMissingRepository: true });
	return vsix;
}
