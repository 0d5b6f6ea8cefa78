import { availableParallelism } from 'node:os';
import { defaultMemoryLimit } from '../codecs/decodeImage.ts';
import { createQueue, type Queue } from './queue.ts';
import { startThread } from './thread.node.ts';

/** Each may take as much memory as the largest picture needs, and the host of extensions is not alone on the machine. */
export const mostThreads = 4;

/** After so many milliseconds without work a thread ends. */
export const idleTime = 10_000;

/** For what is done to many digits at a time, in milliseconds: none of it takes nearly as long. */
const timeLimit = 60_000;

/** What is asked decides what is answered: see `worker.ts` of `imageWorker` and of `modelWorker`. */
export type Threads = Queue<object, never>;

/**
 * Threads that many digits are prepared and classified on: the same for both, since each takes 20 MB.
 * @param workerUrl the built `worker.ts`
 * @param maximum how many; default: as many as there are processors, at most four
 */
export function createThreads(
	workerUrl: URL,
	maximum = Math.min(mostThreads, availableParallelism()),
	memoryLimit = defaultMemoryLimit,
): Threads {
	return createQueue<{ readonly digits?: Uint8Array<ArrayBuffer> }, never>({
		startThread: () => startThread(workerUrl, memoryLimit, ({ digits }) => (digits ? [digits.buffer] : [])),
		maximumThreads: maximum,
		timeLimit,
		idleTime,
		timeout: { code: 'unexpected', detail: 'The worker takes too long' },
	});
}
