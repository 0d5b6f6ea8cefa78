import { l10n, window } from 'vscode';
import { escapeIcons } from '../../presentation/escapeIcons.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { KeptRun } from './keptRuns.ts';

/** Lets the user choose a run; resolves to none where they leave or there is none. */
export async function pickRun(runs: readonly KeptRun[], { format }: Locale): Promise<KeptRun['record'] | undefined> {
	if (runs.length === 0) {
		void window.showInformationMessage(l10n.t('No evaluation is kept in this workspace yet.'));
		return undefined;
	}
	const choices = runs.map(({ record }) => ({
		label: escapeIcons(l10n.t('{0} on {1}', record.endpoint.name, record.dataset.name)),
		description: l10n.t('{0} items', format.number(record.dataset.count)),
		detail: new Date(record.started).toLocaleString(),
		record,
	}));
	const chosen = await window.showQuickPick(choices, {
		title: l10n.t('Evaluations'),
		placeHolder: l10n.t('Which one is to be shown?'),
	});
	return chosen?.record;
}
