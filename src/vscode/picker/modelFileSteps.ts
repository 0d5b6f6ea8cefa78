import { homedir } from 'node:os';
import { sep } from 'node:path';
import { l10n, window } from 'vscode';
import type { KindSteps } from './kindSteps.ts';

/** An XGBoost model on disk: its file. */
export function modelFileSteps(): KindSteps {
	let path = '';
	return {
		steps: [
			async ({ title }) => {
				// No filter: a training job writes `xgboost-model`, without an ending.
				const [file] = (await window.showOpenDialog({ title, openLabel: l10n.t('Use Model') })) ?? [];
				if (!file) {
					return 'left';
				}
				path = withHome(file.fsPath);
				return { value: path };
			},
		],
		config: () => ({ type: 'modelFile', path }),
		suggestedName: () => path.slice(path.lastIndexOf(sep) + 1),
	};
}

/** `~/` for the home folder, so that a setting serves on other machines too. */
function withHome(path: string): string {
	const home = homedir() + sep;
	return path.startsWith(home) ? `~/${path.slice(home.length)}` : path;
}
