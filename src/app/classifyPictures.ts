import type { Preprocessing } from '../core/normalization.ts';
import type { Endpoint, Prepare, Prepared, Sample } from '../core/ports.ts';
import { toProblem } from '../core/problem.ts';
import type { Prediction } from '../core/prediction.ts';
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
	readonly endpoint: Endpoint;
}

interface Ready {
	readonly index: number;
	readonly prepared: Prepared;
	/** One for each digit. */
	readonly samples: readonly Sample[];
	readonly times: Omit<Times, 'classify'>;
}

/** The most pictures held in memory at once. */
const maximumHeld = 32;

/**
 * The whole way of pictures: read → prepare → classify. One outcome per picture, as soon as it is known: a picture
 * that fails does not hold up the others. Throws nothing but the signal's reason.
 */
export async function* classifyPictures(
	pictures: readonly Picture[],
	pipeline: Pipeline,
	signal: AbortSignal,
): AsyncGenerator<Outcome, void, undefined> {
	const { endpoint } = pipeline;
	const batchSize = Math.max(1, Math.min(endpoint.maximumBatch, maximumHeld));
	let batch: Ready[] = [];
	for (const [index, picture] of pictures.entries()) {
		try {
			batch.push(await makeReady(index, picture, pipeline, signal));
		} catch (error) {
			signal.throwIfAborted();
			yield { index, ok: false, problem: toProblem(error) };
		}
		if (batch.length === batchSize) {
			yield* classifyBatch(batch, endpoint, signal);
			batch = [];
		}
	}
	if (batch.length > 0) {
		yield* classifyBatch(batch, endpoint, signal);
	}
}

async function makeReady(
	index: number,
	{ name, read }: Picture,
	{ prepare, preprocessing, endpoint }: Pipeline,
	signal: AbortSignal,
): Promise<Ready> {
	const started = performance.now();
	const bytes = await read();
	const times = { read: performance.now() - started };
	signal.throwIfAborted();
	const prepared = await prepare(bytes, preprocessing, { steps: true, signal });
	const samples = prepared.digits.map(({ digit }) => ({
		name,
		digit,
		picture: prepared.picture,
		...(endpoint.needs === 'original' && { original: bytes }),
	}));
	return { index, prepared, samples, times: { ...times, ...prepared.times } };
}

async function* classifyBatch(
	batch: readonly Ready[],
	endpoint: Endpoint,
	signal: AbortSignal,
): AsyncGenerator<Outcome, void, undefined> {
	const started = performance.now();
	try {
		const samples = batch.flatMap((ready) => ready.samples);
		const { predictions, sent } = await endpoint.classify(samples, signal);
		const classify = performance.now() - started;
		let from = 0;
		for (const { index, prepared, times } of batch) {
			const own = predictions.slice(from, from + prepared.digits.length) as [Prediction, ...Prediction[]];
			from += own.length;
			yield {
				index,
				ok: true,
				endpoint,
				prepared,
				predictions: own,
				times: { ...times, classify },
				...(sent && { sent }),
			};
		}
	} catch (error) {
		signal.throwIfAborted();
		const problem = toProblem(error);
		for (const { index, prepared } of batch) {
			yield { index, ok: false, problem, prepared, endpoint };
		}
	}
}
