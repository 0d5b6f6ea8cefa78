import type { Dataset, DatasetItem } from '../core/dataset.ts';
import type { Digit } from '../core/image.ts';
import { largestOf, type Preprocessing } from '../core/normalization.ts';
import type { Endpoint, Prepare } from '../core/ports.ts';
import { itemStatus, type EvaluationResults, type ResultsStore } from '../evaluation/results.ts';
import { createAdaptiveLine } from './adaptiveLine.ts';
import type { EvaluationUpdate, RunEstimate } from './evaluation.ts';
import { createHandover } from './handover.ts';
import { mapAhead } from './mapAhead.ts';
import { pipe, type Line, type Piped, type Ready } from './pipe.ts';
import { prepareChunks } from './prepareChunks.ts';
import { createProgressMeter } from './progress.ts';
import { readyPicture } from './readyPicture.ts';

export interface EvaluationPipeline {
	readonly prepare: Prepare;
	readonly preprocessing: Preprocessing;
	readonly endpoint: Endpoint;
	/** How many pictures are read and prepared at once; default 4, which keeps two threads busy. */
	readonly concurrency?: number;
	/** Told whenever `results` have some more digits, of which no answer has come yet. */
	readonly onReady?: () => void;
}

/** Chunks of files that are being prepared while one is taken: what is on its way outlives what is thrown away soon. */
const chunksAhead = 2;

/** Items that go on together: those whose digits came ready, or one that has yet to be read. */
type Together = ReadyItems | readonly [Exclude<DatasetItem, ReadyItem>];

type ReadyItem = Extract<DatasetItem, { readonly digit: Digit }>;
type ReadyItems = readonly [ReadyItem, ...ReadyItem[]];

/** How long a request that is not full waits for company, in milliseconds: nobody waits for a single label. */
const maximumWait = 1000;

/**
 * Asks the endpoint for every item whose result is pending, and writes what became of it to `results`: the same call
 * starts a run, continues one that was left or aborted, and, once failures were set pending, tries these again.
 * Yields as answers arrive. A request that fails for good costs its rows, never the run. Throws the signal's reason at
 * once, and a `ProblemError` where the dataset itself cannot be read on; what was written stays.
 */
export async function* evaluateDataset(
	dataset: Dataset,
	{ endpoint, concurrency = 4, onReady = () => undefined, ...preparation }: EvaluationPipeline,
	results: ResultsStore,
	signal: AbortSignal,
): AsyncGenerator<EvaluationUpdate, void, undefined> {
	signal.throwIfAborted();
	const left = new AbortController();
	const either = AbortSignal.any([signal, left.signal]);
	const updates = createHandover<EvaluationUpdate>(either);
	const line = createAdaptiveLine(endpoint, maximumWait);
	const meter = createProgressMeter(results, line.policy.maximumInFlight);
	if (!endpoint.isLocal) {
		endpoint.warmUp?.().catch(() => undefined);
	}
	const { files } = preparation.prepare;
	const prepareAhead =
		files && endpoint.needs === 'digit'
			? prepareChunks(files, preparation.preprocessing, either)
			: async (items: readonly DatasetItem[]) => items;
	// Elsewhere requests are filled up, which needs them one by one.
	const most = endpoint.isLocal ? endpoint.maximumBatch : 1;
	const work = pipe<Together, Ready>(
		together(pendingItems(dataset, results, prepareAhead, either), most),
		{
			makeReady: async (items, own) => {
				const readsAll = dataset.numbers !== undefined;
				const { ready, certainty } = await readyItems(items, readsAll, { ...preparation, steps: false }, own, either);
				const digits = ready.samples.map(({ digit }) => digit);
				items.forEach(({ index }, place) => results.setDigits(index, ofOne(items, digits, place), certainty));
				onReady();
				return ready;
			},
			line: Promise.resolve(line),
			concurrency,
			async give(piped) {
				// Aborted requests have failed of no fault of theirs.
				if (!either.aborted) {
					piped.forEach((one) => write(results, one));
					piped.forEach(({ item }) => item.forEach(release));
					const count = (some: typeof piped): number => some.reduce((sum, { item }) => sum + item.length, 0);
					const failed = count(piped.filter(({ ok }) => !ok));
					const first = piped.find(({ ok }) => ok);
					meter.add(count(piped) - failed, failed, first?.ok ? first.sent : undefined);
					const indexes = piped.flatMap(({ item }) => item.map(({ index }) => index));
					await updates.give({ indexes, progress: meter.now() });
				}
			},
		},
		either,
	);
	work.then(
		() => updates.end(),
		(error: unknown) => updates.end({ error }),
	);
	try {
		yield* updates.take();
	} finally {
		left.abort();
	}
}

