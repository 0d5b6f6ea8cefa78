import type { Endpoint } from '../core/index.ts';
import type { XgboostModel } from '../core/xgboost/index.ts';
import { classifyLocally, loadModel, maximumLocalBatch } from './classifyLocally.ts';

export interface BuiltInOptions {
	readonly name: string;
	/** The extension's own model file; read at the first picture. */
	readonly readModel: () => Promise<Uint8Array>;
}

/** The model that ships inside: no account, no network. */
export function createBuiltInEndpoint({ name, readModel }: BuiltInOptions): Endpoint {
	let loading: Promise<XgboostModel> | undefined;
	return {
		name,
		maximumBatch: maximumLocalBatch,
		async classify(samples, signal) {
			loading ??= readModel()
				.then(loadModel)
				.catch((error: unknown) => {
					loading = undefined;
					throw error;
				});
			const model = await loading;
			signal.throwIfAborted();
			return classifyLocally(model, samples, undefined);
		},
	};
}
