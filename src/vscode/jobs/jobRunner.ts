import { setTimeout } from 'node:timers/promises';
import type { Disposable } from 'vscode';
import type { LoadAws, Uploads } from '../../aws/index.ts';
import { hasEnded, pollPauses, withoutProblem, type Job } from '../../core/job.ts';
import { toProblem } from '../../core/problem.ts';
import type { JobList, KeptJob } from './jobList.ts';

export interface JobRunnerDependencies {
	readonly aws: LoadAws;
	readonly list: JobList;
	/** What a job uploads before it runs. Rejects with a `ProblemError`. */
	readonly uploadsOf: (kept: KeptJob, signal: AbortSignal) => Promise<Uploads>;
	/** Does what follows a job's end, or tells why it was interrupted; called until an end has been seen to. */
	readonly settle: (kept: KeptJob) => Promise<void>;
	readonly report: (error: unknown) => void;
}

/** Follows each job until it has ended: uploads, has it created, asks how it is with growing pauses. */
export class JobRunner implements Disposable {
	private readonly followed = new Map<string, AbortController>();
	private readonly uploads = new Map<string, number>();
	private readonly wakers = new Map<string, () => void>();

	constructor(private readonly dependencies: JobRunnerDependencies) {}

	/** Leaves them as they are: they go on when the window is open again. */
	dispose(): void {
		this.followed.forEach((controller) => controller.abort());
	}

	/** Goes on with all that has not ended, or whose end has not been seen to. */
	resumeAll(): void {
		for (const kept of this.dependencies.list.all()) {
			if (!hasEnded(kept.job) || needsSettling(kept)) {
				this.follow(kept.job.name);
			}
		}
	}

	/** How many objects of a job are in S3, while it is being prepared. */
	uploaded(name: string): number | undefined {
		return this.uploads.get(name);
	}

	async start(kept: KeptJob): Promise<void> {
		await this.dependencies.list.put(kept);
		this.follow(kept.job.name);
	}

	async resume(kept: KeptJob): Promise<void> {
		await this.start({ ...kept, job: { ...withoutProblem(kept.job), state: 'preparing' } });
	}

	/** What is being uploaded stops at once and can go on later; what runs is stopped by SageMaker. */
	async stop(kept: KeptJob): Promise<void> {
		const { job } = kept;
		if (job.state === 'preparing') {
			this.followed.get(job.name)?.abort();
			await this.put({ ...job, state: 'interrupted' });
			return;
		}
		const jobs = await (await this.dependencies.aws()).jobs();
		await this.put(await jobs.stop(job, new AbortController().signal));
		// It may have come to run just as its upload was stopped.
		this.follow(job.name);
		this.askSoon(job.name);
	}

	/** Asks now rather than after the pause. */
	askSoon(name: string): void {
		this.wakers.get(name)?.();
	}

	private follow(name: string): void {
		// What was stopped may not have come to its end yet.
		if (this.followed.get(name)?.signal.aborted !== false) {
			const controller = new AbortController();
			this.followed.set(name, controller);
			this.untilEnded(name, controller.signal)
				.catch((error: unknown) => {
					if (!controller.signal.aborted) {
						this.dependencies.report(error);
					}
				})
				.finally(() => {
					if (this.followed.get(name) === controller) {
						this.followed.delete(name);
					}
				});
		}
	}

	private async untilEnded(name: string, signal: AbortSignal): Promise<void> {
		const { list, settle } = this.dependencies;
		for (const pause of pollPauses()) {
			const kept = list.get(name);
			if (kept && !hasEnded(kept.job)) {
				await this.put(await this.advance(kept, signal));
			}
			const now = list.get(name);
			if (!now || hasEnded(now.job)) {
				if (now && (needsSettling(now) || now.job.problem)) {
					await settle(now);
				}
				return;
			}
			await this.wait(name, pause, signal);
		}
	}

	private async advance(kept: KeptJob, signal: AbortSignal): Promise<Job> {
		const { job } = kept;
		try {
			const jobs = await (await this.dependencies.aws()).jobs();
			if (job.state !== 'preparing') {
				return await jobs.refresh(job, signal);
			}
			const uploads = await this.dependencies.uploadsOf(kept, signal);
			const onUploaded = (count: number): void => {
				this.uploads.set(job.name, count);
				this.dependencies.list.touch();
			};
			return await jobs.start(job, uploads, onUploaded, signal);
		} catch (error) {
			signal.throwIfAborted();
			const problem = toProblem(error);
			// Of what runs, its state alone is unknown; the next question may be answered.
			const state = job.state === 'preparing' ? 'interrupted' : problem.code === 'jobNotFound' ? 'failed' : job.state;
			return { ...job, state, problem };
		} finally {
			this.uploads.delete(job.name);
		}
	}

	private async put(job: Job): Promise<void> {
		const { list } = this.dependencies;
		const kept = list.get(job.name);
		// Where it has been removed meanwhile, it stays so.
		if (kept) {
			await list.put({ ...kept, job });
		}
	}

	private async wait(name: string, milliseconds: number, signal: AbortSignal): Promise<void> {
		const awake = new AbortController();
		this.wakers.set(name, () => awake.abort());
		await setTimeout(milliseconds, undefined, { signal: AbortSignal.any([signal, awake.signal]) }).catch(
			() => undefined,
		);
		signal.throwIfAborted();
	}
}

function needsSettling({ job, isSettled }: KeptJob): boolean {
	return !isSettled && (job.state === 'completed' || job.state === 'failed');
}
