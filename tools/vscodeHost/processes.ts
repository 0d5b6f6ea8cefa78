import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';

const windows = process.platform === 'win32';

/** Started by node or npm, whose batch file on Windows only a shell runs. */
function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
	return spawn(command, args, { shell: windows && command.startsWith('np'), ...options });
}

/** Runs a command to its end, its output on stderr: stdout stays the caller's own. Rejects unless it ends with 0. */
export async function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
	const code = await end(start(command, args, { stdio: ['ignore', 2, 2], ...options }));
	if (code !== 0) {
		throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}`);
	}
}

/** Like {@link run}, without the output: that goes into the error, should there be one. */
export async function runQuietly(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<void> {
	const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	}
	const code = await end(child);
	if (code !== 0) {
		throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}:\n${output}`);
	}
}

async function end(child: ChildProcess): Promise<number | string | null> {
	return await new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			resolve(code ?? signal);
		});
	});
}

/** Whether a command of this name is there to be run. */
export function commandExists(command: string): boolean {
	return spawnSync(windows ? 'where' : 'which', [command], { stdio: 'ignore' }).status === 0;
}

/** Ends a process and all that it started; on Unix it must lead a process group (`detached`). */
export function killTree(child: ChildProcess): void {
	if (child.pid === undefined) {
		return;
	}
	if (windows) {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch {
		// It is gone already.
	}
}

/** Resolves at Ctrl+C or another request to end. */
export async function untilInterrupted(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.once(signal, () => {
				resolve();
			});
		}
	});
}
