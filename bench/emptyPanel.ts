import { createVSIX } from '@vscode/vsce';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installExtension } from '../tools/vscodeHost/vscodeServer.ts';

/** An entry in the menu of folders, and the panel that it opens. */
export const emptyPanel = { menuItem: 'Open empty panel', title: 'Empty' } as const;

const manifest = {
	name: 'empty-panel',
	publisher: 'bench',
	version: '0.0.1',
	engines: { vscode: '^1.100.0' },
	main: './extension.js',
	activationEvents: ['onStartupFinished'],
	contributes: {
		commands: [{ command: 'emptyPanel.open', title: emptyPanel.menuItem }],
		menus: { 'explorer/context': [{ command: 'emptyPanel.open', when: 'explorerResourceIsFolder' }] },
	},
};

/** It looks to the bench as if it showed a digit. */
const html = `<!DOCTYPE html><title>${emptyPanel.title}</title><div class="digit-cell"></div>`;

const code = `const { commands, window } = require('vscode');
exports.activate = () => {
	commands.registerCommand('emptyPanel.open', () => {
		window.createWebviewPanel('emptyPanel', '${emptyPanel.title}', 1).webview.html = ${JSON.stringify(html)};
	});
};`;

/** Installs an extension whose panel has nothing in it: no panel can be there sooner. */
export async function installEmptyPanel(extensionsFolder: string): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'empty-panel-'));
	const vsix = join(folder, 'empty-panel.vsix');
	try {
		await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
		await writeFile(join(folder, 'extension.js'), code);
		await createVSIX({
			cwd: folder,
			packagePath: vsix,
			dependencies: false,
			allowMissingRepository: true,
			skipLicense: true,
		});
		await installExtension(vsix, extensionsFolder);
	} finally {
		await rm(folder, { recursive: true });
	}
}
