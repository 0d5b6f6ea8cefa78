import type { Endpoint, Reply, Sample, Sent } from '../core/ports.ts';
import type { Prediction } from '../core/prediction.ts';
import { toProblem, type Problem } from '../core/problem.ts';
import { createBatcher, type Batcher, type BatchPolicy } from './batcher.ts';

/** An item that has come as far as its digits: one sample for each, which stay together. */
export interface Ready {
	readonly samples: readonly [Sample, ...Sample[]];
}

/** What has become of an item. */
export type Piped<Item, Made extends Ready> =
	| {
			readonly ok: true;
			readonly item: Item;
			readonly ready: Made;
			readonly endpoint: Endpoint;
			/** One for each sample, in their order. */
			readonly predictions: readonly [Prediction, ...Prediction[]];
			/** The request's, in milliseconds. */
			readonly classify: number;
			/** What left the machine with this item and those that went along. */
			readonly sent?: Sent;
			/** See {@link Reply.warning}. */
			readonly warning?: Reply['warning'];
	  }
	| {
			readonly ok: false;
			readonly item: Item;
			readonly problem: Problem;
			/** Where it came as far as its digits. */
			readonly ready?: Made;
			/** Where it was the endpoint that failed. */
			readonly endpoint?: Endpoint;
	  };

/** An endpoint that is there, and how it is asked. */
export interface Line {
	readonly endpoint: Endpoint;
	readonly policy: BatchPolicy;
	/** `milliseconds` from sending what was answered to its answer. Rejects as `Endpoint.classify` does. */
	ask(
		samples: readonly Sample[],
		signal: AbortSignal,
	): Promise<{ readonly reply: Reply; readonly milliseconds: number }>;
}

export interface PipeOptions<Item, Made extends Ready> {
	/** Rejects with a `ProblemError`, which becomes the item's, or with the signal's reason. */
	readonly makeReady: (item: Item, line: Promise<Line>, signal: AbortSignal) => Promise<Made>;
	/** Perhaps still being loaded. Where it rejects, nothing is asked for. */
	readonly line: Promise<Line>;
	/** How many items are made ready at once. */
	readonly concurrency: number;
	/** All of one request together. Resolves when they are taken. */
	readonly give: (piped: readonly Piped<Item, Made>[]) => Promise<void>;
}

interface Waiting<Item, Made> {
	readonly item: Item;
	readonly ready: Made;
}

/** What waits for the line; or why there is none. */
type Connection<Item, Made> =
	| { readonly ok: true; readonly requests: Batcher<Waiting<Item, Made>> }
	| { readonly ok: false; readonly problem: Problem };

/** How long local models may hold the thread before others have their turn, in milliseconds. */
const localTurn = 10;

/**
 * The one way of items, be they one or 100,000: read and prepare → classify. What becomes of each is given as soon as
 * it is known; one that fails or takes long does not hold up the others. No more are held than are being prepared,
 * waiting for the next request and in flight. Resolves when all is given; once the signal is aborted nothing is read
 * or sent any more. Where the items themselves cannot be had any longer it rejects, when all that came is given.
 */
export async function pipe<Item, Made extends Ready>(
	items: Iterable<Item> | AsyncIterable<Item>,
	options: PipeOptions<Item, Made>,
	signal: AbortSignal,
): Promise<void> {
	const { give, line, makeReady } = options;
	const connection = connect(options, signal);
	const remaining = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
	let failure: { readonly error: unknown } | undefined;

	let taking: ReturnType<typeof takeNext> | undefined;

	/**
	 * One after the other: a request that waits in a generator knows the next, so that one that V8 takes for old would keep
	 * all that are given after it.
	 */
	async function take(): ReturnType<typeof takeNext> {
		taking = taking?.then(takeNext) ?? takeNext();
		return taking;
	}

	async function takeNext(): Promise<{ readonly item: Item } | undefined> {
		if (signal.aborted || failure) {
			return undefined;
		}
		try {
			const next = await remaining.next();
			return next.done ? undefined : { item: next.value };
		} catch (error) {
			failure ??= { error };
			return undefined;
		}
	}

	async function prepareRemaining(): Promise<void> {
		for (let taken = await take(); taken && !signal.aborted; taken = await take()) {
			const { item } = taken;
			try {
				const ready = await makeReady(item, line, signal);
				const connected = await connection;
				if (connected.ok) {
					await connected.requests.add({ item, ready });
				} else {
					await give([{ item, ok: false, problem: connected.problem, ready }]);
				}
			} catch (error) {
				// Once the signal is aborted, nothing that is given is taken.
				await give([{ item, ok: false, problem: toProblem(error) }]);
			}
		}
	}

	await Promise.all(Array.from({ length: options.concurrency }, prepareRemaining));
	const connected = await connection;
	if (connected.ok) {
		await connected.requests.end();
	}
	if (failure) {
		throw failure.error;
	}
}

/** Never rejects. */
async function connect<Item, Made extends Ready>(
	{ line: loading, give }: PipeOptions<Item, Made>,
	signal: AbortSignal,
): Promise<Connection<Item, Made>> {
	try {
		const line = await loading;
		let held = 0;
		const send = async (batch: readonly Waiting<Item, Made>[]): Promise<void> => {
			if (line.endpoint.isLocal && held >= localTurn) {
				await new Promise<void>((resolve) => {
					setTimeout(() => resolve());
				});
				held = 0;
			}
			const started = performance.now();
			const piped = await classifyBatch(batch, line, signal);
			held += performance.now() - started;
			await give(piped);
		};
		return { ok: true, requests: createBatcher(line.policy, ({ ready }) => ready.samples.length, send, signal) };
	} catch (error) {
		return { ok: false, problem: toProblem(error) };
	}
}

/** One for each. Never rejects. */
async function classifyBatch<Item, Made extends Ready>(
	batch: readonly Waiting<Item, Made>[],
	line: Line,
	signal: AbortSignal,
): Promise<Piped<Item, Made>[]> {
	const { endpoint } = line;
	try {
		const samples = batch.flatMap(({ ready }) => ready.samples);
		const { reply, milliseconds: classify } = await line.ask(samples, signal);
		const { predictions, sent, warning } = reply;
		let from = 0;
		return batch.map(({ item, ready }) => {
			const own = predictions.slice(from, from + ready.samples.length) as [Prediction, ...Prediction[]];
			from += own.length;
			return {
				ok: true,
				item,
				ready,
				endpoint,
				predictions: own,
				classify,
				...(sent && { sent }),
				...(warning && { warning }),
			};
		});
	} catch (error) {
		const problem = toProblem(error);
		return batch.map(({ item, ready }) => ({ ok: false, item, problem, ready, endpoint }));
	}
}

/** Asks once. */
export function askOnce(endpoint: Pick<Endpoint, 'classify'>): Line['ask'] {
	return async (samples, signal) => {
		const started = performance.now();
		const reply = await endpoint.classify(samples, signal);
		return { reply, milliseconds: performance.now() - started };
	};
}
