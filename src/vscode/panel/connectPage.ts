import { env, type Uri, type Webview, type WebviewPanel } from 'vscode';
import { createRpc, type Argument, type Result, type Rpc } from '../../webview/shared/rpc.ts';
import { openLocalFolders } from '../files.ts';
import { panelHtml, webviewRoot } from './html.ts';
import type { Shape } from './shape.ts';

/** One for each method that the page may call: what it takes, checked when it arrives, and what it does. */
export type Handlers<Methods> = {
	readonly [Name in keyof Methods]: {
		readonly accepts: Shape<Argument<Methods, Name>>;
		readonly handle: (
			argument: Argument<Methods, Name>,
			webview: Webview,
		) => Result<Methods, Name> | Promise<Result<Methods, Name>>;
	};
};

export interface PageOptions<HostMethods> {
	readonly extensionUri: Uri;
	/** Of the page; of a panel of ours, of its tab, too. */
	readonly title: string;
	/** The page's script and style sheet, without `.js` and `.css`. */
	readonly page: string;
	/**
	 * Whether the page may fetch files from VS Code: those of the workspace's folders on this machine, as they are when
	 * it is made, since others would make VS Code load it anew.
	 */
	readonly fetchesFiles?: boolean;
	readonly handlers: Handlers<HostMethods>;
	/** Is told of calls that failed and nobody waits for. */
	readonly report: (error: unknown) => void;
}

/** Puts the page into a panel, be it ours or a custom editor's, and talks with it until the panel is closed. */
export function connectPage<HostMethods, PageMethods>(
	panel: WebviewPanel,
	{ extensionUri, title, page, fetchesFiles = false, handlers, report }: PageOptions<HostMethods>,
): Rpc<PageMethods> {
	const rpc = createRpc<PageMethods>(
		(message) => void panel.webview.postMessage(message),
		(method, argument) => call(handlers, method, argument, panel.webview),
		report,
	);
	panel.onDidDispose(() => rpc.close());
	panel.webview.onDidReceiveMessage(rpc.receive);
	const localResourceRoots = [webviewRoot(extensionUri), ...(fetchesFiles ? openLocalFolders() : [])];
	panel.webview.options = { enableScripts: true, localResourceRoots };
	const parts = { page, title, language: env.language, fetchesFiles };
	panel.webview.html = panelHtml(panel.webview, extensionUri, parts);
	return rpc;
}

function call<HostMethods>(
	handlers: Handlers<HostMethods>,
	method: string,
	argument: unknown,
	webview: Webview,
): unknown {
	const byName = new Map<string, Handlers<Record<string, (argument: unknown) => unknown>>[string]>(
		Object.entries(handlers),
	);
	const handler = byName.get(method);
	if (!handler?.accepts(argument)) {
		throw new Error(`The page called what is not there, or with what it must not: ${method.slice(0, 100)}`);
	}
	return handler.handle(argument, webview);
}
