import type { Digit } from '../core/image.ts';
import type { Endpoint } from '../core/ports.ts';
import type { Prediction } from '../core/prediction.ts';

/** A model in memory: what it says of a digit. */
export type LocalModel = (digit: Digit) => Required<Prediction>;

export interface LocalEndpointOptions {
	readonly name: string;
	readonly labels?: readonly string[] | undefined;
	/** Called for every batch, so it keeps what it has loaded. Rejects with a `ProblemError`. */
	readonly load: () => Promise<LocalModel>;
}

/** A model in memory, of whatever kind, as an endpoint: nothing leaves the machine. */
export function createLocalEndpoint({ name, labels, load }: LocalEndpointOptions): Endpoint {
	return {
		name,
		needs: 'digit',
		isLocal: true,
		// Between two calls others get their turn.
		maximumBatch: 32,
		...(labels && { labels }),
		warmUp: async () => void (await load()),
		async classify(samples, signal) {
			const model = await load();
			signal.throwIfAborted();
			return { predictions: samples.map(({ digit }) => model(digit)) };
		},
	};
}
