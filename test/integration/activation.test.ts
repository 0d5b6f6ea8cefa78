import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { Session } from 'node:inspector';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

interface Manifest {
	readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function findExtension(): vscode.Extension<unknown> {
	const extension = vscode.extensions.getExtension('digit-classifier.digit-classifier');
	assert(extension, 'the extension is not installed');
	return extension;
}

describe('activation', () => {
	it('registers every command of the manifest', async () => {
		const extension = findExtension();
		await extension.activate();
		const registered = new Set(await vscode.commands.getCommands(true));
		const { contributes } = extension.packageJSON as Manifest;
		assert.deepEqual(
			contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command)),
			[],
		);
	});

	it('loads nothing but what extension.js imports statically', async () => {
		const extension = findExtension();
		await extension.activate();
		const dist = vscode.Uri.joinPath(extension.extensionUri, 'dist/');
		const loaded = loadedScripts().filter((url) => url.startsWith(dist.toString(true)));
		const expected = await staticImports(vscode.Uri.joinPath(dist, 'extension.js'));
		assert.deepEqual(loaded.sort(), [...expected].sort());
	});

	it('loads no decoder, preprocessing, model or answer parser, and no package: they wait for their first use', async () => {
		const modules = await staticImports(vscode.Uri.joinPath(findExtension().extensionUri, 'dist/extension.js'));
		const sources: string[] = [];
		let bytes = 0;
		for (const url of modules) {
			const path = vscode.Uri.parse(url).fsPath;
			const map = JSON.parse(await readFile(`${path}.map`, 'utf8')) as { sources: string[] };
			sources.push(...map.sources.map((source) => source.replace(/^(\.\.\/)+/, '')));
			bytes += (await stat(path)).size;
		}
		assert(sources.includes('src/extension.ts'));
		const heavy = /node_modules|^src\/(codecs|preprocessing|models|imageWorker)\/|^src\/core\/answer\.ts$/;
		assert.deepEqual(
			sources.filter((source) => heavy.test(source)),
			[],
		);
		// Not minified; test/unit/extension.test.ts holds the size of what is packaged.
		assert(bytes < 80_000, `${String(bytes)} bytes`);
	});
});

/** The URLs of all scripts that this process has parsed, as its debugger knows them. */
function loadedScripts(): string[] {
	const urls: string[] = [];
	const session = new Session();
	session.connect();
	session.on('Debugger.scriptParsed', ({ params }) => {
		// VS Code may add a query to a module's URL.
		urls.push(params.url.replace(/[?#].*$/, ''));
	});
	session.post('Debugger.enable');
	session.disconnect();
	return urls;
}

/** The module's URL with those of all that it imports statically among its neighbours. */
async function staticImports(module: vscode.Uri, found = new Set<string>()): Promise<Set<string>> {
	const url = module.toString(true);
	if (found.has(url)) {
		return found;
	}
	found.add(url);
	const source = await readFile(module.fsPath, 'utf8');
	for (const [, path] of source.matchAll(/\b(?:from|import)\s*"(\.[^"]+)"/g)) {
		await staticImports(vscode.Uri.joinPath(module, '..', path ?? ''), found);
	}
	return found;
}
