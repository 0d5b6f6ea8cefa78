// `npm test` runs every stage, `npm test -- unit e2e` those named; none keeps the others from running.
// `--desktop` takes a downloaded desktop VS Code for the integration stage.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { run } from '../tools/vscodeHost/processes.ts';
import { runIntegration } from '../test/integration/runIntegration.ts';

/** How many tests ended in which way, and what became of those that failed. */
interface Count {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
	readonly failures?: readonly string[];
}

const args = process.argv.slice(2);
const desktop = args.includes('--desktop');

const stages: Readonly<Record<string, () => Promise<Count>>> = {
	types: commands(['typescript/bin/tsc', '-b']),
	lint: commands(['eslint/bin/eslint.js', '.'], ['prettier/bin/prettier.cjs', '--check', '.'], ['knip/bin/knip.js']),
	unit: vitest('vitest.config.ts'),
	integration: integration,
	package: async () => {
		await runNode('scripts/run.mjs', 'scripts/package.ts');
		return { passed: 1, failed: 0, skipped: 0 };
	},
	e2e: vitest('test/e2e/vitest.config.ts'),
};

const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((name) => !(name in stages));
if (unknown.length > 0) {
	console.error(`No such stage: ${unknown.join(', ')}. There are ${Object.keys(stages).join(', ')}.`);
	process.exit(1);
}

const lines: string[] = [];
const failures: string[] = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [name, stage] of Object.entries(stages)) {
	if (wanted.length > 0 && !wanted.includes(name)) {
		continue;
	}
	console.log(`\n── ${name}`);
	const start = performance.now();
	const count = await stage().catch((error: unknown): Count => {
		console.error(error instanceof Error ? error.message : error);
		return { passed: 0, failed: 1, skipped: 0 };
	});
	total.passed += count.passed;
	total.failed += count.failed;
	total.skipped += count.skipped;
	failures.push(...(count.failures ?? []).map((failure) => `${name}: ${failure}`));
	lines.push(`${name.padEnd(12)} ${describe(count)} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}
// Said again here: of a long log often only the end is kept.
if (failures.length > 0) {
	console.log(`\n── failed\n${failures.join('\n')}`);
}
console.log(`\n${lines.join('\n')}\n\n${describe(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function describe({ passed, failed, skipped }: Count): string {
	return `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
}

async function runNode(...command: string[]): Promise<void> {
	await run(process.execPath, command, { stdio: 'inherit' });
}

/** A stage of programs of our dependencies, each a test. */
function commands(...all: [program: string, ...args: string[]][]): () => Promise<Count> {
	return async () => {
		let failed = 0;
		for (const [program, ...programArgs] of all) {
			await runNode(join('node_modules', program), ...programArgs).catch(() => failed++);
		}
		return { passed: all.length - failed, failed, skipped: 0 };
	};
}

/** The part that is read of vitest's JSON report. */
interface VitestReport {
	readonly numPassedTests: number;
	readonly numFailedTests: number;
	readonly numPendingTests: number;
	readonly success: boolean;
	readonly testResults: readonly {
		readonly name: string;
		readonly status: string;
		readonly message: string;
		readonly assertionResults: readonly {
			readonly fullName: string;
			readonly status: string;
			readonly failureMessages: readonly string[];
		}[];
	}[];
}

function vitest(config: string): () => Promise<Count> {
	return async () => {
		const folder = await mkdtemp(join(tmpdir(), 'digit-classifier-report-'));
		const report = join(folder, 'report.json');
		const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
		try {
			await runNode('node_modules/vitest/vitest.mjs', 'run', '--config', config, ...reporters).catch(() => undefined);
			const result = JSON.parse(await readFile(report, 'utf8')) as VitestReport;
			// A file that cannot be loaded fails without a test in it.
			const failed = result.success ? 0 : Math.max(1, result.numFailedTests);
			return {
				passed: result.numPassedTests,
				failed,
				skipped: result.numPendingTests,
				failures: describeFailures(result),
			};
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};
}

function describeFailures({ testResults }: VitestReport): string[] {
	return testResults
		.filter(({ status }) => status === 'failed')
		.flatMap(({ name, message, assertionResults }) => {
			const tests = assertionResults.filter(({ status }) => status === 'failed');
			const file = relative('.', name);
			return tests.length === 0
				? [`${file}: ${message}`]
				: tests.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n')}`);
		})
		.map((failure) => failure.slice(0, 2000));
}

async function integration(): Promise<Count> {
	await runNode(resolve('esbuild.mjs'));
	const outcomes = await runIntegration(desktop);
	const marks = { passed: '✓', failed: '✗', skipped: '-' };
	for (const { title, state, detail } of outcomes) {
		console.log(`${marks[state]} ${title}${detail === undefined ? '' : `\n${detail}`}`);
	}
	const count = (wanted: string): number => outcomes.filter(({ state }) => state === wanted).length;
	const failures = outcomes
		.filter(({ state }) => state === 'failed')
		.map(({ title, detail }) => `${title}\n${detail ?? ''}`);
	return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), failures };
}
