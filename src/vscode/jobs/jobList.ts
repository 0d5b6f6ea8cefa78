import { commands, EventEmitter, type Disposable, type Memento } from 'vscode';
import type { Job } from '../../core/job.ts';
import type { Preprocessing } from '../../core/normalization.ts';
import type { DatasetSource } from '../evaluation/datasetSource.ts';

/** A job, and what this window must know to go on with it. */
export interface KeptJob {
	readonly job: Job;
	/** What its rows are made of. */
	readonly source?: DatasetSource;
	readonly preprocessing?: Preprocessing;
	/** The file of the model that is uploaded. */
	readonly modelUri?: string;
	/** Whether what follows its end has been done: it was told of, its endpoint is in the settings. */
	readonly isSettled?: boolean;
}

const key = 'jobs';

/** The jobs that were started in this workspace, kept in its storage, the newest first. */
export class JobList implements Disposable {
	private readonly changed = new EventEmitter<void>();
	readonly onDidChange = this.changed.event;

	constructor(private readonly memento: Memento) {
		void this.showView();
	}

	dispose(): void {
		this.changed.dispose();
	}

	all(): readonly KeptJob[] {
		return this.memento.get<readonly KeptJob[]>(key, []);
	}

	get(name: string): KeptJob | undefined {
		return this.all().find(({ job }) => job.name === name);
	}

	/** Adds it, or puts it in the place of the one of its name. */
	async put(kept: KeptJob): Promise<void> {
		const isIt = ({ job }: KeptJob): boolean => job.name === kept.job.name;
		const all = this.all();
		await this.save(all.some(isIt) ? all.map((other) => (isIt(other) ? kept : other)) : [kept, ...all]);
	}

	async remove(name: string): Promise<void> {
		await this.save(this.all().filter(({ job }) => job.name !== name));
	}

	/** Something about them has changed that is not kept. */
	touch(): void {
		this.changed.fire();
	}

	private async save(all: readonly KeptJob[]): Promise<void> {
		await this.memento.update(key, all);
		await this.showView();
		this.changed.fire();
	}

	/** The view shows once there is one. */
	private async showView(): Promise<void> {
		await commands.executeCommand('setContext', 'digitClassifier.hasJobs', this.all().length > 0);
	}
}
