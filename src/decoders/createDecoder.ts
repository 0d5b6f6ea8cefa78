import { Worker } from 'node:worker_threads';
import { ProblemError, type Decode, type DecodedImage, type DecodeOptions, type Problem } from '../core/index.ts';
import { decodeImage, defaultMemoryLimit, type DecodeImageOptions } from './decodeImage.ts';
import { isTiny } from './isTiny.ts';
import type { DecodeReply, DecodeRequest } from './workerProtocol.ts';

export interface DecoderOptions {
	/** The built `worker.ts`. */
	readonly workerUrl: URL;
	/** The most time that one picture may take, in milliseconds; default 5000. */
	readonly timeLimit?: number;
	/** See {@link DecodeImageOptions}; it bounds the worker's heap, too. */
	readonly memoryLimit?: number;
	/** See {@link DecodeImageOptions}. */
	readonly pixelLimit?: number;
}

export interface Decoder {
	readonly decode: Decode;
	/** Ends the worker; what is still to be decoded is rejected with an `AbortError`. */
	dispose(): void;
}

interface Job {
	readonly bytes: Uint8Array;
	readonly options: DecodeOptions;
	readonly onAbort: () => void;
	readonly resolve: (image: DecodedImage) => void;
	readonly reject: (reason: unknown) => void;
}

/** After so many milliseconds without work the worker ends. */
const idleTime = 10_000;

/** What the worker's own code takes, in megabytes, with room to spare. */
const leastHeap = 32;

/**
 * Decodes tiny pictures where it is called, all others one after the other in a worker that is started on demand:
 * the caller's thread is never held for long, and no picture takes more than its time and memory.
 */
export function createDecoder(options: DecoderOptions): Decoder {
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
			name: 'digit-classifier-decoder',
			execArgv: [],
			env: {},
			resourceLimits: { maxOldGenerationSizeMb: Math.max(leastHeap, memoryLimit / 2 ** 20) },
		});
		started.on('message', (reply: DecodeReply) => {
			if (started === worker) {
				finish(reply.ok ? reply.image : new ProblemError(reply.problem));
			}
		});
		started.on('error', (error: NodeJS.ErrnoException) => {
			const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
			giveUp(started, isMemory ? { code: 'decodeMemory' } : { code: 'unexpected', detail: error.message }, error);
		});
		started.on('exit', (code) => giveUp(started, { code: 'unexpected', detail: `The decoder ended: ${code}` }));
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
		// A copy, of these bytes alone: the caller keeps the originals, which may be part of a larger buffer.
		const bytes = new Uint8Array(running.bytes);
		const request: DecodeRequest = { bytes, options: optionsFor(running.options) };
		worker.postMessage(request, [bytes.buffer]);
		timer = setTimeout(() => giveUp(worker, { code: 'decodeTimeout', seconds: timeLimit / 1000 }), timeLimit);
	}

	function finish(result: DecodedImage | ProblemError): void {
		clearTimeout(timer);
		const job = running;
		running = undefined;
		job?.options.signal.removeEventListener('abort', job.onAbort);
		if (result instanceof ProblemError) {
			job?.reject(result);
		} else {
			job?.resolve(result);
		}
		startNext();
	}

	function cancel(job: Job, reason: unknown): void {
		job.options.signal.removeEventListener('abort', job.onAbort);
		job.reject(reason);
		if (job === running) {
			endWorker();
			startNext();
		} else {
			queue.splice(queue.indexOf(job), 1);
		}
	}

	function decodeInWorker(bytes: Uint8Array, decodeOptions: DecodeOptions): Promise<DecodedImage> {
		const { signal } = decodeOptions;
		return new Promise((resolve, reject) => {
			const job: Job = { bytes, options: decodeOptions, onAbort: () => cancel(job, signal.reason), resolve, reject };
			signal.addEventListener('abort', job.onAbort);
			queue.push(job);
			if (!running) {
				clearTimeout(timer);
				startNext();
			}
		});
	}

	return {
		async decode(bytes, decodeOptions) {
			decodeOptions.signal.throwIfAborted();
			if (!isTiny(bytes)) {
				return decodeInWorker(bytes, decodeOptions);
			}
			const image = await decodeImage(bytes, optionsFor(decodeOptions));
			decodeOptions.signal.throwIfAborted();
			return image;
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
