import { env, l10n, Uri, ViewColumn, window, type Disposable, type LogOutputChannel, type WebviewPanel } from 'vscode';
import type { Outcome } from '../../app/outcome.ts';
import type { Card, FromWebviewMessage, PanelView, ToWebviewMessage } from '../../webview/classify/protocol.ts';
import type { Classify } from '../classifier.ts';
import { toPicture } from '../picture.ts';
import { readSettings } from '../settings.ts';
import type { Perform } from './actions.ts';
import { panelHtml, webviewRoot } from './html.ts';
import { around, cancelledCard, finishedCard, waitingCard, words } from '../../presentation/card.ts';

const panelViewType = 'digitClassifier.panel';

export interface ResultsPanelParts {
	readonly extensionUri: Uri;
	readonly classify: Classify;
	readonly perform: Perform;
	readonly log: LogOutputChannel;
}

/** The one panel: what was asked last and what has become of it. */
export class ResultsPanel implements Disposable {
	private panel: WebviewPanel | undefined;
	/** Another array for every {@link classify}: a run whose cards these are not any more has nothing to say. */
	private cards: Card[] = [];
	private readonly runs = new Set<AbortController>();
	private readonly serializer: Disposable;

	constructor(private readonly parts: ResultsPanelParts) {
		this.serializer = window.registerWebviewPanelSerializer(panelViewType, {
			deserializeWebviewPanel: async (panel, state) => this.restore(panel, state),
		});
	}

	dispose(): void {
		this.serializer.dispose();
		this.panel?.dispose();
	}

	/** Shows the pictures, and then what becomes of each. */
	async classify(uris: readonly Uri[]): Promise<void> {
		if (uris.length === 0) {
			return;
		}
		this.cancel();
		const unique = new Map(uris.map((uri) => [uri.toString(), uri]));
		this.cards = [...unique.values()].map(waitingCard);
		const started = this.run([...this.cards.keys()]);
		this.open();
		this.show();
		await started;
	}

	/** Takes over a panel that a reload has left, with what it showed. */
	private restore(panel: WebviewPanel, state: unknown): void {
		const view = state as Partial<PanelView> | undefined;
		if (view?.version !== 2 || !Array.isArray(view.cards)) {
			panel.dispose();
			return;
		}
		this.cards = view.cards.map((card) => (card.state === 'waiting' ? cancelledCard(card) : card));
		this.adopt(panel);
	}

	private open(): void {
		if (this.panel) {
			this.panel.reveal(undefined, true);
			return;
		}
		this.adopt(
			window.createWebviewPanel(
				panelViewType,
				l10n.t('Digit'),
				{ viewColumn: ViewColumn.Beside, preserveFocus: true },
				{ enableScripts: true, localResourceRoots: [webviewRoot(this.parts.extensionUri)] },
			),
		);
	}

	private adopt(panel: WebviewPanel): void {
		this.panel = panel;
		panel.onDidDispose(() => {
			this.cancel();
			this.panel = undefined;
		});
		panel.webview.onDidReceiveMessage((message: unknown) => {
			this.receive(message as FromWebviewMessage).catch((error: unknown) => this.parts.log.error(String(error)));
		});
		panel.iconPath = Uri.joinPath(this.parts.extensionUri, 'media', 'icon.png');
		panel.webview.options = { enableScripts: true, localResourceRoots: [webviewRoot(this.parts.extensionUri)] };
		panel.webview.html = panelHtml(panel.webview, this.parts.extensionUri, env.language);
	}

	private async run(indices: readonly number[]): Promise<void> {
		const { cards } = this;
		const limit = readSettings().maximumFileSize;
		const pictures = indices.map((index) => toPicture(Uri.parse((cards[index] as Card).uri, true), limit));
		const controller = new AbortController();
		this.runs.add(controller);
		try {
			for await (const outcome of this.parts.classify(pictures, controller.signal)) {
				const index = indices[outcome.index] as number;
				const card = finishedCard(cards[index] as Card, outcome);
				this.set(cards, index, card);
				this.parts.log.info(`${card.name}: ${toLog(outcome)}`);
			}
		} catch (error) {
			// Nothing else throws: every failure is a picture's outcome.
			if (!controller.signal.aborted) {
				throw error;
			}
		} finally {
			this.runs.delete(controller);
			for (const index of indices) {
				const card = cards[index] as Card;
				if (card.state === 'waiting') {
					this.set(cards, index, cancelledCard(card));
				}
			}
			this.showAround();
		}
	}

	private async retry(indices: readonly number[]): Promise<void> {
		for (const index of indices) {
			const { uri } = this.cards[index] as Card;
			this.set(this.cards, index, waitingCard(Uri.parse(uri, true)));
		}
		const started = this.run(indices);
		this.showAround();
		await started;
	}

	private cancel(): void {
		for (const run of this.runs) {
			run.abort();
		}
	}

	private set(cards: Card[], index: number, card: Card): void {
		cards[index] = card;
		if (cards === this.cards) {
			this.post({ type: 'card', index, card });
			this.showAround();
		}
	}

	private showAround(): void {
		this.post({ type: 'around', around: around(this.cards, this.runs.size > 0) });
	}

	private show(): void {
		const view = { version: 2, cards: this.cards, words: words(), ...around(this.cards, this.runs.size > 0) } as const;
		this.post({ type: 'show', view });
	}

	private post(message: ToWebviewMessage): void {
		void this.panel?.webview.postMessage(message);
	}

	/** Everything is looked up in our own cards: the page chooses among them and can bring in nothing else. */
	private async receive(message: FromWebviewMessage): Promise<void> {
		switch (message.type) {
			case 'ready':
				this.show();
				break;
			case 'requestOriginal': {
				const card = this.cards[message.index];
				if (card) {
					await this.sendOriginal(card.uri);
				}
				break;
			}
			case 'act':
				await this.act(message);
				break;
		}
	}

	private async sendOriginal(uri: string): Promise<void> {
		const picture = toPicture(Uri.parse(uri, true), readSettings().maximumFileSize);
		const bytes = await picture.read().then(
			(read) => new Uint8Array(read),
			() => new Uint8Array(),
		);
		this.post({ type: 'original', uri, bytes });
	}

	private async act({ id, index }: FromWebviewMessage & { type: 'act' }): Promise<void> {
		const card = index === undefined ? undefined : this.cards[index];
		const offered = card ? ('actions' in card ? card.actions : []) : around(this.cards, this.runs.size > 0).actions;
		const action = offered.find((candidate) => candidate.id === id);
		if (!action) {
			return;
		}
		const { cards } = this;
		if (id === 'cancel') {
			this.cancel();
		} else if (id === 'retry') {
			await this.retry(index === undefined ? [...cards.keys()] : [index]);
		} else if ((await this.parts.perform(action, card)) && cards === this.cards) {
			await this.retry(index === undefined ? [...cards.keys()] : alike(cards, index));
		}
	}
}

/** The card itself and those that failed with the same problem: what mends it for one mends it for all. */
function alike(cards: readonly Card[], index: number): number[] {
	const problemOf = (card: Card | undefined): string | undefined =>
		card?.state === 'failed' ? card.message : undefined;
	const problem = problemOf(cards[index]);
	return [...cards.keys()].filter(
		(other) => other === index || (problem !== undefined && problemOf(cards[other]) === problem),
	);
}

/** One line for the log. */
function toLog(outcome: Outcome): string {
	return outcome.ok
		? `label ${outcome.predictions[0].label} from ${outcome.endpoint.name}`
		: JSON.stringify(outcome.problem);
}
