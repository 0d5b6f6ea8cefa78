import type { Picture } from '../app/readyPicture.ts';
import type { Outcome } from '../app/outcome.ts';
import type { Endpoint, Prepare, PrepareOptions } from '../core/ports.ts';
import { readSettings } from './settings.ts';

/** What a classifier is made of, each loaded when it is first needed. */
export interface ClassifierDependencies {
	readonly prepare: Prepare;
	readonly loadPreparation: () => Promise<unknown>;
	/** The endpoint the settings choose; rejects with a `ProblemError`. */
	readonly chosenEndpoint: () => Promise<Endpoint>;
}

export type Classify = (
	pictures: readonly Picture[],
	options: PrepareOptions,
) => AsyncGenerator<Outcome, void, undefined>;

/**
 * The way of pictures as the settings have it at the time of each call. All that it takes is loaded at once, while
 * the first pictures are being read.
 */
export function createClassifier({ prepare, loadPreparation, chosenEndpoint }: ClassifierDependencies): Classify {
	return async function* (pictures, { steps, signal }) {
		const { preprocessing } = readSettings();
		const endpoint = chosenEndpoint();
		// They are waited for where there are pictures to tell of what fails.
		for (const loading of [loadPreparation(), endpoint]) {
			loading.catch(() => undefined);
		}
		const { classifyPictures } = await import('../app/classifyPictures.ts');
		yield* classifyPictures(pictures, { prepare, preprocessing, steps, endpoint }, signal);
	};
}
