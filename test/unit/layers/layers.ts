/**
 * The ambient APIs that a layer may use, each a tsconfig of its name: `any` has those that Node, browsers and web
 * workers have in common, and of these the few of src/core/runtime.d.ts alone.
 */
export type Runtime = 'any' | 'node' | 'vscode' | 'webview';

export interface Layer {
	readonly runtime: Runtime;
	/** The other layers it may import, or files of them. */
	readonly layers: readonly string[];
	/** The layers of which it may import types, besides. */
	readonly types?: readonly string[];
	/** The packages, and Node's own modules, it may import; `*` stands for any name in a scope or of Node. */
	readonly packages: readonly string[];
}

/** What each folder of src/ may import besides itself, dynamically too. */
export const layers: Readonly<Record<string, Layer>> = {
	core: { runtime: 'any', layers: [], packages: [] },
	preprocessing: { runtime: 'any', layers: ['core'], packages: [] },
	models: { runtime: 'any', layers: ['core'], packages: [] },
	evaluation: { runtime: 'any', layers: ['core'], packages: [] },
	app: { runtime: 'any', layers: ['core', 'evaluation'], packages: [] },
	presentation: { runtime: 'any', layers: ['core', 'evaluation'], types: ['app'], packages: [] },
	datasets: {
		runtime: 'node',
		layers: ['core'],
		packages: ['node:fs', 'node:fs/promises', 'node:path', 'node:stream', 'node:zlib'],
	},
	codecs: { runtime: 'node', layers: ['core'], packages: ['@cwasm/*', '@jsquash/avif/*', 'jpeg-js', 'node:zlib'] },
	imageWorker: {
		runtime: 'node',
		layers: ['core', 'codecs', 'preprocessing', 'models'],
		packages: ['node:fs', 'node:fs/promises', 'node:os', 'node:worker_threads'],
	},
	modelWorker: {
		runtime: 'node',
		layers: ['core', 'models', 'imageWorker/queue.ts'],
		packages: ['node:worker_threads'],
	},
	network: {
		runtime: 'node',
		layers: ['core'],
		packages: ['agent-base', 'http-proxy-agent', 'https-proxy-agent', 'proxy-from-env', 'node:*'],
	},
	aws: { runtime: 'node', layers: ['core', 'network'], packages: ['@aws-sdk/*', '@smithy/*', 'node:*'] },
	endpoints: {
		runtime: 'node',
		layers: ['core', 'codecs', 'models', 'network', 'aws'],
		packages: ['@cfworker/json-schema', 'node:*'],
	},
	lambda: {
		runtime: 'node',
		layers: ['core', 'imageWorker', 'endpoints', 'aws', 'app'],
		packages: ['busboy', 'node:*'],
	},
	cli: {
		runtime: 'node',
		layers: ['core', 'imageWorker', 'modelWorker', 'endpoints', 'aws', 'datasets', 'evaluation', 'app', 'presentation'],
		types: ['models'],
		packages: ['node:*'],
	},
	webview: { runtime: 'webview', layers: [], types: ['presentation'], packages: [] },
	vscode: {
		runtime: 'vscode',
		layers: [
			'core',
			'codecs',
			'imageWorker',
			'endpoints',
			'aws',
			'datasets',
			'evaluation',
			'app',
			'presentation',
			'webview/shared/rpc.ts',
		],
		types: ['webview'],
		packages: ['vscode', 'node:*'],
	},
};

/** The files that stand in src/ itself: what puts the layers together. */
export const compositionRoots: Readonly<Record<string, Layer>> = {
	'extension.ts': { runtime: 'vscode', layers: Object.keys(layers), packages: ['vscode'] },
	'worker.ts': { runtime: 'node', layers: ['imageWorker', 'modelWorker'], packages: [] },
};
