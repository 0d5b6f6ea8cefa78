import { createRpc, type Argument, type Rpc, type RpcMessage } from './rpc.ts';
import type { SavingPage } from './savingPage.ts';

declare function acquireVsCodeApi(): {
	postMessage(message: RpcMessage): void;
	/** What a reload hands to the extension's serializer. */
	setState(state: unknown): void;
};

/** What a page does when its host tells it to. */
export type PageHandlers<Methods> = { readonly [Name in keyof Methods]: (argument: Argument<Methods, Name>) => void };

/** Connects the page to the extension, once; only the window that holds the page is listened to. */
export function connectToHost<HostMethods, PageMethods>(handlers: PageHandlers<PageMethods>): Rpc<HostMethods> {
	const vscode = acquireVsCodeApi();
	const saving: PageHandlers<SavingPage> = { save: ({ state }) => vscode.setState(state) };
	const methods = new Map<string, (argument: never) => void>(Object.entries({ ...handlers, ...saving }));
	const rpc = createRpc<HostMethods>(
		(message) => vscode.postMessage(message),
		(method, argument) => methods.get(method)?.(argument as never),
		reportError,
	);
	window.addEventListener('message', ({ origin, data }: MessageEvent<unknown>) => {
		if (origin === window.origin) {
			rpc.receive(data);
		}
	});
	return rpc;
}
