import { Worker } from 'node:worker_threads';
import type { Prepared } from '../core/ports.ts';
import { ProblemError, type Problem } from '../core/problem.ts';
import type { Thread } from './queue.ts';
import type { WorkerReply, WorkerRequest } from './workerProtocol.ts';

/** What the worker's own code takes, in megabytes, with room to spare. */
const leastHeap = 32;

/** A thread of Node's. `workerUrl` is the built `worker.ts`; `memoryLimit`, in bytes, bounds its heap. */
export function startThread(workerUrl: URL, memoryLimit: number): Thread<WorkerRequest, Prepared> {
	const worker = new Worker(workerUrl, {
		name: 'digit-classifier-images',
		execArgv: [],
		env: {},
		resourceLimits: { maxOldGenerationSizeMb: Math.max(leastHeap, memoryLimit / 2 ** 20) },
	});
	let isAlive = true;
	let resolve: ((reply: WorkerReply) => void) | undefined;
	let reject: ((error: ProblemError) => void) | undefined;
	const fail = (problem: Problem, cause?: unknown): void => {
		isAlive = false;
		reject?.(new ProblemError(problem, { cause }));
	};
	worker.on('message', (reply: WorkerReply) => resolve?.(reply));
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
			worker.postMessage(request, [request.bytes.buffer]);
			return new Promise((onReply, onEnd) => {
				[resolve, reject] = [onReply, onEnd];
			});
		},
		rest: () => worker.unref(),
		end: () => void worker.terminate(),
	};
}
