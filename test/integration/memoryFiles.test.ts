import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const inMemory = vscode.Uri.parse('digit-classifier:/dropped/12345678/7.png');

async function activate(): Promise<void> {
	await vscode.extensions.getExtension('digit-classifier.digit-classifier')?.activate();
}

function isOurPanel({ input }: vscode.Tab): boolean {
	return input instanceof vscode.TabInputWebview && input.viewType.endsWith('digitClassifier.panel');
}

describe('pictures in memory', () => {
	it('are of a file system that nobody else can write to', async () => {
		await activate();
		assert.equal(vscode.workspace.fs.isWritableFileSystem(inMemory.scheme), false);
		await assert.rejects(async () => vscode.workspace.fs.writeFile(inMemory, new Uint8Array(1)));
	});

	it('that are gone are not found', async () => {
		await activate();
		for (const operation of [vscode.workspace.fs.stat, vscode.workspace.fs.readFile]) {
			await assert.rejects(
				async () => operation(inMemory),
				(error) => error instanceof vscode.FileSystemError && error.code === 'FileNotFound',
			);
		}
	});

	it('can be classified as files can: one that is gone opens the panel all the same', async () => {
		await vscode.commands.executeCommand('digitClassifier.classifyImage', inMemory);
		assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isOurPanel).length, 1);
	});
});

describe('drawing', () => {
	it('opens the one panel', async () => {
		await vscode.commands.executeCommand('digitClassifier.drawDigit');
		await vscode.commands.executeCommand('digitClassifier.drawDigit');
		// The tab is there a moment after the panel.
		const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter(isOurPanel);
		while (tabs().length === 0) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		assert.equal(tabs().length, 1);
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});
});
