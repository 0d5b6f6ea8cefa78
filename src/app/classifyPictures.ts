import type { Normalized, Preprocessing } from '../core/normalization.ts';
import { minimumSideFor } from '../preprocessing/normalize.ts';
import { toProblem, type Problem } from '../core/problem.ts';
import type { Decode, DecodedImage, Endpoint, Normalize, Sample, Sent } from '../core/ports.ts';
import type { Prediction } from '../core/prediction.ts';

/** A picture that can be read. */
export interface Picture {
	/** File name, without folders. */
	readonly name: string;
	/** Rejects with a `ProblemError` of a `FileProblem`. */
	readonly read: () => Promise<Uint8Array>;
}

/** How long each part of the way took, in milliseconds; `classify` is that of the whole batch. */
export interface Times {
	readonly read: number;
	readonly decode: number;
	readonly normalize: number;
	readonly classify: number;
}

/** Whose answer it is. */
export type Answerer = Pick<Endpoint, 'name' | 'labels'>;

export interface Classified {
	readonly ok: true;
	readonly endpoint: Answerer;
	readonly prediction: Prediction;
	readonly image: Pick<DecodedImage, 'format' | 'originalWidth' | 'originalHeight'>;
	readonly normalized: Normalized;
	readonly times: Times;
	/** What left the machine with this picture and those of its batch. */
	readonly sent?: Sent;
}

export interface Failed {
	readonly ok: false;
	readonly problem: Problem;
	/** Present where the picture came as far as a digit, and it was the endpoint that failed. */
	readonly normalized?: Normalized;
	readonly endpoint?: Answerer;
}

/** What became of the picture at `index` in the list given. */
export type Outcome = { readonly index: number } & (Classified | Failed);

export interface Way {
	readonly decode: Decode;
	readonly normalize: Normalize;
	readonly preprocessing: Preprocessing;
	readonly endpoint: Endpoint;
}

type Prepared = Pick<Classified, 'image' | 'normalized'> & {
	readonly index: number;
	readonly sample: Sample;
	readonly times: Omit<Times, 'classify'>;
};

/** The most pictures held in memory at once. */
const maximumHeld = 32;

/**
 * The whole way of pictures: read → decode → normalize → classify. One outcome per picture, as soon as it is
 * known: a picture that fails does not hold up the others. Throws nothing but the signal's reason.
 */
export async function* classifyImages(
	pictures: readonly Picture[],
	way: Way,
	signal: AbortSignal,
): AsyncGenerator<Outcome, void, undefined> {
	const batchSize = Math.max(1, Math.min(way.endpoint.maximumBatch, maximumHeld));
	let batch: Prepared[] = [];
	for (const [index, picture] of pictures.entries()) {
		try {
			batch.push(await prepare(index, picture, way, signal));
		} catch (error) {
			signal.throwIfAborted();
			yield { index, ok: false, problem: toProblem(error) };
		}
		if (batch.length === batchSize) {
			yield* classifyBatch(batch, way.endpoint, signal);
			batch = [];
		}
	}
	if (batch.length > 0) {
		yield* classifyBatch(batch, way.endpoint, signal);
	}
}

async function prepare(index: number, picture: Picture, way: Way, signal: AbortSignal): Promise<Prepared> {
	const timer = createTimer();
	const bytes = await picture.read();
	const read = timer();
	signal.throwIfAborted();
	const minimumSide = minimumSideFor(way.preprocessing);
	const image = await way.decode(bytes, { signal, ...(minimumSide !== undefined && { minimumSide }) });
	const decode = timer();
	signal.throwIfAborted();
	const normalized = await way.normalize(image, way.preprocessing, signal);
	const { format, originalWidth, originalHeight } = image;
	return {
		index,
		image: { format, originalWidth, originalHeight },
		normalized,
		sample: { name: picture.name, bytes, format, originalWidth, originalHeight, digit: normalized.digits[0].digit },
		times: { read, decode, normalize: timer() },
	};
}

async function* classifyBatch(
	batch: readonly Prepared[],
	endpoint: Endpoint,
	signal: AbortSignal,
): AsyncGenerator<Outcome, void, undefined> {
	const timer = createTimer();
	try {
		const { predictions, sent } = await endpoint.classify(
			batch.map(({ sample }) => sample),
			signal,
		);
		const classify = timer();
		for (const [position, { index, image, normalized, times }] of batch.entries()) {
			const prediction = predictions[position] as Prediction;
			const whole = { ...times, classify };
			yield { index, ok: true, endpoint, prediction, image, normalized, times: whole, ...(sent && { sent }) };
		}
	} catch (error) {
		signal.throwIfAborted();
		const problem = toProblem(error);
		for (const { index, normalized } of batch) {
			yield { index, ok: false, problem, normalized, endpoint };
		}
	}
}

/** A function that gives the milliseconds since it was last called. */
function createTimer(): () => number {
	let last = performance.now();
	return () => {
		const now = performance.now();
		const elapsed = now - last;
		last = now;
		return elapsed;
	};
}
