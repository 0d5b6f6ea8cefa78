import { Worker } from 'node:worker_threads';
import { digitSide, type GrayImage } from '../core/image.ts';
import { minimumSideFor, normalize } from '../preprocessing/normalize.ts';
import { ProblemError, type Problem } from '../core/problem.ts';
import type { Decode, DecodeOptions, Normalize, Prepare } from '../core/ports.ts';
import { decodeImage, defaultMemoryLimit, type DecodeImageOptions } from '../codecs/decodeImage.ts';
import { isTiny } from '../codecs/isTiny.ts';
import type { WorkerReply, WorkerRequest, WorkerResults } from './workerProtocol.ts';

export interface ImageWorkerOptions {
	/** The built `worker.ts`. */
	readonly workerUrl: URL;
	/** The most time that one picture may take, in milliseconds; default 5000. */
	readonly timeLimit?: number;
	/** See {@link DecodeImageOptions}; it bounds the worker's heap, too. */
	readonly memoryLimit?: number;
	/** See {@link DecodeImageOptions}. */
	readonly pixelLimit?: number;
}

export interface ImageWorker {
	readonly decode: Decode;
	readonly normalize: Normalize;
	readonly prepare: Prepare;
	/** Ends the worker; what is still to be done is rejected with an `AbortError`. */
	dispose(): void;
}

type Result = WorkerResults[WorkerRequest['task']];

interface Job {
	/** What to ask, and which of its buffers go over whole. */
	readonly start: () => readonly [WorkerRequest, readonly ArrayBuffer[]];
	readonly signal: AbortSignal;
	readonly onAbort: () => void;
	readonly resolve: (result: Result) => void;
	readonly reject: (reason: unknown) => void;
}

/** After so many milliseconds without work the worker ends. */
const idleTime = 10_000;

/** What the worker's own code takes, in megabytes, with room to spare. */
const leastHeap = 32;

/**
 * Decodes and normalizes tiny pictures where it is called, all others one after the other in a worker that is
 * started on demand: the caller's thread is never held for long, and no picture takes more than its time and memory.
 */
export function createImageWorker(options: ImageWorkerOptions): ImageWorker {
	const { timeLimit = 5000, memoryLimit = defaultMemoryLimit, pixelLimit } = options;
	const optionsFor = ({ minimumSide }: DecodeOptions): DecodeImageOptions => ({
		memoryLimit,
		...(pixelLimit !== undefined && { pixelLimit }),
		...(minimumSide !== undefined && { minimumSide }),
	});
	const queue: Job[] = [];
	let worker: Worker | undefined;
	let running: Job | undefined;
	let timer: NodeJS.Timeout | undefined;

	function startWorker(): Worker {
		const started = new Worker(options.workerUrl, {
			name: 'digit-classifier-images',
			execArgv: [],
			env: {},
			resourceLimits: { maxOldGenerationSizeMb: Math.max(leastHeap, memoryLimit / 2 ** 20) },
		});
		started.on('message', (reply: WorkerReply) => {
			if (started === worker) {
				finish(reply.ok ? reply.result : new ProblemError(reply.problem));
			}
		});
		started.on('error', (error: NodeJS.ErrnoException) => {
			const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
			giveUp(started, isMemory ? { code: 'decodeMemory' } : { code: 'unexpected', detail: error.message }, error);
		});
		started.on('exit', (code) => giveUp(started, { code: 'unexpected', detail: `The image worker ended: ${code}` }));
		return started;
	}

	/** Ends the worker and what it was doing; the next picture gets a fresh one. */
	function giveUp(failed: Worker | undefined, problem: Problem, cause?: unknown): void {
		if (failed === worker) {
			endWorker();
			finish(new ProblemError(problem, { cause }));
		}
	}

	function endWorker(): void {
		clearTimeout(timer);
		void worker?.terminate();
		worker = undefined;
	}

	function startNext(): void {
		running = queue.shift();
		if (!running) {
			worker?.unref();
			timer = setTimeout(endWorker, idleTime).unref();
			return;
		}
		worker ??= startWorker();
		worker.ref();
		const [request, buffers] = running.start();
		worker.postMessage(request, buffers);
		timer = setTimeout(() => giveUp(worker, { code: 'decodeTimeout', seconds: timeLimit / 1000 }), timeLimit);
	}

	function finish(result: Result | ProblemError): void {
		clearTimeout(timer);
		const job = running;
		running = undefined;
		job?.signal.removeEventListener('abort', job.onAbort);
		if (result instanceof ProblemError) {
			job?.reject(result);
		} else {
			job?.resolve(result);
		}
		startNext();
	}

	function cancel(job: Job, reason: unknown): void {
		job.signal.removeEventListener('abort', job.onAbort);
		job.reject(reason);
		if (job === running) {
			endWorker();
			startNext();
		} else {
			queue.splice(queue.indexOf(job), 1);
		}
	}

	function runInWorker<Task extends WorkerRequest['task']>(
		start: () => readonly [WorkerRequest & { readonly task: Task }, readonly ArrayBuffer[]],
		signal: AbortSignal,
	): Promise<WorkerResults[Task]> {
		return new Promise((resolve, reject) => {
			const job: Job = {
				start,
				signal,
				onAbort: () => cancel(job, signal.reason),
				// The worker answers in the order it is asked.
				resolve: (result) => resolve(result as WorkerResults[Task]),
				reject,
			};
			signal.addEventListener('abort', job.onAbort);
			queue.push(job);
			if (!running) {
				clearTimeout(timer);
				startNext();
			}
		});
	}

	const decoding: Pick<ImageWorker, 'decode' | 'normalize'> = {
		async decode(bytes, decodeOptions) {
			const { signal } = decodeOptions;
			signal.throwIfAborted();
			if (isTiny(bytes)) {
				const image = await decodeImage(bytes, optionsFor(decodeOptions));
				signal.throwIfAborted();
				return image;
			}
			return runInWorker<'decode'>(() => {
				const copy = copyOf(bytes);
				return [{ task: 'decode', bytes: copy, options: optionsFor(decodeOptions) }, [copy.buffer]];
			}, signal);
		},
		async normalize(image, preprocessing, signal) {
			signal.throwIfAborted();
			if (isDigitSize(image)) {
				return normalize(image, preprocessing);
			}
			return runInWorker<'normalize'>(() => {
				const { width, height } = image;
				const pixels = copyOf(image.pixels);
				return [{ task: 'normalize', image: { width, height, pixels }, preprocessing }, [pixels.buffer]];
			}, signal);
		},
	};
	return {
		...decoding,
		async prepare(bytes, preprocessing, { steps, signal }) {
			const started = performance.now();
			const minimumSide = minimumSideFor(preprocessing);
			const image = await decoding.decode(bytes, { signal, ...(minimumSide !== undefined && { minimumSide }) });
			const decode = performance.now() - started;
			const normalized = await decoding.normalize(image, preprocessing, signal);
			const { format, originalWidth, originalHeight } = image;
			return {
				...normalized,
				steps: steps ? normalized.steps : [],
				picture: { format, originalWidth, originalHeight },
				times: { decode, normalize: performance.now() - started - decode },
			};
		},
		dispose() {
			const { reason } = AbortSignal.abort() as { reason: unknown };
			for (const job of [...queue, ...(running ? [running] : [])]) {
				cancel(job, reason);
			}
			endWorker();
		},
	};
}

/** Of these bytes alone: the caller keeps the originals, which may be part of a larger buffer. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return new Uint8Array(bytes);
}

function isDigitSize({ width, height }: GrayImage): boolean {
	return width === digitSide && height === digitSide;
}
