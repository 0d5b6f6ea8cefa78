import type { Picture, Pipeline } from '../app/classifyPictures.ts';
import type { Outcome } from '../app/outcome.ts';
import { toProblem } from '../core/problem.ts';
import type { Endpoint } from '../core/ports.ts';
import type { ImageWorker } from '../imageWorker/createImageWorker.ts';
import { readSettings } from './settings.ts';

/** What a classifier is made of, each loaded when it is first needed. */
export interface ClassifierParts {
	readonly images: () => Promise<ImageWorker>;
	/** The endpoint the settings choose; rejects with a `ProblemError`. */
	readonly endpoint: () => Promise<Endpoint>;
}

export type Classify = (pictures: readonly Picture[], signal: AbortSignal) => AsyncGenerator<Outcome, void, undefined>;

/** The way of pictures as the settings have it at the time of each call. */
export function createClassifier(parts: ClassifierParts): Classify {
	return async function* (pictures, signal) {
		const { preprocessing } = readSettings();
		const { classifyPictures } = await import('../app/classifyPictures.ts');
		let pipeline: Pipeline;
		try {
			const [{ prepare }, endpoint] = await Promise.all([parts.images(), parts.endpoint()]);
			pipeline = { prepare, endpoint, preprocessing };
		} catch (error) {
			signal.throwIfAborted();
			const problem = toProblem(error);
			yield* pictures.map((_, index) => ({ index, ok: false as const, problem }));
			return;
		}
		yield* classifyPictures(pictures, pipeline, signal);
	};
}
