import { l10n, Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import type { Lists } from '../../presentation/evaluation/filter.ts';
import type { EvaluationHostMethods, EvaluationPageMethods } from '../../webview/evaluation/protocol.ts';
import { PanelHost } from '../panel/panelHost.ts';
import { isString, object } from '../panel/shape.ts';
import { evaluationViewType } from '../panel/viewTypes.ts';
import { showProblem } from '../showProblem.ts';
import { chooseDataset } from './chooseDataset.ts';
import { derive } from './derive.ts';
import { evaluationHandlers } from './evaluationHandlers.ts';
import type { EvaluationPanelDependencies } from './evaluationPanelDependencies.ts';
import type { EvaluationRun } from './evaluationRun.ts';
import { ItemLists } from './itemLists.ts';
import { KeptRuns } from './keptRuns.ts';
import { Opening } from './opening.ts';
import { openItem } from './openItem.ts';
import { pickRun } from './pickRun.ts';
import { createPredictionsRun, type MadePredictions } from './predictionsRun.ts';
import { ShownRun } from './shownRun.ts';

/** While a run lasts the page is told of it so often, in milliseconds, but for no more than this share of the time. */
const [showEvery, showSeldom] = [100, 3000];
const mostShare = 0.02;

const isSaved = object<{ id: string }, { other: string }>({ id: isString }, { other: isString });

/** The panel of evaluations: one run at a time, and what is derived from it. */
export class EvaluationPanel implements Disposable {
	private shown: ShownRun | undefined;
	/** Stands in the place of what is shown until it is over. */
	private opening: Opening | undefined;
	private lists: Lists = {};
	private isOther = true;
	private timer: NodeJS.Timeout | undefined;
	/** The page is not told anything before that; as `performance.now()` has it. */
	private restUntil = 0;
	private readonly items: ItemLists;
	private readonly kept: KeptRuns;
	private readonly host: PanelHost<EvaluationHostMethods, EvaluationPageMethods>;

	constructor(private readonly dependencies: EvaluationPanelDependencies) {
		const { extensionUri, storageUri, locale, log } = dependencies;
		this.items = new ItemLists(locale);
		this.kept = new KeptRuns(storageUri && Uri.joinPath(storageUri, 'evaluations'));
		this.host = new PanelHost<EvaluationHostMethods, EvaluationPageMethods>({
			extensionUri,
			viewType: evaluationViewType,
			title: l10n.t('Evaluation'),
			page: 'evaluation',
			column: ViewColumn.Active,
			handlers: evaluationHandlers({
				ready: () => this.showAgain(),
				list: ({ filter, order }) => this.items.make(this.current.run.evaluation, filter, order, this.lists),
				load: ({ list, from, to }) =>
					this.items.load(this.current.run.evaluation, list, from, Math.min(to, from + 2000), this.lists),
				open: async ({ index, as }) => openItem(this.current.run, index, as, dependencies),
				move: async ({ index }) => this.telling(async () => this.current.move(index, this.lists.suggested?.get(index))),
				act: async ({ id }) =>
					this.telling(async () => {
						if (id === 'cancel' && this.opening) {
							this.endOpening(this.opening);
						} else {
							await (id === 'another' ? this.showEvaluations() : this.current.act(id));
						}
					}),
				setLabelRule: async ({ rule }) => this.telling(async () => this.current.setLabelRule(rule)),
			}),
			restore: (state) => this.restore(state),
			onClose: () => this.leave(),
			report: log.error,
		});
	}

	dispose(): void {
		this.leave();
		this.host.dispose();
	}

	/** Evaluates the chosen endpoint on what was clicked and selected, or else on what the user chooses. */
	async evaluate(clicked: unknown, selected: unknown): Promise<void> {
		const uris = await chooseDataset(l10n.t('Evaluate on dataset'), l10n.t('Evaluate'), clicked, selected);
		if (uris.length > 0) {
			await this.telling(async () => this.start(uris));
		}
	}

	/** Lets the user choose among the runs that are kept. */
	async showEvaluations(): Promise<void> {
		const record = await pickRun(await this.kept.list(), this.dependencies.locale);
		if (!record) {
			return;
		}
		const run = this.shown?.run.record.id === record.id ? this.shown.run : await this.kept.load(record.id);
		if (run) {
			this.open(run);
		} else {
			void window.showErrorMessage(l10n.t('This evaluation can no longer be read.'));
		}
	}

	/** Judges what was predicted elsewhere. Rejects with a `ProblemError` where it is not of the dataset. */
	async showPredictions(made: MadePredictions): Promise<void> {
		const { run, endpoint } = await createPredictionsRun(made, this.kept, new AbortController().signal);
		await this.open(run).ask([], endpoint);
	}

	revive(panel: WebviewPanel, state: unknown): void {
		this.host.revive(panel, state);
	}

	private get current(): ShownRun {
		if (!this.shown) {
			throw new Error('No evaluation is shown');
		}
		return this.shown;
	}

	/** The page loads while the dataset is found. */
	private async start(uris: readonly Uri[]): Promise<void> {
		const { endpoints, locale, warmUp, log } = this.dependencies;
		this.opening?.cancel();
		const opening = new Opening(uris, locale, this.kept, () => this.showSoon());
		this.opening = opening;
		this.host.open({ focus: true });
		this.show();
		warmUp().catch(log.error);
		try {
			const run = await opening.open(endpoints);
			if (run && this.opening === opening) {
				this.opening = undefined;
				await this.take(run).ask();
			}
		} finally {
			this.endOpening(opening);
		}
	}

	/** It has come to nothing: what was there before is shown again. */
	private endOpening(opening: Opening): void {
		opening.cancel();
		if (this.opening !== opening) {
			return;
		}
		this.opening = undefined;
		if (this.shown) {
			this.showAgain();
		} else {
			this.host.dispose();
		}
	}

	private open(run: EvaluationRun, other?: EvaluationRun): ShownRun {
		this.host.open({ focus: true });
		return this.take(run, other);
	}

	private take(run: EvaluationRun, other?: EvaluationRun): ShownRun {
		if (run !== this.shown?.run) {
			this.leave();
			this.shown = new ShownRun(run, other, {
				...this.dependencies,
				kept: this.kept,
				onChange: () => this.showSoon(),
				replace: (fresh) => this.open(fresh),
			});
			this.isOther = true;
			void this.shown.checkFiles();
		}
		this.show();
		return this.current;
	}

	/** What runs is cancelled, and nothing shown any more. */
	private leave(): void {
		this.opening?.cancel();
		this.opening = undefined;
		clearTimeout(this.timer);
		this.timer = undefined;
		this.shown?.dispose();
		this.shown = undefined;
	}

	private showSoon(): void {
		// The first pictures are waited for, and so is the end; how far an opening is comes often.
		const isRunning = [this.shown?.run, this.shown?.other].some((run) => run?.isRunning);
		if (!this.opening && (this.items.isEmpty || !isRunning) && this.restUntil > performance.now()) {
			clearTimeout(this.timer);
			this.timer = undefined;
			this.restUntil = 0;
		}
		this.timer ??= setTimeout(() => this.show(), Math.max(0, this.restUntil - performance.now()));
	}

	private showAgain(): void {
		this.isOther = true;
		this.show();
		void this.shown?.checkFiles();
	}

	private show(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		const { shown, opening, dependencies } = this;
		const started = performance.now();
		if (opening) {
			this.host.tell('show', { view: opening.view, isOther: true });
			this.restUntil = started + showEvery;
			return;
		}
		if (!shown) {
			return;
		}
		const { view, lists } = derive(shown, dependencies.versions, dependencies.locale);
		this.lists = lists;
		const filled = this.items.fill(shown.run.evaluation, this.isOther, lists);
		this.host.tell('show', { view, isOther: this.isOther, ...(filled && { filled }) });
		this.host.save({ id: shown.run.record.id, ...(shown.other && { other: shown.other.record.id }) });
		this.isOther = false;
		const now = performance.now();
		this.restUntil = now + Math.min(showSeldom, Math.max(showEvery, (now - started) / mostShare));
	}

	/** The run that the page kept the name of; it is loaded when the page asks. */
	private restore(state: unknown): boolean {
		if (!isSaved(state)) {
			return false;
		}
		const { id, other } = state;
		void Promise.all([this.kept.load(id), other === undefined ? undefined : this.kept.load(other)]).then(
			([run, compared]) => {
				if (run && !this.shown) {
					this.open(run, compared);
				} else if (!this.shown) {
					this.host.dispose();
				}
			},
			(error: unknown) => this.dependencies.log.error(error),
		);
		return true;
	}

	/** Says in words what goes wrong. */
	private async telling(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			showProblem(error, this.dependencies.log);
		}
	}
}
