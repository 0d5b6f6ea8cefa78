// Builds the extension into dist/. `--watch` rebuilds on every change; `--production` minifies, and writes what
// went into which file to .cache/metafile.json.
// `--lambda` builds the service's Lambda instead, into .cache/lambda/, where infra/template.yaml takes it.
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');

/** For whatever runs on Node: the extension, and the scripts that scripts/run.mjs starts. */
export const node = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'esm',
	mainFields: ['module', 'main'],
	loader: { '.wasm': 'binary' },
	// The AWS SDK's dependencies call require() for Node's own modules; an ES module has none.
	banner: {
		js: "import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);",
	},
	sourcemap: true,
	logLevel: 'warning',
};

/**
 * What the package contains.
 * @type {esbuild.BuildOptions[]}
 */
export const builds = [
	{
		...node,
		entryPoints: { extension: 'src/extension.ts', imageWorker: 'src/imageWorker/worker.ts' },
		external: ['vscode'],
		// What activation does not need becomes a chunk of its own, loaded by `await import(…)`.
		splitting: true,
		chunkNames: 'chunks/[name]-[hash]',
		outdir: 'dist',
	},
	{
		bundle: true,
		platform: 'browser',
		target: 'es2022',
		format: 'iife',
		entryPoints: { panel: 'src/webview/classify/panel.ts' },
		outdir: 'dist/webview',
		sourcemap: true,
		logLevel: 'warning',
	},
];

/** @type {esbuild.BuildOptions} */
export const lambda = {
	...node,
	target: 'node22',
	entryPoints: ['src/lambda/index.ts'],
	outfile: '.cache/lambda/index.mjs',
	// Lists endpoints, for the picker; the Lambda never gets there.
	external: ['@aws-sdk/client-sagemaker'],
	minify: true,
	sourcemap: false,
};

if (process.argv[1] === import.meta.filename) {
	const options = builds.map((build) => ({
		...build,
		minify: production,
		sourcemap: !production,
		metafile: production,
	}));
	if (process.argv.includes('--lambda')) {
		await esbuild.build(lambda);
	} else if (process.argv.includes('--watch')) {
		for (const build of options) {
			await (await esbuild.context({ ...build, logLevel: 'info' })).watch();
		}
	} else {
		const { mkdirSync, rmSync, writeFileSync } = await import('node:fs');
		rmSync('dist', { recursive: true, force: true });
		const results = await Promise.all(options.map((build) => esbuild.build(build)));
		if (production) {
			const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
			mkdirSync('.cache', { recursive: true });
			writeFileSync('.cache/metafile.json', JSON.stringify({ outputs }));
		}
	}
}
