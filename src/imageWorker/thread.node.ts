import { Worker } from 'node:worker_threads';
import { ProblemError, type Problem } from '../core/problem.ts';
import type { Reply, Thread } from './queue.ts';

/** What the worker's own code takes, in megabytes, with room to spare. */
const leastHeap = 32;

/** What has just been made, in megabytes: soon done with, and with it the buffers beyond the heap. */
const youngHeap = 4;

/**
 * A thread of Node's. `workerUrl` is the built `worker.ts`, which answers such requests; `memoryLimit`, in bytes, bounds
 * its heap.
 * @param toTransfer what of a request the caller gives away
 */
export function startThread<Request, Result>(
	workerUrl: URL,
	memoryLimit: number,
	toTransfer: (request: Request) => ArrayBuffer[] = () => [],
): Thread<Request, Result> {
	const worker = new Worker(workerUrl, {
		name: 'digit-classifier',
		execArgv: [],
		env: {},
		resourceLimits: {
			maxOldGenerationSizeMb: Math.max(leastHeap, memoryLimit / 2 ** 20),
			maxYoungGenerationSizeMb: youngHeap,
		},
	});
	let isAlive = true;
	let resolve: ((reply: Reply<Result>) => void) | undefined;
	let reject: ((error: ProblemError) => void) | undefined;
	const fail = (problem: Problem, cause?: unknown): void => {
		isAlive = false;
		reject?.(new ProblemError(problem, { cause }));
	};
	worker.on('message', (reply: Reply<Result>) => resolve?.(reply));
	worker.on('error', (error: NodeJS.ErrnoException) => {
		const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
		fail(isMemory ? { code: 'prepareMemory' } : { code: 'unexpected', detail: error.message }, error);
	});
	worker.on('exit', (code) => fail({ code: 'unexpected', detail: `The image worker ended: ${code}` }));
	return {
		get isAlive() {
			return isAlive;
		},
		async run(request) {
			worker.ref();
			worker.postMessage(request, toTransfer(request));
			return new Promise((onReply, onEnd) => {
				[resolve, reject] = [onReply, onEnd];
			});
		},
		rest: () => worker.unref(),
		end: () => void worker.terminate(),
	};
}
