import { lazy } from '../core/lazy.ts';
import type { Endpoint } from '../core/ports.ts';
import type { AnyConfig } from './endpointKinds.ts';

/** Endpoints by the config they are made from, so that connections and models outlive a call. */
export interface KeptEndpoints {
	/** Made at the first call. Rejects as making it does, and makes it anew at the next call. */
	readonly get: (config: AnyConfig) => Promise<Endpoint>;
	/** Lets go of those that are made from no config of these, such as one that was edited. */
	readonly retain: (configs: readonly AnyConfig[]) => void;
}

export function keepEndpoints(make: (config: AnyConfig) => Promise<Endpoint>): KeptEndpoints {
	const kept = new Map<string, () => Promise<Endpoint>>();
	return {
		get(config) {
			const key = JSON.stringify(config);
			const endpoint = kept.get(key) ?? lazy(async () => make(config));
			kept.set(key, endpoint);
			return endpoint();
		},
		retain(configs) {
			const keys = new Set(configs.map((config) => JSON.stringify(config)));
			for (const key of kept.keys()) {
				if (!keys.has(key)) {
					kept.delete(key);
				}
			}
		},
	};
}
