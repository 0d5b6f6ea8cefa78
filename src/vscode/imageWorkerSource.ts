import { Uri, type Disposable } from 'vscode';
import type { ImageWorker } from '../imageWorker/createImageWorker.ts';
import { lazy } from '../core/lazy.ts';

/** The decoders, loaded at the first picture; their worker is told where our files lie. */
export function createImageWorkerSource(extensionUri: Uri): Disposable & { readonly get: () => Promise<ImageWorker> } {
	const workerUrl = new URL(Uri.joinPath(extensionUri, 'dist', 'imageWorker.js').toString());
	let made: ImageWorker | undefined;
	const get = lazy(async () => {
		const { createImageWorker } = await import('../imageWorker/createImageWorker.ts');
		made = createImageWorker({ workerUrl });
		return made;
	});
	return { get, dispose: () => made?.dispose() };
}
