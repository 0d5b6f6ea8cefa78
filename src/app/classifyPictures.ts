import type { Preprocessing } from '../core/normalization.ts';
import type { Endpoint, Prepare, Prepared, Sample } from '../core/ports.ts';
import type { Prediction } from '../core/prediction.ts';
import { toProblem, type Problem } from '../core/problem.ts';
import { createBatcher, type Batcher, type BatchPolicy } from './batcher.ts';
import { createHandover } from './handover.ts';
import type { Outcome, Times } from './outcome.ts';

/** A picture that can be read. */
export interface Picture {
	/** File name, without folders. */
	readonly name: string;
	/** Rejects with a `ProblemError` of a `FileProblem`. */
	readonly read: () => Promise<Uint8Array>;
}

export interface Pipeline {
	readonly prepare: Prepare;
	readonly preprocessing: Preprocessing;
	/** Whether the outcomes are to have the steps to the digit. */
	readonly steps: boolean;
	/** Perhaps still being loaded, while pictures are already read and prepared. */
	readonly endpoint: Endpoint | Promise<Endpoint>;
	/** How many pictures are read and prepared at once; default 4, which keeps two threads busy. */
	readonly concurrency?: number;
}

interface Ready {
	readonly index: number;
	readonly prepared: Prepared;
	/** One for each digit. */
	readonly samples: readonly Sample[];
	readonly times: Omit<Times, 'classify'>;
}

/** An endpoint and what waits for it; or why there is none. */
type Connection =
	| { readonly ok: true; readonly endpoint: Endpoint; readonly requests: Batcher<Ready> }
	| { readonly ok: false; readonly problem: Problem };

/** A model on this machine costs no request: each picture is answered at once, one after the other. */
const localPolicy: BatchPolicy = { maximumBatch: 1, maximumWait: 0, maximumInFlight: 1 };

/** 150 ms are not felt before a first label that takes a request. */
const remotePolicy: Omit<BatchPolicy, 'maximumBatch'> = { maximumWait: 150, maximumInFlight: 4 };

/** How long local models may hold the thread before others have their turn, in milliseconds. */
const localTurn = 10;

/**
 * The whole way of pictures: read → prepare → classify. One outcome per picture, as soon as it is known: a picture
 * that fails or takes long does not hold up the others. Throws nothing but the signal's reason, at once. No more
 * pictures are held than are being prepared, waiting for the next request and in flight; whoever leaves early
 * aborts these.
 */
export async function* classifyPictures(
	pictures: readonly Picture[],
	pipeline: Pipeline,
	signal: AbortSignal,
): AsyncGenerator<Outcome, void, undefined> {
	signal.throwIfAborted();
	const left = new AbortController();
	const either = AbortSignal.any([signal, left.signal]);
	const outcomes = createHandover<Outcome>(either);
	runPipeline(pictures, pipeline, outcomes.give, either).then(
		() => outcomes.end(),
		(error: unknown) => outcomes.end({ error }),
	);
	try {
		yield* outcomes.take();
	} finally {
		left.abort();
	}
}

type Give = (outcome: Outcome) => Promise<void>;

/** Resolves when all is given. */
async function runPipeline(
	pictures: readonly Picture[],
	pipeline: Pipeline,
	give: Give,
	signal: AbortSignal,
): Promise<void> {
	const connection = connect(pipeline.endpoint, give, signal);
	const remaining = pictures.entries();

	async function prepareRemaining(): Promise<void> {
		for (const [index, picture] of remaining) {
			try {
				const ready = await makeReady(index, picture, pipeline, connection, signal);
				const connected = await connection;
				if (connected.ok) {
					await connected.requests.add(ready);
				} else {
					await give({ index, ok: false, problem: connected.problem, prepared: ready.prepared });
				}
			} catch (error) {
				// Once the signal is aborted, nothing that is given is taken.
				await give({ index, ok: false, problem: toProblem(error) });
			}
			if (signal.aborted) {
				return;
			}
		}
	}

	await Promise.all(Array.from({ length: pipeline.concurrency ?? 4 }, prepareRemaining));
	const connected = await connection;
	if (connected.ok) {
		await connected.requests.end();
	}
}

/** Never rejects. */
async function connect(loading: Pipeline['endpoint'], give: Give, signal: AbortSignal): Promise<Connection> {
	try {
		const endpoint = await loading;
		// What fails here fails again in `classify`, where there are pictures to tell it of.
		endpoint.warmUp?.().catch(() => undefined);
		const policy = endpoint.isLocal ? localPolicy : { ...remotePolicy, maximumBatch: endpoint.maximumBatch };
		let held = 0;
		const send = async (batch: readonly Ready[]): Promise<void> => {
			if (endpoint.isLocal && held >= localTurn) {
				await new Promise<void>((resolve) => {
					setTimeout(() => resolve());
				});
				held = 0;
			}
			const started = performance.now();
			const outcomes = await classifyBatch(batch, endpoint, signal);
			held += performance.now() - started;
			for (const outcome of outcomes) {
				await give(outcome);
			}
		};
		return { ok: true, endpoint, requests: createBatcher(policy, ({ samples }) => samples.length, send, signal) };
	} catch (error) {
		return { ok: false, problem: toProblem(error) };
	}
}

/** Gives the files' bytes back as soon as the picture is prepared, unless the endpoint needs them. */
async function makeReady(
	index: number,
	{ name, read }: Picture,
	{ prepare, preprocessing, steps }: Pipeline,
	connection: Promise<Connection>,
	signal: AbortSignal,
): Promise<Ready> {
	const started = performance.now();
	const bytes = await read();
	const times = { read: performance.now() - started };
	signal.throwIfAborted();
	const prepared = await prepare(bytes, preprocessing, { steps, signal });
	const connected = await connection;
	const original = connected.ok && connected.endpoint.needs === 'original' ? { original: bytes } : {};
	const samples = prepared.digits.map(({ digit }) => ({ name, digit, picture: prepared.picture, ...original }));
	return { index, prepared, samples, times: { ...times, ...prepared.times } };
}

/** One outcome for each. Never rejects. */
async function classifyBatch(batch: readonly Ready[], endpoint: Endpoint, signal: AbortSignal): Promise<Outcome[]> {
	const started = performance.now();
	try {
		const samples = batch.flatMap((ready) => ready.samples);
		const { predictions, sent } = await endpoint.classify(samples, signal);
		const classify = performance.now() - started;
		let from = 0;
		return batch.map(({ index, prepared, times }) => {
			const own = predictions.slice(from, from + prepared.digits.length) as [Prediction, ...Prediction[]];
			from += own.length;
			return {
				index,
				ok: true,
				endpoint,
				prepared,
				predictions: own,
				times: { ...times, classify },
				...(sent && { sent }),
			};
		});
	} catch (error) {
		const problem = toProblem(error);
		return batch.map(({ index, prepared }) => ({ index, ok: false, problem, prepared, endpoint }));
	}
}
