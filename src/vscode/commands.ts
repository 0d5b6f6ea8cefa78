import { commands, l10n, Uri, type Disposable } from 'vscode';
import { askForPictures, openPicture } from './picture.ts';

/** What the commands do; each id is `digitClassifier.` and the name here. */
export interface Commands {
	/** From a menu: the resource clicked and all that are selected. From the palette: nothing. */
	readonly classifyImage: (clicked?: unknown, selected?: unknown) => Promise<void>;
	/** As above: folders, pictures or files of digits. */
	readonly evaluateDataset: (clicked?: unknown, selected?: unknown) => Promise<void>;
	/** As above, of folders, pictures or files of digits: writes them as CSV rows. */
	readonly exportRows: (clicked?: unknown, selected?: unknown) => Promise<void>;
	readonly showEvaluations: () => Promise<void>;
	/** As above. */
	readonly trainOnSageMaker: (clicked?: unknown, selected?: unknown) => Promise<void>;
	/** The model's file, else what the user chooses. */
	readonly deployToSageMaker: (clicked?: unknown) => Promise<void>;
	readonly drawDigit: () => Promise<void>;
	readonly selectEndpoint: () => Promise<void>;
	readonly showLog: () => void;
}

export function registerCommands(implementations: Commands): Disposable[] {
	return Object.entries(implementations).map(([name, run]) => commands.registerCommand(`digitClassifier.${name}`, run));
}

/** The pictures a command is for: those selected, else the open one, else those the user chooses in a dialog. */
export async function picturesFor(clicked: unknown, selected: unknown): Promise<readonly Uri[]> {
	const given = [clicked, ...(Array.isArray(selected) ? (selected as unknown[]) : [])].filter(
		(uri) => uri instanceof Uri,
	);
	// VS Code gives the whole selection in the order shown, and the clicked one besides.
	if (given.length > 1) {
		return given.slice(1);
	}
	const open = given[0] ?? openPicture();
	return open ? [open] : askForPictures(l10n.t('Digit Pictures'));
}
