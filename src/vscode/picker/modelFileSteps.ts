import { homedir } from 'node:os';
import { sep } from 'node:path';
import { l10n, Uri, window } from 'vscode';
import type { ModelFileConfig } from '../../endpoints/modelFile/config.ts';
import { withoutKeys, type KindSteps } from './steps.ts';

/** An XGBoost model on disk: its file. */
export function modelFileSteps(_: unknown, edited?: ModelFileConfig): KindSteps<ModelFileConfig> {
	let path = edited?.path ?? '';
	return {
		title: l10n.t('Add Model File'),
		startOver: l10n.t('Choose another file…'),
		steps: () => [
			async ({ title }) => {
				// No filter: a training job writes `xgboost-model`, without an ending.
				const [file] =
					(await window.showOpenDialog({
						title,
						openLabel: l10n.t('Use Model'),
						...(path !== '' && { defaultUri: Uri.file(path.replace(/^~(?=[\\/])/, homedir())) }),
					})) ?? [];
				if (!file) {
					return 'left';
				}
				path = withHome(file.fsPath);
				return { value: path };
			},
		],
		config: () => ({ ...withoutKeys(edited, 'name', 'path'), type: 'modelFile', path }),
		suggestedName: () => path.slice(path.lastIndexOf(sep) + 1),
	};
}

/** `~/` for the home folder, so that a setting serves on other machines too. */
function withHome(path: string): string {
	const home = homedir() + sep;
	return path.startsWith(home) ? `~/${path.slice(home.length)}` : path;
}
