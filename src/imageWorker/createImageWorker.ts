import { availableParallelism } from 'node:os';
import { defaultMemoryLimit } from '../codecs/decodeImage.ts';
import { isTiny } from '../codecs/isTiny.ts';
import type { Prepare } from '../core/ports.ts';
import { prepare, type PrepareLimits } from './prepare.ts';
import { createQueue } from './queue.ts';
import { startThread } from './thread.node.ts';

export interface ImageWorkerOptions extends PrepareLimits {
	/** The built `worker.ts`. */
	readonly workerUrl: URL;
	/** The most time that one picture may take, in milliseconds; default 5000. */
	readonly timeLimit?: number;
	/** How many pictures are prepared at once; default: as many as there are processors, at most four. */
	readonly maximumThreads?: number;
}

export interface ImageWorker {
	readonly prepare: Prepare;
	/** Ends the threads; what is still to be done is rejected with an `AbortError`. */
	dispose(): void;
}

/** Each thread may take as much memory as the largest picture needs. */
const mostThreads = 4;

/** After so many milliseconds without work a thread ends. */
const idleTime = 10_000;

/**
 * Prepares tiny pictures where it is called, all others in threads that are started on demand: the caller's thread is
 * never held for long, and no picture takes more than its time and memory. The caller keeps its bytes.
 */
export function createImageWorker({ workerUrl, ...options }: ImageWorkerOptions): ImageWorker {
	const { timeLimit = 5000, maximumThreads, memoryLimit = defaultMemoryLimit, pixelLimit } = options;
	const limits: PrepareLimits = { memoryLimit, ...(pixelLimit !== undefined && { pixelLimit }) };
	const queue = createQueue({
		startThread: () => startThread(workerUrl, memoryLimit),
		maximumThreads: maximumThreads ?? Math.min(mostThreads, availableParallelism()),
		timeLimit,
		idleTime,
		timeout: { code: 'prepareTimeout', seconds: timeLimit / 1000 },
	});
	return {
		async prepare(bytes, preprocessing, { steps, signal }) {
			signal.throwIfAborted();
			if (isTiny(bytes)) {
				const prepared = await prepare(bytes, preprocessing, { ...limits, steps });
				signal.throwIfAborted();
				return prepared;
			}
			const toJob = () => ({ bytes: new Uint8Array(bytes), preprocessing, options: { ...limits, steps } });
			return queue.add(toJob, signal);
		},
		dispose: () => queue.dispose(),
	};
}
