import { Uri, type Disposable } from 'vscode';
import type { Decode } from '../core/index.ts';
import { lazy } from './lazy.ts';

/** The decoder, loaded at the first picture; its worker is told where our files lie. */
export function createDecoderSource(extensionUri: Uri): Disposable & { readonly decode: () => Promise<Decode> } {
	const workerUrl = new URL(Uri.joinPath(extensionUri, 'dist', 'decodeWorker.js').toString());
	let dispose: (() => void) | undefined;
	const decoder = lazy(async () => {
		const { createDecoder } = await import('../decoders/createDecoder.ts');
		const made = createDecoder({ workerUrl });
		dispose = () => made.dispose();
		return made.decode;
	});
	return { decode: decoder, dispose: () => dispose?.() };
}
