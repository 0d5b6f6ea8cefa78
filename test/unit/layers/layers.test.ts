import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findBreaches, resolveImport } from './findBreaches.ts';
import { findCycles } from './findCycles.ts';
import { importsOf } from './importsOf.ts';

const root = resolve(import.meta.dirname, '../../..');
const files = new Map(
	readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
		.map((name) => join('src', name).replaceAll('\\', '/'))
		.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
		.map((path) => [path, readFileSync(join(root, path), 'utf8')]),
);

test('no file imports what its layer may not', () => {
	expect(files.size).toBeGreaterThan(100);
	expect([...files].flatMap(([path, text]) => findBreaches(path, text))).toEqual([]);
});

test.each([
	['core', `export const aws = await import('../aws/index.ts');`],
	['core', `import { toProblem } from './problem.ts'; export * from '../preprocessing/plane.ts';`],
	['core', `export type Aws = import('../aws/index.ts').Aws;`],
	['core', `import type { Aws } from '../aws/index.ts';`],
	['core', `import { readFileSync } from 'node:fs';`],
	['core', `import { readFileSync } from 'fs';`],
	['core', `/// <reference types="node" />`],
	['core', `export { useAwsHome } from '../../test/unit/aws/awsHome.ts';`],
	['core', `import manifest from '../../package.json';`],
	['core', `export const load = (name: string) => import(name);`],
	['core', 'export const load = (name: string) => import(`../${name}/index.ts`);'],
	['core', `import aws = require('../aws/index.ts');`],
	['core', `const { sign } = require('../aws/sign.ts');`],
	['app', `import sharp from 'sharp';`],
	['app', `export const decode = async () => import('../codecs/decodeImage.ts');`],
	['app', `import { activate } from '../extension.ts';`],
	['preprocessing', `import { openPng } from '../codecs/png/decode.ts';`],
	['models', `import { toDigit } from '../preprocessing/digit.ts';`],
	['presentation', `import { classifyPictures } from '../app/classifyPictures.ts';`],
	['presentation', `import { l10n } from 'vscode';`],
	['presentation', `import type { Aws } from '../aws/index.ts';`],
	['codecs', `import { encode } from 'fast-png';`],
	['endpoints', `import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';`],
	['imageWorker', `import type { Uri } from 'vscode';`],
	['webview', `import type { Uri } from '../vscode/files.ts';`],
	['webview', `import { toCard } from '../presentation/card.ts';`],
	['vscode', `const { SignatureV4 } = await import('@smithy/signature-v4');`],
	['vscode', `import '../webview/classify/panel.ts';`],
	['plugins', ``],
])('a breach is refused in %s: %s', (layer, text) => {
	expect(findBreaches(`src/${layer}/planted.ts`, text)).toHaveLength(1);
});

test.each([
	['core', `import { asDigit } from './image.ts';`],
	['app', `import type { Prepared } from '../core/ports.ts';`],
	['presentation', `import type { Outcome } from '../app/outcome.ts';`],
	['codecs', `import wasm from '@cwasm/webp/webp.wasm';`],
	['aws', `const { fromIni } = await import('@aws-sdk/credential-providers');`],
	['vscode', `import { Uri } from 'vscode'; import type { ToPage } from '../webview/classify/protocol.ts';`],
])('what a layer may import is not: %s: %s', (layer, text) => {
	expect(findBreaches(`src/${layer}/planted.ts`, text)).toEqual([]);
});

test('no file imports itself through others, not even for a type', () => {
	const graph = new Map(
		[...files].map(([path, text]) => [
			path,
			importsOf(path, text).flatMap(({ specifier }) =>
				specifier?.startsWith('.') ? [resolveImport(path, specifier)] : [],
			),
		]),
	);
	expect(findCycles(graph)).toEqual([]);
});

test.each<[Record<string, string[]>, string[][]]>([
	[{ a: ['b', 'c'], b: ['c'], c: [] }, []],
	[{ a: ['a'] }, [['a', 'a']]],
	[{ a: ['b'], b: ['c'], c: ['b'] }, [['b', 'c', 'b']]],
	[{ a: ['b'], b: ['c', 'd'], c: [], d: ['a'] }, [['a', 'b', 'd', 'a']]],
])('finds the cycles of %j', (graph, cycles) => {
	expect(findCycles(new Map(Object.entries(graph)))).toEqual(cycles);
});
