import { l10n, StatusBarAlignment, window, workspace, type Disposable, type StatusBarItem } from 'vscode';
import { endpointTitle, readSettings } from './settings.ts';

/** The chosen endpoint's name, there while a picture can be asked about; a click selects another. */
export function registerStatusBar(): Disposable {
	const item = window.createStatusBarItem('digitClassifier.endpoint', StatusBarAlignment.Right, 100);
	item.name = l10n.t('Digit Classifier Endpoint');
	item.command = 'digitClassifier.selectEndpoint';
	item.tooltip = l10n.t('Select the endpoint that classifies digits');
	show(item);
	item.show();
	const subscription = workspace.onDidChangeConfiguration((event) => {
		if (event.affectsConfiguration('digitClassifier.endpoint')) {
			show(item);
		}
	});
	return {
		dispose: () => {
			subscription.dispose();
			item.dispose();
		},
	};
}

function show(item: StatusBarItem): void {
	const title = endpointTitle(readSettings().endpoint);
	item.text = `$(symbol-number) ${title}`;
	item.accessibilityInformation = { label: l10n.t('Digit endpoint: {0}', title) };
}
