import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Metafile } from 'esbuild';

export const root = resolve(import.meta.dirname, '../..');

/** How this project is built. */
export const { node, builds } = (await import(pathToFileURL(resolve(root, 'esbuild.mjs')).href)) as {
	readonly node: BuildOptions;
	readonly builds: readonly [BuildOptions, ...BuildOptions[]];
};

/** What Node reads when it loads a file of a build: this file and all that it imports statically. */
export interface Loaded {
	/** The sources that are part of it. */
	readonly sources: readonly string[];
	readonly bytes: number;
}

export function loadedWith(entry: string, { outputs }: Metafile): Loaded {
	const files = new Set([entry]);
	for (const file of files) {
		for (const { path, kind, external } of outputs[file]?.imports ?? []) {
			if (kind !== 'dynamic-import' && !external) {
				files.add(path);
			}
		}
	}
	const loaded = [...files].flatMap((file) => outputs[file] ?? []);
	return {
		sources: loaded.flatMap(({ inputs }) => Object.keys(inputs)),
		bytes: loaded.reduce((sum, { bytes }) => sum + bytes, 0),
	};
}
