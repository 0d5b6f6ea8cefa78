import { env, Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { createRpc, type Argument, type Result, type Rpc } from '../../webview/shared/rpc.ts';
import type { SavingPage } from '../../webview/shared/savingPage.ts';
import { panelHtml, webviewRoot } from './html.ts';
import type { Shape } from './shape.ts';

/** One for each method that the page may call: what it takes, checked when it arrives, and what it does. */
export type Handlers<Methods> = {
	readonly [Name in keyof Methods]: {
		readonly accepts: Shape<Argument<Methods, Name>>;
		readonly handle: (argument: Argument<Methods, Name>) => Result<Methods, Name> | Promise<Result<Methods, Name>>;
	};
};

export interface PanelHostOptions<HostMethods> {
	readonly extensionUri: Uri;
	readonly viewType: string;
	/** Of the tab. */
	readonly title: string;
	/** The page's script and style sheet, without `.js` and `.css`. */
	readonly page: string;
	readonly handlers: Handlers<HostMethods>;
	/** Takes over what {@link PanelHost.save} kept, when a reload has left a panel; false where it is not understood. */
	readonly restore: (state: unknown) => boolean;
	readonly onClose: () => void;
	/** Is told of calls that failed and nobody waits for. */
	readonly report: (error: unknown) => void;
}

/**
 * A panel and the page in it: made beside the editor when first needed, reused, brought back after a reload, in
 * talk with its page. The page is thrown away whenever it is hidden, and asks anew when it is back.
 */
export class PanelHost<HostMethods, PageMethods> implements Disposable {
	private panel: WebviewPanel | undefined;
	private rpc: Rpc<PageMethods & SavingPage> | undefined;
	private readonly serializer: Disposable;

	constructor(private readonly options: PanelHostOptions<HostMethods>) {
		this.serializer = window.registerWebviewPanelSerializer(options.viewType, {
			deserializeWebviewPanel: async (panel, state: unknown) => {
				// Whatever was asked since the reload wins over what was shown before it.
				if (!this.panel && options.restore(state)) {
					this.adopt(panel);
				} else {
					panel.dispose();
				}
			},
		});
	}

	dispose(): void {
		this.serializer.dispose();
		this.panel?.dispose();
	}

	/** Brings the panel to the front, and leaves the focus where it is. */
	open(): void {
		if (this.panel) {
			this.panel.reveal(undefined, true);
			return;
		}
		const { viewType, title } = this.options;
		this.adopt(window.createWebviewPanel(viewType, title, { viewColumn: ViewColumn.Beside, preserveFocus: true }));
	}

	/** Tells the page, if there is one. */
	tell<Name extends keyof PageMethods & string>(method: Name, argument: Argument<PageMethods, Name>): void {
		(this.rpc as Rpc<PageMethods> | undefined)?.tell(method, argument);
	}

	/** Keeps plain data for `restore`, over a reload, with the page. */
	save(state: unknown): void {
		(this.rpc as Rpc<SavingPage> | undefined)?.tell('save', { state });
	}

	private adopt(panel: WebviewPanel): void {
		const { extensionUri, page, report, onClose } = this.options;
		const rpc = createRpc<PageMethods & SavingPage>(
			(message) => void panel.webview.postMessage(message),
			(method, argument) => this.call(method, argument),
			report,
		);
		this.panel = panel;
		this.rpc = rpc;
		panel.onDidDispose(() => {
			rpc.close();
			this.panel = undefined;
			this.rpc = undefined;
			onClose();
		});
		panel.webview.onDidReceiveMessage(rpc.receive);
		panel.iconPath = Uri.joinPath(extensionUri, 'media', 'icon.png');
		panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(extensionUri)] };
		panel.webview.html = panelHtml(panel.webview, extensionUri, { page, language: env.language });
	}

	private call(method: string, argument: unknown): unknown {
		const handlers = new Map<string, Handlers<Record<string, (argument: unknown) => unknown>>[string]>(
			Object.entries(this.options.handlers),
		);
		const handler = handlers.get(method);
		if (!handler?.accepts(argument)) {
			throw new Error(`The page called what is not there, or with what it must not: ${method.slice(0, 100)}`);
		}
		return handler.handle(argument);
	}
}
