import type { Endpoint } from '../core/ports.ts';
import type { BatchPolicy } from './batcher.ts';
import { createHandover } from './handover.ts';
import type { Outcome } from './outcome.ts';
import { askOnce, pipe, type Line, type Piped } from './pipe.ts';
import { readyPicture, type Picture, type Preparation, type ReadyPicture } from './readyPicture.ts';

export interface Pipeline extends Preparation {
	/** Perhaps still being loaded, while pictures are already read and prepared. */
	readonly endpoint: Endpoint | Promise<Endpoint>;
	/** How many pictures are read and prepared at once; default 4, which keeps two threads busy. */
	readonly concurrency?: number;
}

/** A picture's place in the list, and the picture. */
type Entry = readonly [index: number, picture: Picture];

/** A model on this machine costs no request: each picture is answered at once, one after the other. */
const localPolicy: BatchPolicy = { maximumBatch: 1, maximumWait: 0, maximumInFlight: () => 1 };

/** 150 ms are not felt before a first label that takes a request. */
const remotePolicy: Omit<BatchPolicy, 'maximumBatch'> = { maximumWait: 150, maximumInFlight: () => 4 };

/**
 * The whole way of pictures that somebody waits for: see `pipe`. One outcome per picture, as soon as it is known.
 * Throws nothing but the signal's reason, at once; whoever leaves early aborts what is in flight.
 */
export async function* classifyPictures(
	pictures: readonly Picture[],
	{ endpoint, concurrency = 4, ...preparation }: Pipeline,
	signal: AbortSignal,
): AsyncGenerator<Outcome, void, undefined> {
	signal.throwIfAborted();
	const left = new AbortController();
	const either = AbortSignal.any([signal, left.signal]);
	const outcomes = createHandover<Outcome>(either);
	const work = pipe<Entry, ReadyPicture>(
		pictures.entries(),
		{
			makeReady: async ([, picture], line) => readyPicture(picture, preparation, line, either),
			line: connect(endpoint),
			concurrency,
			async give(piped) {
				for (const one of piped) {
					await outcomes.give(toOutcome(one));
				}
			},
		},
		either,
	);
	work.then(
		() => outcomes.end(),
		(error: unknown) => outcomes.end({ error }),
	);
	try {
		yield* outcomes.take();
	} finally {
		left.abort();
	}
}

async function connect(loading: Pipeline['endpoint']): Promise<Line> {
	const endpoint = await loading;
	// What fails here fails again in `classify`, where there are pictures to tell it of.
	endpoint.warmUp?.().catch(() => undefined);
	const policy = endpoint.isLocal ? localPolicy : { ...remotePolicy, maximumBatch: endpoint.maximumBatch };
	return { endpoint, policy, ask: askOnce(endpoint) };
}

function toOutcome({ item: [index], ...piped }: Piped<Entry, ReadyPicture>): Outcome {
	if (piped.ok) {
		const { ready, endpoint, predictions, classify, sent, warning } = piped;
		const { prepared, times } = ready;
		return {
			index,
			ok: true,
			endpoint,
			prepared,
			predictions,
			times: { ...times, classify },
			...(sent && { sent }),
			...(warning && { warning }),
		};
	}
	const { problem, ready, endpoint } = piped;
	return { index, ok: false, problem, ...(ready && { prepared: ready.prepared }), ...(endpoint && { endpoint }) };
}
