// `node scripts/run.mjs FILE.ts […arguments]` runs a TypeScript file of this project, from a fresh clone on:
// installs the dependencies where package-lock.json asks for others than are there, bundles, and starts it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
process.chdir(root);

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
		// stdout belongs to the script.
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32',
	});
	if (status !== 0) {
		process.exit(status ?? 1);
	}
}

const [entry, ...args] = process.argv.slice(2);
const { build } = await import('esbuild');
const { node } = await import('../esbuild.mjs');
const outfile = resolve('.cache/run', `${basename(entry, '.ts')}.mjs`);
mkdirSync('.cache/run', { recursive: true });
// Our own dependencies stay where they are, so that only our sources are bundled.
const { outputFiles } = await build({
	...node,
	sourcemap: 'inline',
	entryPoints: [entry],
	outfile,
	packages: 'external',
	plugins: [wasmInside(), ...node.plugins],
	write: false,
});
// In one step, since the same script may be starting elsewhere at the same time.
writeFileSync(`${outfile}.${process.pid}`, outputFiles[0].contents);
renameSync(`${outfile}.${process.pid}`, outfile);
process.setSourceMapsEnabled(true);
process.argv.splice(1, process.argv.length - 1, outfile, ...args);
await import(pathToFileURL(outfile).href);

/** Takes .wasm of packages into the bundle although packages stay outside: Node 20 cannot import it. */
function wasmInside() {
	return {
		name: 'wasm-inside',
		setup: ({ onResolve }) => {
			onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: resolve('node_modules', path) }));
		},
	};
}
