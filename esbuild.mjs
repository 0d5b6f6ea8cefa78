// Builds the extension into dist/. `--watch` rebuilds on every change; `--production` minifies, and writes what
// went into which file to .cache/metafile.json.
// `--lambda` builds the service's Lambda instead, into .cache/lambda/, where infra/template.yaml takes it;
// `--evaluate` the command line, into dist/evaluate.mjs, beside what is there.
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');

/**
 * The source of a module whose default export is the bytes of a file. They stand in it compressed, since base64 alone
 * leaves little for the package's zip to compress; what is not published need not be as small as it can be.
 * @param {string} path
 */
export async function bytesModule(path) {
	const bytes = await readFile(path);
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: production ? constants.BROTLI_MAX_QUALITY : constants.BROTLI_MIN_QUALITY,
		[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
	};
	return `import { brotliDecompressSync } from 'node:zlib';
		export default new Uint8Array(brotliDecompressSync(Buffer.from('${brotliCompressSync(bytes, { params }).toString('base64')}', 'base64')));`;
}

/** The files that are imported as bytes. */
export const bytesFiles = /\.(wasm|safetensors)$/;

/** @type {esbuild.Plugin} */
const bytes = {
	name: 'bytes',
	setup: ({ onLoad }) => {
		onLoad({ filter: bytesFiles }, async ({ path }) => ({ contents: await bytesModule(path) }));
	},
};

/**
 * Leaves out of the AWS SDK what it has for operations and credentials that nobody asks for. Its tables of operations
 * have computed keys, which esbuild must take for an effect; each of its dynamic imports, used or not, would be a
 * chunk, of kilobytes that load as fast in one; of its package.json files the version alone is read; and answers that
 * are streams of events have none of ours.
 * @type {esbuild.Plugin}
 */
const slimSdk = {
	name: 'slim-sdk',
	setup: ({ onLoad }) => {
		onLoad({ filter: /event-streams[\\/]index\.js$/ }, () => ({
			contents: `export const eventStreamSerdeProvider = () => undefined;
				export const resolveEventStreamSerdeConfig = (config) => config;`,
		}));
		onLoad({ filter: /node_modules[\\/]@aws-sdk[\\/].*package\.json$/ }, async ({ path }) => {
			const { version } = JSON.parse(await readFile(path, 'utf8'));
			return { contents: JSON.stringify({ version }), loader: 'json' };
		});
		onLoad({ filter: /node_modules[\\/]@(aws-sdk|smithy)[\\/].*\.js$/ }, async ({ path }) => {
			const source = await readFile(path, 'utf8');
			const imports = new Map();
			const contents = source
				.replace(/^((?:export )?var \S+ = )(\[.*?\]);$/gms, '$1/* @__PURE__ */ (() => $2)();')
				.replace(/\bimport\(("(?!node:).*?")\)/g, (_, module) => {
					const name = imports.get(module) ?? `imported${imports.size}`;
					imports.set(module, name);
					return `Promise.resolve(${name})`;
				});
			const statements = [...imports].map(([module, name]) => `import * as ${name} from ${module};\n`);
			return { contents: statements.join('') + contents };
		});
	},
};

const requireHere =
	"import { createRequire as createRequireHere } from 'node:module'; const require = createRequireHere(import.meta.url);";

/** For whatever runs on Node: the extension, and the scripts that scripts/run.mjs starts. */
export const node = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'esm',
	mainFields: ['module', 'main'],
	plugins: [bytes, slimSdk],
	// The AWS SDK's dependencies call require() for Node's own modules; an ES module has none.
	banner: { js: requireHere },
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
		entryPoints: {
			extension: 'src/extension.ts',
			worker: 'src/worker.ts',
		},
		external: ['vscode'],
		// What activation does not need becomes a chunk of its own, loaded by `await import(…)`.
		splitting: true,
		chunkNames: '[hash]',
		outdir: 'dist',
	},
	{
		bundle: true,
		platform: 'browser',
		target: 'es2022',
		format: 'iife',
		entryPoints: {
			panel: 'src/webview/classify/panel.ts',
			dataset: 'src/webview/dataset/dataset.ts',
			evaluation: 'src/webview/evaluation/evaluation.ts',
		},
		outdir: 'dist/webview',
		sourcemap: true,
		logLevel: 'warning',
	},
];

/** @type {esbuild.BuildOptions} */
export const lambda = {
	...node,
	target: 'node24',
	entryPoints: ['src/lambda/index.ts'],
	outfile: '.cache/lambda/index.mjs',
	// Answers of asynchronous endpoints, lists of endpoints for the picker, and jobs; the Lambda never gets there.
	external: ['@aws-sdk/client-s3', '@aws-sdk/client-sagemaker', '*/createJobs.ts'],
	minify: true,
	sourcemap: false,
};

/**
 * The command line as one file.
 * @type {esbuild.BuildOptions}
 */
export const evaluate = {
	...node,
	entryPoints: ['scripts/evaluate.ts'],
	outfile: 'dist/evaluate.mjs',
	// Starts jobs, which an evaluation never does.
	external: ['*/createJobs.ts'],
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
		// The AWS CLI packs it with its time, and the same code is to make the same archive. Zip knows no time before 1980.
		const time = new Date('2000-01-01T00:00:00Z');
		await utimes(lambda.outfile, time, time);
	} else if (process.argv.includes('--evaluate')) {
		await esbuild.build(evaluate);
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
			await Promise.all(
				Object.keys(outputs)
					.filter((path) => path.endsWith('.js'))
					.map(minifyAgain),
			);
		}
	}
}

/**
 * esbuild goes over the code once; Terser takes another twentieth of the package's code off. Of a hundred files few
 * need what each begins with.
 * @param {string} path
 */
async function minifyAgain(path) {
	const { minify } = await import('terser');
	const options = { module: true, ecma: 2020, compress: { passes: 2 } };
	const whole = await readFile(path, 'utf8');
	const withoutBanner = whole.replace(requireHere, '');
	const { code } = await minify(/\brequire\b/.test(withoutBanner) ? whole : withoutBanner, options);
	await writeFile(path, code);
}
