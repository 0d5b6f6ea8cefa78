import { Uri, type Disposable } from 'vscode';
import { lazy } from '../core/lazy.ts';

export interface WorkerSource<Worker> extends Disposable {
	readonly get: () => Promise<Worker>;
}

/**
 * What starts threads, loaded when it is first needed.
 * @param create is told where the built `worker.ts` lies
 */
export function createWorkerSource<Worker extends { dispose(): void }>(
	extensionUri: Uri,
	create: (workerUrl: URL) => Promise<Worker>,
): WorkerSource<Worker> {
	let made: Worker | undefined;
	const get = lazy(async () => {
		made = await create(new URL(Uri.joinPath(extensionUri, 'dist', 'worker.js').toString()));
		return made;
	});
	return { get, dispose: () => made?.dispose() };
}
