import type { Endpoint, ModelWarning } from '../core/ports.ts';
import { classifyDigits, type ClassifyDigits, type LocalModel } from '../models/classifyDigits.ts';

export interface LoadedModel {
	readonly model: LocalModel;
	readonly warning?: ModelWarning;
}

export interface LocalEndpointOptions {
	readonly name: string;
	readonly labels?: readonly string[] | undefined;
	/** Called for every batch, so it keeps what it has loaded. Rejects with a `ProblemError`. */
	readonly load: () => Promise<LoadedModel>;
	/** Asked with many digits at a time, on other threads; without it all are classified on the caller's. */
	readonly elsewhere?: ClassifyDigits | undefined;
}

/** Fewer digits are classified sooner than a thread starts. Between two such calls others get their turn. */
const few = 32;

/** So many digits make a thread's work worth the way there, and four such calls keep two threads busy. */
const [many, mostAtOnce] = [256, 4];

/** A model in memory, of whatever kind, as an endpoint: nothing leaves the machine. */
export function createLocalEndpoint({ name, labels, load, elsewhere }: LocalEndpointOptions): Endpoint {
	return {
		name,
		needs: 'digit',
		isLocal: true,
		maximumBatch: elsewhere ? many : few,
		maximumInFlight: elsewhere ? mostAtOnce : 1,
		...(labels && { labels }),
		warmUp: async () => void (await load()),
		async classify(samples, signal) {
			const { model, warning } = await load();
			signal.throwIfAborted();
			const classify = elsewhere && samples.length > few ? elsewhere : classifyDigits;
			const digits = samples.map(({ digit }) => digit);
			const predictions = await classify(model, digits);
			signal.throwIfAborted();
			return { predictions, ...(warning && { warning }) };
		},
	};
}
