import { predict, readXgboostModel, toFeatures } from '../core/xgboost/index.ts';
import type { Endpoint } from '../core/index.ts';

/** The model that ships inside: read at the first picture and kept. Nothing leaves the machine. */
export function createBuiltInEndpoint(name: string, readModel: () => Promise<Uint8Array>): Endpoint {
	let loading: Promise<ReturnType<typeof readXgboostModel>> | undefined;
	return {
		name,
		maximumBatch: 32,
		async classify(samples, signal) {
			loading ??= readModel().then(readXgboostModel);
			const model = await loading;
			signal.throwIfAborted();
			return { predictions: samples.map(({ digit }) => predict(model, toFeatures(digit))) };
		},
	};
}
