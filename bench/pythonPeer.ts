import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A Python program that does others' work to compare with: a line in, a line out. */
export interface PythonPeer {
	ask(line: string): Promise<string>;
	end(): Promise<void>;
}

/** Started once it has said that it is ready; undefined where it ends before, since what it needs is not installed. */
export async function startPythonPeer(
	script: string,
	args: readonly string[],
	environment: NodeJS.ProcessEnv = {},
): Promise<PythonPeer | undefined> {
	const python = spawn('/usr/bin/python3', [script, ...args], {
		stdio: ['pipe', 'pipe', 'ignore'],
		env: { ...process.env, ...environment },
	});
	const ended = once(python, 'close').catch(() => undefined);
	python.on('error', () => undefined);
	python.stdin.on('error', () => undefined);
	const lines = createInterface(python.stdout)[Symbol.asyncIterator]();
	if ((await lines.next()).done === true) {
		return undefined;
	}
	return {
		async ask(line) {
			python.stdin.write(`${line}\n`);
			const { done, value } = await lines.next();
			if (done === true) {
				throw new Error(`${script} ended without an answer to: ${line}`);
			}
			return value;
		},
		async end() {
			python.stdin.end();
			await ended;
		},
	};
}
