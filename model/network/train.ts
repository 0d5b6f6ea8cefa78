// Makes the built-in network anew: draws what it is trained on, then trains it. Needs Debian's python3-torch.
//
//     npm run train:network
//
// The rows are kept in .cache/training; those that are there already are not drawn again.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const folder = '.cache/training';

/** How many rows of each source, the slowest to draw first. */
const counts = { fonts: 30_000, photos: 24_000, nonDigits: 7000, scans: 6000, validation: 5000, inverted: 10_000 };

/** As many are drawn at a time as a small machine has cores. */
const processes = 2;

const seed = 1;

mkdirSync(folder, { recursive: true });
const waiting = Object.entries(counts).filter(([source]) => !existsSync(rowsOf(source)));
await Promise.all(Array.from({ length: processes }, drawNext));
await run('/usr/bin/python3', ['model/network/train.py', '--rows', folder]);

async function drawNext(): Promise<void> {
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		const [source, count] = next;
		const drawn = `${rowsOf(source)}.part`;
		const script = ['scripts/run.mjs', 'model/network/trainingRows.ts'];
		await run(process.execPath, [...script, source, drawn, String(count), String(seed)]);
		renameSync(drawn, rowsOf(source));
		console.log(`${source}: ${count} rows`);
	}
}

function rowsOf(source: string): string {
	return join(folder, `${source}.bin`);
}

function run(command: string, args: readonly string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: 'inherit' });
		child.on('error', reject);
		child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
	});
}
