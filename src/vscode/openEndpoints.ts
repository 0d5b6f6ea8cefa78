import { commands, Selection, TextEditorRevealType, window } from 'vscode';
import { areEndpointsOfWorkspace } from './settings.ts';

/**
 * Opens the settings file that has the endpoints, at the entry of this name where there is one: what an entry may have
 * is completed and explained there, and nowhere else.
 */
export async function openEndpoints(name?: string): Promise<void> {
	const command = areEndpointsOfWorkspace() ? 'openWorkspaceSettingsFile' : 'openSettingsJson';
	await commands.executeCommand(`workbench.action.${command}`, {
		revealSetting: { key: 'digitClassifier.endpoints' },
	});
	const editor = window.activeTextEditor;
	if (!editor || name === undefined) {
		return;
	}
	const { document } = editor;
	const names = document.getText().matchAll(/"name"\s*:\s*("(?:[^"\\]|\\.)*")/g);
	const found = [...names].find(([, written]) => written === JSON.stringify(name));
	if (found) {
		const end = document.positionAt(found.index + found[0].length);
		editor.selection = new Selection(end, end);
		editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
	}
}
