import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';

export interface AwsHome {
	/** The home folder. */
	readonly path: string;
	/** Writes a file of the home folder. */
	write(name: string, text: string): string;
}

/** An empty home folder and an environment without AWS in it, for each test of the file. */
export function useAwsHome(): AwsHome {
	let path = '';
	beforeEach(() => {
		path = mkdtempSync(join(tmpdir(), 'digit-classifier-'));
		for (const name of Object.keys(process.env).filter((name) => name.startsWith('AWS_'))) {
			vi.stubEnv(name, undefined);
		}
		vi.stubEnv('HOME', path);
		vi.stubEnv('USERPROFILE', path);
		vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
	});
	afterEach(() => {
		vi.unstubAllEnvs();
		rmSync(path, { recursive: true, force: true });
	});
	return {
		get path() {
			return path;
		},
		write(name, text) {
			const file = join(path, name);
			mkdirSync(join(file, '..'), { recursive: true });
			writeFileSync(file, text);
			return file;
		},
	};
}
