import { Disposable, window, type CustomReadonlyEditorProvider } from 'vscode';
import type { DatasetEditorDependencies } from './datasetEditor.ts';

/** As in the manifest: idx files open so by themselves, CSV rows where the user asks for it. */
const viewTypes = ['digitClassifier.idx', 'digitClassifier.rows'] as const;

/** The read-only editor of files of digits. What it is made of is loaded with the first such file. */
export function registerDatasetEditor(dependencies: DatasetEditorDependencies): Disposable {
	const provider: CustomReadonlyEditorProvider = {
		openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
		resolveCustomEditor: async ({ uri }, panel) => {
			const { openDatasetEditor } = await import('./datasetEditor.ts');
			openDatasetEditor(uri, panel, dependencies);
		},
	};
	return Disposable.from(...viewTypes.map((viewType) => window.registerCustomEditorProvider(viewType, provider)));
}
