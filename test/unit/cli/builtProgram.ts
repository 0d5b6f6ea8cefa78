import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

const { evaluate } = (await import(pathToFileURL(resolve('esbuild.mjs')).href)) as { readonly evaluate: BuildOptions };

/** The command line as one file, in a home folder of its own, for the tests of the file. */
export function useBuiltProgram() {
	const home = mkdtempSync(join(tmpdir(), 'digit-classifier-'));
	const program = join(home, 'evaluate.mjs');
	beforeAll(async () => {
		await build({ ...evaluate, outfile: program });
	});
	afterAll(() => rmSync(home, { recursive: true }));

	/** Runs it on Node alone, away from the project. */
	async function run(args: readonly string[], environment: Record<string, string> = {}) {
		return new Promise<{ readonly code: number; readonly out: string; readonly notes: string }>((done) => {
			const env = { ...environment, PATH: process.env.PATH ?? '', HOME: home };
			execFile(process.execPath, [program, ...args], { cwd: home, env }, (error, out, notes) => {
				done({ code: error ? Number(error.code) : 0, out, notes });
			});
		});
	}

	return { home, program, run };
}
