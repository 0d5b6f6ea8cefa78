import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** Where rows are kept; those that are there already are not drawn again. */
export const rowsFolder = '.cache/training';

/** One more than cores, since each waits now and then for what sharp draws. */
const processes = availableParallelism() + 1;

const seed = 1;

/** The file of a source's rows. */
export function rowsOf(source: string): string {
	return join(rowsFolder, `${source}.bin`);
}

/** Draws so many rows of each source, the slowest first: `script` is called with SOURCE FILE COUNT SEED. */
export async function drawRows(script: string, counts: Readonly<Record<string, number>>): Promise<void> {
	mkdirSync(rowsFolder, { recursive: true });
	const waiting = Object.entries(counts).filter(([source]) => !existsSync(rowsOf(source)));
	const drawNext = async (): Promise<void> => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [source, count] = next;
			const drawn = `${rowsOf(source)}.part`;
			await run(process.execPath, ['scripts/run.mjs', script, source, drawn, String(count), String(seed)]);
			renameSync(drawn, rowsOf(source));
			console.log(`${source}: ${count} rows`);
		}
	};
	await Promise.all(Array.from({ length: processes }, drawNext));
}

/** A program to its end, on this terminal. Rejects where it fails. */
export function run(command: string, args: readonly string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: 'inherit' });
		child.on('error', reject);
		child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
	});
}
