import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import type { Argument, Rpc } from '../../webview/shared/rpc.ts';
import type { SavingPage } from '../../webview/shared/savingPage.ts';
import { connectPage, type PageOptions } from './connectPage.ts';

export interface PanelHostOptions<HostMethods> extends PageOptions<HostMethods> {
	readonly viewType: string;
	/** Where a new panel goes; default: beside the editor. */
	readonly column?: ViewColumn;
	/** Takes over what {@link PanelHost.save} kept, when a reload has left a panel; false where it is not understood. */
	readonly restore: (state: unknown) => boolean;
	readonly onClose: () => void;
}

/**
 * A panel and the page in it: made when first needed, reused, brought back after a reload, in
 * talk with its page. The page is thrown away whenever it is hidden, and asks anew when it is back.
 */
export class PanelHost<HostMethods, PageMethods> implements Disposable {
	private panel: WebviewPanel | undefined;
	private rpc: Rpc<PageMethods & SavingPage> | undefined;

	constructor(private readonly options: PanelHostOptions<HostMethods>) {}

	dispose(): void {
		this.panel?.dispose();
	}

	/** Takes over a panel that a reload has left. */
	revive(panel: WebviewPanel, state: unknown): void {
		// Whatever was asked since the reload wins over what was shown before it.
		if (!this.panel && this.options.restore(state)) {
			this.adopt(panel);
		} else {
			panel.dispose();
		}
	}

	/** Brings the panel to the front; the focus goes along or stays where it is. */
	open({ focus }: { readonly focus: boolean }): void {
		if (this.panel) {
			this.panel.reveal(undefined, !focus);
			return;
		}
		const { viewType, title, column: viewColumn = ViewColumn.Beside } = this.options;
		this.adopt(window.createWebviewPanel(viewType, title, { viewColumn, preserveFocus: !focus }));
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
		this.panel = panel;
		this.rpc = connectPage<HostMethods, PageMethods & SavingPage>(panel, this.options);
		panel.onDidDispose(() => {
			this.panel = undefined;
			this.rpc = undefined;
			this.options.onClose();
		});
		panel.iconPath = Uri.joinPath(this.options.extensionUri, 'media', 'icon.png');
	}
}
