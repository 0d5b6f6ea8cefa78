import { l10n, type Disposable, type Uri, type WebviewPanel } from 'vscode';
import { toState, type PictureState } from '../../presentation/pictureState.ts';
import type { ClassifyHostMethods, ClassifyPageMethods } from '../../webview/classify/protocol.ts';
import type { Argument } from '../../webview/shared/rpc.ts';
import { toPicture } from '../picture.ts';
import { onDidChangeSettings, readSettings } from '../settings.ts';
import { isPanelAction, type PanelActionId } from './actions.ts';
import { classifyHandlers } from './classifyHandlers.ts';
import { withFile, withStamp, withState, type Entry } from './entries.ts';
import { copyCsv, saveCsv } from './exportCsv.ts';
import { compare } from './compare.ts';
import { PanelHost } from './panelHost.ts';
import { PictureList } from './pictureList.ts';
import type { ResultsPanelDependencies } from './resultsPanelDependencies.ts';
import { resultsViewType } from './viewTypes.ts';
import { Runs } from './runs.ts';
import { WaysIn } from './waysIn.ts';
import { watchedList, watchFiles, type FileWatch } from './watchFiles.ts';

/** The one panel: what was asked last and what has become of it. What it shows is derived from that. */
export class ResultsPanel implements Disposable {
	/** Another one for every {@link classify}: a run whose list this is not any more has nothing to say. */
	private list: PictureList;
	private readonly runs = new Runs();
	/** Of what is read for the page alone; another one for every {@link classify}. */
	private reading = new AbortController();
	private watching: FileWatch | undefined;
	private readonly waysIn: WaysIn;
	/** Another endpoint may be chosen, and is offered then. */
	private readonly settings = onDidChangeSettings(() => this.host.tell('showSummary', this.list.summary()));
	private readonly host: PanelHost<ClassifyHostMethods, ClassifyPageMethods>;

	constructor(private readonly dependencies: ResultsPanelDependencies) {
		const { extensionUri, log, locale, memoryFiles } = dependencies;
		this.waysIn = new WaysIn({
			files: memoryFiles,
			locale,
			classify: async (uris) => this.classify(uris),
			classifyDrawing: async (uri) => this.start(uri ? [uri] : []),
			show: () => this.show(),
		});
		this.list = new PictureList([], { order: 'selection', detailsOpen: true }, locale);
		this.host = new PanelHost<ClassifyHostMethods, ClassifyPageMethods>({
			extensionUri,
			viewType: resultsViewType,
			title: l10n.t('Digit'),
			page: 'panel',
			fetchesFiles: true,
			handlers: {
				...classifyHandlers({
					list: () => this.list,
					prepare: dependencies.prepare,
					signal: () => this.reading.signal,
					show: () => this.show(),
					act: async (button) => this.act(button),
					sort: (order) => this.arrange(order),
					setDetails: (index, open) => {
						this.list.setDetails(index, open);
						this.host.save(this.list.saved());
					},
				}),
				...this.waysIn.handlers,
			},
			restore: (state) => this.restore(state),
			onClose: () => this.close(),
			report: log.error,
		});
	}

	dispose(): void {
		this.settings.dispose();
		this.close();
		this.host.dispose();
	}

	/** Shows the pictures, and then what becomes of each. */
	async classify(uris: readonly Uri[]): Promise<void> {
		if (uris.length > 0) {
			this.waysIn.endDrawing();
			await this.start(uris, () => this.host.open({ focus: false }));
		}
	}

	/** Offers to draw a digit; what is shown stays until there is one. */
	draw(): void {
		this.waysIn.startDrawing();
		this.host.open({ focus: true });
		this.show();
	}

	private async start(uris: readonly Uri[], open?: () => void): Promise<void> {
		this.cancel();
		const { chosenFiles, locale } = this.dependencies;
		this.list = PictureList.of(uris, this.list.preferences, locale);
		void chosenFiles.remember(uris);
		const started = uris.length > 0 ? this.run(this.list.indices) : undefined;
		this.watch();
		open?.();
		this.show();
		await started;
	}

	/** Takes over a panel that a reload has left. */
	revive(panel: WebviewPanel, state: unknown): void {
		this.host.revive(panel, state);
	}

	/** Of a restored panel's URIs, files are read to be shown, and classified when the user asks; nothing else. */
	private restore(saved: unknown): boolean {
		const restored = PictureList.restore(saved, this.dependencies.chosenFiles, this.dependencies.locale);
		this.list = restored ?? this.list;
		this.watch();
		return restored !== undefined;
	}

