import type { Picture } from '../app/readyPicture.ts';
import type { Outcome } from '../app/outcome.ts';
import type { Endpoint, PrepareOptions } from '../core/ports.ts';
import type { ImageWorker } from '../imageWorker/createImageWorker.ts';
import { readSettings } from './settings.ts';

/** What a classifier is made of, each loaded when it is first needed. */
export interface ClassifierDependencies {
	readonly images: () => Promise<ImageWorker>;
	/** The endpoint the settings choose; rejects with a `ProblemError`. */
	readonly endpoint: () => Promise<Endpoint>;
}

export type Classify = (
	pictures: readonly Picture[],
	options: PrepareOptions,
) => AsyncGenerator<Outcome, void, undefined>;

/**
 * The way of pictures as the settings have it at the time of each call. All that it takes is loaded at once, while
 * the first pictures are being read.
 */
export function createClassifier(dependencies: ClassifierDependencies): Classify {
	return async function* (pictures, { steps, signal }) {
		const { preprocessing } = readSettings();
		const images = dependencies.images();
		const endpoint = dependencies.endpoint();
		// They are waited for where there are pictures to tell of what fails.
		for (const loading of [images, endpoint]) {
			loading.catch(() => undefined);
		}
		const { classifyPictures } = await import('../app/classifyPictures.ts');
		yield* classifyPictures(
			pictures,
			{
				prepare: async (...job) => (await images).prepare(...job),
				expect: (fileBytes) =>
					void images.then(
						(worker) => worker.expect(fileBytes),
						() => undefined,
					),
				preprocessing,
				steps,
				endpoint,
			},
			signal,
		);
	};
}
