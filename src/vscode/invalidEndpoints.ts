import { l10n, window } from 'vscode';
import type { InvalidConfig } from '../endpoints/parseConfigs.ts';
import { openEndpoints } from './openEndpoints.ts';

/** Names the entries of `digitClassifier.endpoints` that cannot be used, once for each state they are in. */
export function createInvalidEndpointWarning(): (invalid: readonly InvalidConfig[]) => Promise<void> {
	let named = '';
	return async (invalid) => {
		const list = invalid
			.map(({ index, name, reason }) => `${name ?? l10n.t('entry {0}', index + 1)}: ${reason}`)
			.join(' ');
		if (list === named) {
			return;
		}
		named = list;
		const open = l10n.t('Open Settings');
		if (list !== '' && (await window.showWarningMessage(toText(list), open)) === open) {
			await openEndpoints(invalid[0]?.name);
		}
	};
}

function toText(list: string): string {
	return l10n.t('Some entries of "digitClassifier.endpoints" cannot be used, the others can. {0}', list);
}
