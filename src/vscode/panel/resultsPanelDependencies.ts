import type { Uri } from 'vscode';
import type { Locale } from '../../presentation/locale.ts';
import type { Classify } from '../classifier.ts';
import type { MemoryFiles } from '../memoryFiles.ts';
import type { PerformAction } from './actions.ts';
import type { ChosenFiles } from './chosenFiles.ts';
import type { CompareDependencies } from './compare.ts';

export interface ResultsPanelDependencies extends CompareDependencies {
	readonly extensionUri: Uri;
	readonly locale: Locale;
	readonly classify: Classify;
	readonly performAction: PerformAction;
	readonly memoryFiles: MemoryFiles;
	readonly chosenFiles: ChosenFiles;
}
