import type { Disposable } from 'vscode';
import type { LabelRule } from '../../core/dataset.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { EvaluationAction } from '../../presentation/evaluation/view.ts';
import type { TransformedDataset } from '../jobs/startTransform.ts';
import { askRun, type AskRunDependencies } from './askRun.ts';
import { ChangedFiles } from './changedFiles.ts';
import { chooseComparison } from './chooseComparison.ts';
import type { Shown } from './derive.ts';
import type { EvaluationRun } from './evaluationRun.ts';
import { exportRun, type ExportDependencies } from './exportRun.ts';
import { openRun } from './openRun.ts';
import { movePicture, movePictureBack, type MovedPicture } from './movePicture.ts';

export interface ShownRunDependencies extends AskRunDependencies, ExportDependencies {
	/** Told whenever there is something else to see. */
	readonly onChange: () => void;
	readonly batchTransform: (dataset: TransformedDataset) => Promise<void>;
	/** Shows another run in place of this one. */
	readonly replace: (run: EvaluationRun) => ShownRun;
}

/** A run that is shown: what it is compared with, what has changed since, and all that can be done with it. */
export class ShownRun implements Shown, Disposable {
	private readonly changedFiles: ChangedFiles;
	private readonly moved: MovedPicture[] = [];

	constructor(
		readonly run: EvaluationRun,
		public other: EvaluationRun | undefined,
		private readonly dependencies: ShownRunDependencies,
	) {
		this.changedFiles = new ChangedFiles(run, dependencies.onChange);
	}

	dispose(): void {
		this.run.cancel();
		this.other?.cancel();
		this.changedFiles.dispose();
	}

	get changed(): readonly number[] {
		return this.changedFiles.indexes;
	}

	get lastMoved(): string | undefined {
		return this.moved.at(-1)?.to.name;
	}

	/** Looks which files have changed since the run, also while nobody watched. */
	async checkFiles(): Promise<void> {
		await this.changedFiles.checkAll();
	}

	/**
	 * Asks for what is pending, and for these again.
	 * @param endpoint in place of the run's own, where that is not in the settings
	 */
	async ask(again: readonly number[] = [], endpoint?: Endpoint): Promise<void> {
		const { dependencies } = this;
		const endpoints = endpoint ? { ...dependencies.endpoints, named: async () => endpoint } : dependencies.endpoints;
		try {
			await askRun(this.run, again, { ...dependencies, endpoints }, dependencies.onChange);
		} finally {
			this.dependencies.onChange();
			await this.changedFiles.checkAgain();
		}
	}

	async act(id: Exclude<EvaluationAction, 'another'>): Promise<void> {
		switch (id) {
			case 'cancel':
				this.run.cancel();
				this.other?.cancel();
				return;
			case 'continue':
				return this.ask();
			case 'retryFailed':
				return this.ask([...this.run.results.problems.keys()]);
			case 'runChanged':
				return this.runChanged();
			case 'compare':
				return this.compare();
			case 'export':
				return exportRun(this.run.evaluation, this.dependencies);
			case 'transform':
				return this.dependencies.batchTransform({ ...this.run.record.dataset, ...this.run.record });
			case 'undoMove':
				return this.undoMove();
		}
	}

	async setLabelRule(rule: LabelRule): Promise<void> {
		const isToBeAsked = this.run.setLabelRule(rule);
		if (isToBeAsked) {
			this.other?.cancel();
			this.other = undefined;
		}
		await this.keep();
		if (isToBeAsked) {
			await this.ask();
		}
	}

	/** Moves a picture to the folder of the class. */
	async move(index: number, label: number | undefined): Promise<void> {
		const moved = label === undefined ? undefined : await movePicture(this.run, index, label);
		if (moved) {
			this.moved.push(moved);
			await this.keep();
		}
	}

	private async undoMove(): Promise<void> {
		const last = this.moved.at(-1);
		if (last && (await movePictureBack(this.run, last))) {
			this.moved.pop();
			await this.keep();
		}
	}

	private async keep(): Promise<void> {
		this.dependencies.onChange();
		await this.dependencies.kept.save(this.run);
		await this.changedFiles.checkAgain();
	}

	/** Of pictures those alone; a file of many digits as a run of its own, beside which this one stays. */
	private async runChanged(): Promise<void> {
		const { source, endpointKey, preprocessing } = this.run.record;
		if (source.kind === 'pictures') {
			return this.ask(this.changed);
		}
		const { endpoints, replace } = this.dependencies;
		const plan = { source, endpointKey, preprocessing, labelRule: this.run.labelRule };
		const endpoint = await endpoints.named(endpointKey);
		const fresh = await openRun({ ...plan, endpoint }, this.dependencies.kept);
		if (fresh) {
			await replace(fresh).ask();
		}
	}

	private async compare(): Promise<void> {
		const { dependencies } = this;
		const other = await chooseComparison(this.run, dependencies);
		if (!other) {
			return;
		}
		const before = this.other;
		before?.cancel();
		this.other = other;
		dependencies.onChange();
		try {
			// An earlier run stays as it is.
			const isWanted = !other.isNew || (await askRun(other, [], dependencies, dependencies.onChange));
			this.other = isWanted ? other : before;
		} finally {
			dependencies.onChange();
		}
	}
}
