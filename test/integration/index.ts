import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Mocha from 'mocha';
import type { TestOutcome } from './outcome.ts';

/** VS Code calls this in its extension host; the suites lie beside, bundled. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ timeout: 120_000 });
	for (const file of (await readdir(import.meta.dirname)).sort()) {
		if (file.endsWith('.test.mjs')) {
			mocha.addFile(join(import.meta.dirname, file));
		}
	}
	const outcomes: TestOutcome[] = [];
	try {
		await mocha.loadFilesAsync();
		await new Promise<void>((resolve) => {
			mocha
				.run(() => {
					resolve();
				})
				.on('pass', (test) => outcomes.push({ title: test.fullTitle(), state: 'passed' }))
				.on('pending', (test) => outcomes.push({ title: test.fullTitle(), state: 'skipped' }))
				.on('fail', (test, error: Error) =>
					outcomes.push({ title: test.fullTitle(), state: 'failed', detail: error.stack ?? error.message }),
				);
		});
	} catch (error) {
		outcomes.push({ title: 'load the suites', state: 'failed', detail: String(error) });
	}
	await writeOutcomes(outcomes);
	if (outcomes.some(({ state }) => state === 'failed')) {
		throw new Error('Tests failed');
	}
}

/** Appears whole: the runner waits for it. */
async function writeOutcomes(outcomes: readonly TestOutcome[]): Promise<void> {
	const path = process.env['INTEGRATION_OUTCOMES'];
	if (!path) {
		throw new Error('INTEGRATION_OUTCOMES is not set');
	}
	await writeFile(`${path}.partial`, JSON.stringify(outcomes));
	await rename(`${path}.partial`, path);
}
