import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import type { TestOutcome } from './outcome.ts';

const suites = resolve('test/integration');
const bundles = resolve('.cache/integration');

/**
 * Runs the suites in the extension host of a real VS Code: the desktop one that VSCODE_EXECUTABLE names, the
 * newest one downloaded if `desktop`, else the one of tools/vscodeHost/, in a headless browser. dist/ must be built.
 */
export async function runIntegration(desktop: boolean): Promise<TestOutcome[]> {
	await rm(bundles, { recursive: true, force: true });
	const files = (await readdir(suites)).filter((file) => file.endsWith('.test.ts'));
	await bundle(['index.ts', ...files].map((file) => join(suites, file)));

	const folder = await mkdtemp(join(tmpdir(), 'digit-classifier-integration-'));
	const outcomes = join(folder, 'outcomes.json');
	const executable = process.env['VSCODE_EXECUTABLE'] ?? (desktop ? undefined : await writeLauncher());
	let failure: unknown;
	try {
		await runTests({
			...(executable !== undefined && { vscodeExecutablePath: executable }),
			extensionDevelopmentPath: resolve('.'),
			extensionTestsPath: join(bundles, 'index.mjs'),
			launchArgs: [resolve('test/fixtures/golden'), '--disable-extensions'],
			extensionTestsEnv: { INTEGRATION_OUTCOMES: outcomes },
		}).catch((error: unknown) => {
			failure = error;
		});
		return JSON.parse(await readFile(outcomes, 'utf8')) as TestOutcome[];
	} catch (error) {
		throw failure ?? error;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function bundle(entryPoints: string[]): Promise<void> {
	await build({
		entryPoints,
		outdir: bundles,
		outExtension: { '.js': '.mjs' },
		bundle: true,
		platform: 'node',
		format: 'esm',
		packages: 'external',
		sourcemap: 'inline',
		logLevel: 'warning',
	});
}

/** An executable that stands in for desktop VS Code. */
async function writeLauncher(): Promise<string> {
	await bundle([resolve('tools/vscodeHost/launcher.ts')]);
	const script = join(bundles, 'launcher.mjs');
	const windows = process.platform === 'win32';
	const executable = join(bundles, windows ? 'vscode.cmd' : 'vscode');
	const command = `"${process.execPath}" "${script}"`;
	await writeFile(executable, windows ? `@${command} %*\r\n` : `#!/bin/sh\nexec ${command} "$@"\n`);
	await chmod(executable, 0o755);
	return executable;
}