/**
 * What a run will send, where a number has as many digits as its true label; nothing where the endpoint is in this process.
 * @param again the indexes of items that are to be set pending before
 */
export function estimateRun(
	endpoint: Endpoint,
	{ status, truth }: EvaluationResults,
	again: readonly number[] = [],
): RunEstimate {
	const isAgain = new Set(again);
	let rows = 0;
	for (let index = 0; index < status.length && !endpoint.isLocal; index++) {
		const isAsked = status[index] === itemStatus.pending || isAgain.has(index);
		rows += isAsked ? (truth.lengths[index] as number) : 0;
	}
	return { rows, requests: Math.ceil(rows / endpoint.maximumBatch), bytes: rows * (endpoint.rowBytes ?? 0) };
}

async function* pendingItems(
	dataset: Dataset,
	results: ResultsStore,
	prepareAhead: (items: readonly DatasetItem[]) => Promise<readonly DatasetItem[]>,
	signal: AbortSignal,
): AsyncGenerator<readonly DatasetItem[], void, undefined> {
	const isPending = (index: number): boolean => results.status[index] === itemStatus.pending;
	for await (const items of mapAhead(dataset.items(isPending, signal), prepareAhead, chunksAhead)) {
		for (const item of items) {
			if (item.label !== undefined) {
				results.setTruth(item.index, [item.label]);
			}
		}
		yield items;
	}
}

/** @param most of those whose digits came ready */
async function* together(
	chunks: AsyncIterable<readonly DatasetItem[]>,
	most: number,
): AsyncGenerator<Together, void, undefined> {
	for await (const items of chunks) {
		const ready = items.filter(isReady);
		for (let from = 0; from < ready.length; from += most) {
			const [first, ...others] = ready.slice(from, from + most);
			if (first) {
				yield [first, ...others];
			}
		}
		for (const item of items) {
			if (!isReady(item)) {
				yield [item];
			}
		}
	}
}

function isReady(item: DatasetItem): item is ReadyItem {
	return 'digit' in item;
}

function release(item: DatasetItem): void {
	if (isReady(item)) {
		item.release?.();
	}
}

function areReady(items: Together): items is ReadyItems {
	return isReady(items[0]);
}

/** One sample for each, or of one item all of its digits. `certainty`: see `EvaluationResults`. */
async function readyItems(
	items: Together,
	readsAll: boolean,
	preparation: Parameters<typeof readyPicture>[1],
	line: Promise<Line>,
	signal: AbortSignal,
): Promise<{ readonly ready: Ready; readonly certainty: number }> {
	if (areReady(items)) {
		return { ready: { samples: items }, certainty: 1 };
	}
	const [first] = items;
	const { samples, prepared } = await readyPicture(first, preparation, line, signal);
	if (!readsAll) {
		// An item has one label: of several digits, that of the one that stands for all.
		return { ready: { samples: [samples[largestOf(prepared.digits)] ?? samples[0]] }, certainty: 1 };
	}
	// Digits beside each other are in doubt for the same cut, so that their certainties are not multiplied.
	return { ready: { samples }, certainty: Math.min(...prepared.digits.map(({ certainty }) => certainty)) };
}

function write(results: ResultsStore, piped: Piped<Together, Ready>): void {
	const { item: items } = piped;
	items.forEach(({ index }, place) => {
		if (piped.ok) {
			results.setClassified(index, ofOne(items, piped.predictions, place), piped.classify);
		} else {
			results.setFailed(index, piped.problem);
		}
	});
}

/** What one of the items has of all: its own where each has one, and all where it is alone. */
function ofOne<Value>(items: Together, all: readonly Value[], place: number): readonly Value[] {
	return items.length === 1 ? all : all.slice(place, place + 1);
}
