import { l10n, StatusBarAlignment, TabInputWebview, window, type Disposable, type Tab } from 'vscode';
import { toEndpointStatus } from '../presentation/endpointStatus.ts';
import { pictureOf } from './picture.ts';
import { builtInName, endpointTitle, entriesOf, onDidChangeSettings, readSettings } from './settings.ts';

/** The chosen endpoint's name, there while a picture or the panel is in sight; a click selects another. */
export function registerStatusBar(panelType: string): Disposable {
	const item = window.createStatusBarItem('digitClassifier.endpoint', StatusBarAlignment.Right, 100);
	item.name = l10n.t('Digit Classifier: Endpoint');
	item.command = 'digitClassifier.selectEndpoint';
	const showWhereItBelongs = () => {
		const isWanted = window.tabGroups.all.some(({ activeTab }) => activeTab && isOurs(activeTab, panelType));
		item[isWanted ? 'show' : 'hide']();
	};
	const showName = () => {
		const settings = readSettings();
		const isKnown =
			settings.endpoint === builtInName || entriesOf(settings).some(({ name }) => name === settings.endpoint);
		const { text, tooltip, label } = toEndpointStatus(endpointTitle(settings.endpoint), isKnown, l10n.t);
		item.text = text;
		item.tooltip = tooltip;
		item.accessibilityInformation = { label };
	};
	showName();
	showWhereItBelongs();
	const subscriptions = [
		item,
		window.tabGroups.onDidChangeTabs(showWhereItBelongs),
		window.tabGroups.onDidChangeTabGroups(showWhereItBelongs),
		onDidChangeSettings(showName),
	];
	return { dispose: () => subscriptions.forEach((subscription) => void subscription.dispose()) };
}

function isOurs(tab: Tab, panelType: string): boolean {
	// VS Code puts something of its own before the type.
	return tab.input instanceof TabInputWebview ? tab.input.viewType.endsWith(panelType) : pictureOf(tab) !== undefined;
}
