import { commands, l10n, window, workspace, type Disposable } from 'vscode';
import type { EndpointConfigs, EndpointSource } from './endpointSource.ts';

/** Names the entries of `digitClassifier.endpoints` that cannot be used, when the setting has been edited. */
export function registerInvalidEndpointWarning(source: EndpointSource): Disposable {
	return workspace.onDidChangeConfiguration(async (event) => {
		if (event.affectsConfiguration('digitClassifier.endpoints')) {
			await warn(await source.configs());
		}
	});
}

async function warn({ invalid }: EndpointConfigs): Promise<void> {
	if (invalid.length === 0) {
		return;
	}
	const list = invalid
		.map(({ index, name, reason }) => `${name ?? l10n.t('entry {0}', index + 1)}: ${reason}`)
		.join(' ');
	const open = l10n.t('Open Settings');
	const answer = await window.showWarningMessage(
		l10n.t('Some entries of "digitClassifier.endpoints" cannot be used, the others can. {0}', list),
		open,
	);
	if (answer === open) {
		await commands.executeCommand('workbench.action.openSettingsJson', {
			revealSetting: { key: 'digitClassifier.endpoints' },
		});
	}
}