	private async run(indices: readonly number[]): Promise<void> {
		const { list } = this;
		const { maximumFileSize } = readSettings();
		const pictures = indices.map((index) =>
			toPicture(list.at(index).uri, maximumFileSize, (stamp) => {
				list.change(index, (entry) => withStamp(entry, stamp));
			}),
		);
		const names = pictures.map(({ name }) => name);
		await this.track(list, indices, names, async (signal, advance) => {
			for await (const outcome of this.dependencies.classify(pictures, { steps: list.isAlone, signal })) {
				this.set(list, indices[outcome.index] as number, toState(outcome));
				advance();
				this.dependencies.log.outcome(names[outcome.index] ?? '', outcome);
			}
		});
	}

	private async track(list: PictureList, indices: readonly number[], ...run: Parameters<Runs['track']>): Promise<void> {
		list.asked = indices;
		list.running = true;
		try {
			await this.runs.track(...run);
		} finally {
			list.running = list === this.list && this.runs.isAny;
			for (const index of indices) {
				if (list.at(index).state.state === 'waiting') {
					this.set(list, index, { state: 'cancelled' });
				}
			}
			this.host.tell('showSummary', this.list.summary());
			this.arrange();
		}
	}

	private async retry(indices: readonly number[]): Promise<void> {
		for (const index of indices) {
			this.set(this.list, index, { state: 'waiting' });
		}
		const started = this.run(indices);
		this.host.tell('showSummary', this.list.summary());
		await started;
	}

	private async compare(list: PictureList, index: number): Promise<void> {
		const entry = list.at(index);
		await compare(entry, this.dependencies, {
			change: (change) => this.change(list, index, change),
			run: async (run) => (list === this.list ? this.track(list, [index], [entry.name], run) : undefined),
		});
	}

	private cancel(): void {
		this.runs.cancel();
		this.reading.abort();
		this.reading = new AbortController();
	}

	private close(): void {
		this.cancel();
		this.watching?.dispose();
	}

	/** Says so where a file is no longer the one that was read. */
	private watch(): void {
		const { list } = this;
		this.watching?.dispose();
		this.watching = watchFiles(watchedList(list.uris), (index, stamp) => {
			this.change(list, index, (entry) => withFile(entry, stamp));
		});
	}

	private set(list: PictureList, index: number, state: PictureState): void {
		this.change(list, index, (entry) => withState(entry, state));
	}

	private change(list: PictureList, index: number, change: (entry: Entry) => Entry): void {
		if (list.change(index, change) && list === this.list) {
			this.host.tell('showCard', { index, card: list.card(index) });
			this.host.tell('showSummary', this.list.summary());
		}
	}

	private show(): void {
		this.host.tell('show', { ...this.list.view(), ...this.waysIn.view });
		this.host.save(this.list.saved());
		// Nobody may have seen what became of the files meanwhile.
		void this.watching?.check(this.list.indicesOf(({ stamp }) => stamp !== undefined));
	}

	private arrange(order = this.list.preferences.order): void {
		this.list.sort(order);
		this.host.tell('arrange', this.list.arrangement());
		this.host.save(this.list.saved());
	}

	private async act({ id, index, digit }: Argument<ClassifyHostMethods, 'act'>): Promise<void> {
		const { list } = this;
		const offered = [...list.actions(index), ...(index === undefined ? this.waysIn.view.waysIn.actions : [])];
		const action = offered.find((one) => one.id === id && one.digit === digit);
		if (!action) {
			return;
		}
		if (isPanelAction(id)) {
			await this.perform(id, list, index);
			return;
		}
		const picture = index === undefined ? undefined : list.at(index);
		const triesAgain = await this.dependencies.performAction({ ...action, id }, picture?.state, picture?.uri);
		if (triesAgain && list === this.list) {
			await this.retry(index === undefined ? list.indices : list.indicesLike(index));
		}
	}

	private async perform(id: PanelActionId, list: PictureList, index: number | undefined): Promise<void> {
		switch (id) {
			case 'cancel':
				return this.cancel();
			case 'retry':
				return this.retry(index === undefined ? list.indices : [index]);
			case 'retryRemaining':
				return this.retry(list.indicesOf(({ state: { state } }) => state !== 'classified'));
			case 'copyCsv':
				return copyCsv(list.csv());
			case 'compareWith':
				return index === undefined ? undefined : this.compare(list, index);
			case 'saveCsv':
				return saveCsv(list.csv(), list.at(0).uri);
			case 'draw':
			case 'choosePictures':
				return this.waysIn.act(id);
		}
	}
}
