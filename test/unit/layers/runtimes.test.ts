import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { layerOf } from './findBreaches.ts';
import { layers, type Runtime } from './layers.ts';

const root = resolve(import.meta.dirname, '../../..');
const runtimes = ['any', 'node', 'vscode', 'webview'] as const satisfies readonly Runtime[];

function readProject(runtime: Runtime): ts.ParsedCommandLine {
	const path = join(root, 'tsconfig', `${runtime}.json`);
	const { config } = ts.readConfigFile(path, ts.sys.readFile) as { config: unknown };
	return ts.parseJsonConfigFileContent(config, ts.sys, join(root, 'tsconfig'), undefined, path);
}

test('every file of src/ is checked with the types of its runtime alone, or with fewer', () => {
	const projects = runtimes.map((runtime) => ({
		runtime,
		files: new Set(readProject(runtime).fileNames.map((file) => relative(root, file).replaceAll('\\', '/'))),
	}));
	const checked = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
		.map((name) => `src/${name.replaceAll('\\', '/')}`)
		.map((path) => ({
			path,
			own: layerOf(path)?.runtime,
			found: projects.filter(({ files }) => files.has(path)).map(({ runtime }) => runtime),
		}));
	expect(checked.length).toBeGreaterThan(100);
	expect(
		checked.filter(
			({ own, found }) =>
				!found.some((runtime) => runtime === own) || found.some((runtime) => runtime !== own && runtime !== 'any'),
		),
	).toEqual([]);
});

/** The messages about a file of this text in a layer, which is nowhere on the disk. */
function check(layer: string, text: string): string[] {
	const project = readProject(layers[layer]?.runtime ?? 'any');
	const planted = join(root, 'src', layer, 'planted.ts').replaceAll('\\', '/');
	const host = ts.createCompilerHost(project.options);
	const { getSourceFile, fileExists } = host;
	host.fileExists = (path) => path === planted || fileExists(path);
	host.getSourceFile = (path, target, ...rest) =>
		path === planted ? ts.createSourceFile(path, text, target) : getSourceFile(path, target, ...rest);
	const ambient = project.fileNames.filter((path) => path.endsWith('.d.ts'));
	const program = ts.createProgram([...ambient, planted], project.options, host);
	const file = program.getSourceFile(planted);
	return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) =>
		ts.flattenDiagnosticMessageText(messageText, ' '),
	);
}

describe('an API of another runtime is not known', () => {
	test.each([
		['core', `export const text = Buffer.from('digit');`, 'Buffer'],
		['core', `export const text = (bytes: Buffer) => bytes.length;`, 'Buffer'],
		['core', `export { readFile } from 'node:fs';`, 'node:fs'],
		['core', `export const home = process.env;`, 'process'],
		['preprocessing', `export const canvas = document.createElement('canvas');`, 'document'],
		['models', `export const file = async () => fetch('model');`, 'fetch'],
		['app', `export const ended = setTimeout(() => undefined, 1).unref();`, 'unref'],
		['codecs', `export const canvas = new OffscreenCanvas(1, 1);`, 'OffscreenCanvas'],
		['webview', `export const text = Buffer.from('digit');`, 'Buffer'],
		['vscode', `export const body = document.body;`, 'document'],
	])('in %s: %s', (layer, text, name) => {
		expect(check(layer, text)).toEqual([expect.stringContaining(name)]);
	});

	test('where its own are', () => {
		expect(check('core', `export const aborted = (signal: AbortSignal) => signal.aborted;`)).toEqual([]);
		expect(check('webview', `export const body = document.body;`)).toEqual([]);
	});
});
