import { availableParallelism } from 'node:os';
import { defaultMemoryLimit } from '../codecs/decodeImage.ts';
import { isTiny } from '../codecs/isTiny.ts';
import type { Preprocessing } from '../core/normalization.ts';
import type { Prepare, PreparedFile, PreparedFiles, PrepareFile, PrepareFiles, PrepareOptions } from '../core/ports.ts';
import type { PrepareLimits } from './prepare.ts';
import { createThreads, idleTime, mostThreads, type Threads } from './createThreads.ts';
import { createQueue, type JobLimit, type Queue } from './queue.ts';
import { openFile } from './readLocal.ts';
import { startThread } from './thread.node.ts';
import type { FilesRequest, PictureRequest } from './workerProtocol.ts';

export interface ImageWorkerOptions extends PrepareLimits {
	/** The built `worker.ts`. */
	readonly workerUrl: URL;
	/** Where many files are read and prepared at a time; default: others of the same kind. */
	readonly threads?: Threads;
	/**
	 * The most time that one picture may take, in milliseconds; default 15,000: a table of numbers takes a second of a
	 * processor, which others may want, too.
	 */
	readonly timeLimit?: number;
	/** How many pictures are prepared at once; default: as many as there are processors, at most four. */
	readonly maximumThreads?: number;
}

export interface ImageWorker {
	/** The files are tiny pictures. */
	readonly prepare: Prepare & { readonly file: PrepareFile; readonly files: PrepareFiles };
	/** Ends its threads; what is still to be done, and whatever comes from then on, is rejected with an `AbortError`. */
	dispose(): void;
}

/**
 * Prepares tiny pictures where it is called, all others in threads that are started on demand: the caller's thread is
 * never held for long, and no picture takes more than its time and memory. The caller keeps its bytes.
 */
export function createImageWorker({ workerUrl, ...options }: ImageWorkerOptions): ImageWorker {
	const { threads, timeLimit = 15_000, memoryLimit = defaultMemoryLimit, pixelLimit } = options;
	const { maximumThreads = Math.min(mostThreads, availableParallelism()) } = options;
	const limits: PrepareLimits = { memoryLimit, ...(pixelLimit !== undefined && { pixelLimit }) };
	const limit: JobLimit = { timeLimit, timeout: { code: 'prepareTimeout', seconds: timeLimit / 1000 } };
	const queue = createQueue<PictureRequest, PreparedFile>({
		startThread: () =>
			startThread(workerUrl, memoryLimit, ({ picture }) => (typeof picture === 'string' ? [] : [picture.buffer])),
		maximumThreads,
		idleTime,
		...limit,
	});
	const filesQueue: Queue<FilesRequest, PreparedFiles> =
		threads ?? createThreads(workerUrl, maximumThreads, memoryLimit);
	const prepareOnThread = async (
		toPicture: () => PictureRequest['picture'],
		preprocessing: Preprocessing,
		{ steps, signal }: PrepareOptions,
	) => queue.add(() => ({ picture: toPicture(), preprocessing, options: { ...limits, steps } }), signal);
	const prepare: Prepare = async (bytes, preprocessing, options) => {
		options.signal.throwIfAborted();
		if (!isTiny(bytes)) {
			return prepareOnThread(() => new Uint8Array(bytes), preprocessing, options);
		}
		const { prepare: prepareHere } = await import('./prepare.ts');
		const prepared = await prepareHere(bytes, preprocessing, { ...limits, steps: options.steps });
		options.signal.throwIfAborted();
		return prepared;
	};
	const prepareFile: PrepareFile = async (file, preprocessing, options) => {
		options.signal.throwIfAborted();
		const started = performance.now();
		const opened = await openFile(file);
		const read = performance.now() - started;
		options.signal.throwIfAborted();
		if (typeof opened === 'string') {
			return prepareOnThread(() => opened, preprocessing, options);
		}
		const prepared = await prepare(opened, preprocessing, options);
		return { ...prepared, times: { ...prepared.times, read } };
	};
	const files: PrepareFiles = async (paths, preprocessing, digits, signal) => {
		try {
			const toJob = () => ({ paths: paths(), digits, preprocessing, options: limits });
			return await filesQueue.add(toJob, signal, limit);
		} catch {
			signal.throwIfAborted();
			return undefined;
		}
	};
	return {
		prepare: Object.assign(prepare, { file: prepareFile, files }),
		dispose() {
			queue.dispose();
			if (filesQueue !== threads) {
				filesQueue.dispose();
			}
		},
	};
}
