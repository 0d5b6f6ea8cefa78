import type { Uri } from 'vscode';
import { commands, type Disposable, type WebviewPanel } from 'vscode';
import { encodePng } from '../../codecs/png/encode.ts';
import { asDigit, digitSide } from '../../core/image.ts';
import { toProblem } from '../../core/problem.ts';
import type { DatasetView } from '../../presentation/datasetView.ts';
import { digitCaption, failedView, openView, readingView } from '../../presentation/describeDataset.ts';
import type { Locale } from '../../presentation/locale.ts';
import type { DatasetHostMethods, DatasetPageMethods, DigitsMessage } from '../../webview/dataset/protocol.ts';
import type { Rpc } from '../../webview/shared/rpc.ts';
import { filesOfDataFile, openDataFile } from '../dataFile.ts';
import type { Log } from '../log.ts';
import type { MemoryFiles } from '../memoryFiles.ts';
import { connectPage, type Handlers } from '../panel/connectPage.ts';
import { isIndex, object } from '../panel/shape.ts';
import { watchedList, watchFiles } from '../panel/watchFiles.ts';
import { fileName } from '../picture.ts';
import { OpenedDataset } from './openedDataset.ts';

export interface DatasetEditorDependencies {
	readonly extensionUri: Uri;
	readonly log: Log;
	readonly locale: Locale;
	readonly memoryFiles: MemoryFiles;
	/** Classifies a picture, and shows it in the panel. */
	readonly classify: (uris: readonly Uri[]) => Promise<void>;
}

/** The most digits that a page may ask for at once. */
const mostRows = 1000;

/** Shows the file's digits in the panel, until it is closed. */
export function openDatasetEditor(uri: Uri, panel: WebviewPanel, dependencies: DatasetEditorDependencies): void {
	const editor = new DatasetEditor(uri, panel, dependencies);
	panel.onDidDispose(() => editor.dispose());
}

/** A file of digits in an editor. Once the file changes, it is read anew. */
class DatasetEditor implements Disposable {
	private reading = new AbortController();
	private opened: OpenedDataset | undefined;
	private place = { first: 0, active: 0 };
	private view: DatasetView;
	private readonly name: string;
	private readonly rpc: Rpc<DatasetPageMethods>;
	private readonly watching: Disposable;

	constructor(
		private readonly uri: Uri,
		panel: WebviewPanel,
		private readonly dependencies: DatasetEditorDependencies,
	) {
		this.name = fileName(uri);
		this.view = readingView(this.name, dependencies.locale);
		this.rpc = connectPage<DatasetHostMethods, DatasetPageMethods>(panel, {
			extensionUri: dependencies.extensionUri,
			title: this.name,
			page: 'dataset',
			handlers: this.handlers(),
			report: dependencies.log.error,
		});
		// Labels may come, or change, without the digits.
		this.watching = watchFiles(watchedList(filesOfDataFile(uri)), () => void this.read());
		void this.read();
	}

	dispose(): void {
		this.reading.abort();
		this.watching.dispose();
	}

	private handlers(): Handlers<DatasetHostMethods> {
		return {
			ready: { accepts: object({}), handle: () => this.show(this.view, true) },
			load: {
				accepts: object({ from: isIndex, to: isIndex }),
				handle: async ({ from, to }) => this.load(from, Math.min(to, from + mostRows)),
			},
			moved: {
				accepts: object({ first: isIndex, active: isIndex }),
				handle: ({ first, active }) => {
					this.place = { first, active };
				},
			},
			classify: { accepts: object({ index: isIndex }), handle: async ({ index }) => this.classify(index) },
			evaluate: {
				accepts: object({}),
				handle: async () => {
					await commands.executeCommand('digitClassifier.evaluateDataset', this.uri);
				},
			},
		};
	}

	private show(view: DatasetView, isOther: boolean): void {
		this.view = view.digits ? { ...view, digits: { ...view.digits, ...this.place } } : view;
		this.rpc.tell('show', { view: this.view, isOther });
	}

	/** What was begun before it is left. */
	private async read(): Promise<void> {
		const { locale } = this.dependencies;
		this.reading.abort();
		const { signal } = (this.reading = new AbortController());
		try {
			const opened = new OpenedDataset(await openDataFile(this.uri, signal), signal);
			signal.throwIfAborted();
			this.opened = opened;
			this.show(openView(opened.dataset, opened.problems, this.place, locale), true);
			await opened.readAll();
			signal.throwIfAborted();
			if (opened.problems.size > 0) {
				this.show(openView(opened.dataset, opened.problems, this.place, locale), false);
			}
		} catch (error) {
			if (!signal.aborted) {
				this.opened = undefined;
				this.show(failedView(this.name, toProblem(error), locale), true);
			}
		}
	}

	private async load(from: number, to: number): Promise<DigitsMessage> {
		if (!this.opened) {
			throw new Error('The file is not open');
		}
		const { digits, labels, problems } = await this.opened.rows(from, to);
		const captions = Array.from(labels, (label, offset) =>
			digitCaption(from + offset, label, problems.get(from + offset), this.dependencies.locale),
		);
		return {
			digits,
			captions: captions.map(({ caption }) => caption),
			names: captions.map(({ name }) => name),
			marks: captions.map(({ mark }) => mark),
		};
	}

	private async classify(index: number): Promise<void> {
		const rows = await this.opened?.rows(index, index + 1);
		if (!rows || rows.labels.length === 0 || rows.problems.has(index)) {
			return;
		}
		const bytes = encodePng({ width: digitSide, height: digitSide, pixels: asDigit(rows.digits) });
		const { classify, memoryFiles } = this.dependencies;
		await classify([memoryFiles.add('dataset', `${this.name}-${index + 1}.png`, { bytes })]);
	}
}
