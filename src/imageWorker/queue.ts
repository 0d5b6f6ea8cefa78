import { ProblemError, toProblem, type Problem } from '../core/problem.ts';

/** What a thread answers to a job. */
export type Reply<Result> =
	{ readonly ok: true; readonly result: Result } | { readonly ok: false; readonly problem: Problem };

/** What does one job at a time, apart from the caller. */
export interface Thread<Job, Result> {
	/** False once it has ended, be it of itself. */
	readonly isAlive: boolean;
	/** Rejects with a `ProblemError` where the thread is no more; throws where the job cannot be handed over. */
	run(job: Job): Promise<Reply<Result>>;
	/** Lets the process end while there is nothing to do. */
	rest(): void;
	/** Ends it at once; what it was doing is never answered. */
	end(): void;
}

/** How long a job may take. */
export interface JobLimit {
	/** In milliseconds. */
	readonly timeLimit: number;
	/** What a job that takes longer has become. */
	readonly timeout: Problem;
}

/** The limit is that of jobs without one of their own. */
export interface QueueOptions<Job, Result> extends JobLimit {
	readonly startThread: () => Thread<Job, Result>;
	readonly maximumThreads: number;
	/** After so many milliseconds without a job a thread ends. */
	readonly idleTime: number;
}

export interface Queue<Job, Result> {
	/** Starts a thread ahead of the first job, where there is none. */
	warmUp(): void;
	/** `toJob` is called when the job's turn comes. Rejects with a `ProblemError`, or with the signal's reason. */
	add(toJob: () => Job, signal: AbortSignal, limit?: JobLimit): Promise<Result>;
	/** Ends all threads; what is still to be done, and whatever comes from then on, is rejected with an `AbortError`. */
	dispose(): void;
}

interface Entry<Job, Result> {
	readonly toJob: () => Job;
	readonly limit: JobLimit;
	readonly resolve: (result: Result) => void;
	readonly reject: (reason: unknown) => void;
	/** Once it runs: ends it, with what `settle` does. */
	stop?: (settle: () => void, isThreadGood: boolean) => void;
}

/** Jobs in the order they come, on threads that are started when there is work for them. */
export function createQueue<Job, Result>(options: QueueOptions<Job, Result>): Queue<Job, Result> {
	const waiting: Entry<Job, Result>[] = [];
	// A set would, each time it is laid out anew, leave behind one that holds what was in it.
	const running: Entry<Job, Result>[] = [];
	const unaborted = new WeakMap<AbortSignal, Entry<Job, Result>[]>();
	const idle = new Map<Thread<Job, Result>, NodeJS.Timeout>();
	// While the first thread loads its code, a second one that loads the same would only hold it up.
	let hasAnswered = false;
	let isStarting = false;
	const disposed = new AbortController();

	function startNext(): void {
		// What fails to start frees its place at once, and the loop goes on: calls into calls would end the stack.
		if (isStarting) {
			return;
		}
		isStarting = true;
		while (running.length < (hasAnswered ? options.maximumThreads : 1)) {
			const entry = waiting.shift();
			if (entry === undefined) {
				break;
			}
			start(entry);
		}
		isStarting = false;
	}

	function start(entry: Entry<Job, Result>): void {
		let thread: Thread<Job, Result> | undefined;
		const timer = setTimeout(() => fail(new ProblemError(entry.limit.timeout)), entry.limit.timeLimit);
		const stop = (settle: () => void, isThreadGood: boolean): void => {
			if (!takeOut(running, entry)) {
				return;
			}
			clearTimeout(timer);
			if (thread && isThreadGood) {
				rest(thread);
			} else {
				thread?.end();
			}
			settle();
			startNext();
		};
		const fail = (error: unknown): void => {
			const isProblem = error instanceof ProblemError;
			stop(() => entry.reject(isProblem ? error : new ProblemError(toProblem(error), { cause: error })), false);
		};
		entry.stop = stop;
		running.push(entry);
		try {
			const job = entry.toJob();
			thread = takeThread();
			thread.run(job).then((reply) => {
				hasAnswered = true;
				stop(() => (reply.ok ? entry.resolve(reply.result) : entry.reject(new ProblemError(reply.problem))), true);
			}, fail);
		} catch (error) {
			fail(error);
		}
	}

	function takeThread(): Thread<Job, Result> {
		for (const [thread, timer] of idle) {
			clearTimeout(timer);
			idle.delete(thread);
			if (thread.isAlive) {
				return thread;
			}
		}
		return options.startThread();
	}

	function rest(thread: Thread<Job, Result>): void {
		thread.rest();
		const timer = setTimeout(() => {
			idle.delete(thread);
			thread.end();
		}, options.idleTime).unref();
		idle.set(thread, timer);
	}

	function cancel(entry: Entry<Job, Result>, reason: unknown): void {
		if (takeOut(waiting, entry)) {
			entry.reject(reason);
		} else {
			entry.stop?.(() => entry.reject(reason), false);
		}
	}

	/**
	 * Those that end with the signal. One listener for all: each that is taken off still knows the next, so that one that
	 * V8 takes for old would keep all jobs after it.
	 */
	function endingWith(signal: AbortSignal): Entry<Job, Result>[] {
		const known = unaborted.get(signal);
		if (known) {
			return known;
		}
		const entries: Entry<Job, Result>[] = [];
		unaborted.set(signal, entries);
		signal.addEventListener('abort', () => [...entries].forEach((entry) => cancel(entry, signal.reason)), {
			once: true,
		});
		return entries;
	}

	return {
		warmUp() {
			if (!disposed.signal.aborted && running.length === 0 && idle.size === 0) {
				try {
					rest(options.startThread());
				} catch {
					// What fails here fails again in `add`, where there is a job to tell of it.
				}
			}
		},
		async add(toJob, signal, limit = options) {
			disposed.signal.throwIfAborted();
			signal.throwIfAborted();
			const entries = endingWith(signal);
			return new Promise<Result>((resolve, reject) => {
				const leave = (): void => void takeOut(entries, entry);
				const entry: Entry<Job, Result> = {
					toJob,
					limit,
					resolve: (result) => {
						leave();
						resolve(result);
					},
					reject: (reason) => {
						leave();
						reject(reason as Error);
					},
				};
				entries.push(entry);
				waiting.push(entry);
				startNext();
			});
		},
		dispose() {
			disposed.abort();
			for (const entry of [...waiting, ...running]) {
				cancel(entry, disposed.signal.reason);
			}
			for (const [thread, timer] of idle) {
				clearTimeout(timer);
				thread.end();
			}
			idle.clear();
		},
	};
}

/** Whether it was in there. */
function takeOut<Value>(values: Value[], value: Value): boolean {
	const at = values.indexOf(value);
	if (at >= 0) {
		values.splice(at, 1);
	}
	return at >= 0;
}
