import { workspace, type Disposable } from 'vscode';
import { ProblemError } from '../core/problem.ts';
import type { Endpoint } from '../core/ports.ts';
import type { BuiltInConfig, EndpointServices } from '../endpoints/createEndpoint.ts';
import type { EndpointConfig } from '../endpoints/config.ts';
import type { InvalidConfig } from '../endpoints/parseConfigs.ts';
import { builtInName, endpointTitle, readSettings } from './settings.ts';

export interface EndpointConfigs {
	readonly valid: readonly EndpointConfig[];
	readonly invalid: readonly InvalidConfig[];
}

/** The endpoints of the settings, and the one that is chosen. */
export interface EndpointSource {
	readonly configs: () => Promise<EndpointConfigs>;
	/** Rejects with a `ProblemError`. */
	readonly chosen: () => Promise<Endpoint>;
	/** An endpoint outside the settings, to try it; `apiKey` is one that is not kept yet. */
	readonly make: (config: EndpointConfig, apiKey?: string) => Promise<Endpoint>;
}

/**
 * @param entrySchema package.json's for an entry of `digitClassifier.endpoints`
 * @param warn is told of the entries that cannot be used, whenever the setting is read or edited
 */
export function createEndpointSource(
	entrySchema: object,
	services: EndpointServices,
	warn: (invalid: readonly InvalidConfig[]) => Promise<void>,
): EndpointSource & Disposable {
	// By the config they are made from, so that connections and models outlive a call.
	const made = new Map<string, Promise<Endpoint>>();

	const make = async (config: EndpointConfig | BuiltInConfig, apiKey = services.apiKey) => {
		const { createEndpoint } = await import('../endpoints/createEndpoint.ts');
		return createEndpoint(config, { ...services, apiKey });
	};
	const keep = async (config: EndpointConfig | BuiltInConfig) => {
		const key = JSON.stringify(config);
		const endpoint = made.get(key) ?? make(config);
		made.set(key, endpoint);
		endpoint.catch(() => made.delete(key));
		return endpoint;
	};

	const configs = async () => {
		const { parseEndpointConfigs } = await import('../endpoints/parseConfigs.ts');
		const parsed = parseEndpointConfigs(readSettings().endpoints, entrySchema);
		void warn(parsed.invalid);
		return parsed;
	};
	const subscription = workspace.onDidChangeConfiguration(async (event) => {
		if (event.affectsConfiguration('digitClassifier.endpoints')) {
			await configs();
		}
	});

	return {
		dispose: () => subscription.dispose(),
		configs,
		make: async (config, apiKey) => make(config, apiKey === undefined ? undefined : async () => apiKey),
		async chosen() {
			const { endpoint: name } = readSettings();
			if (name === builtInName) {
				return keep({ type: 'builtIn', name: endpointTitle(builtInName) });
			}
			const { valid, invalid } = await configs();
			const config = valid.find((candidate) => candidate.name === name);
			if (config) {
				return keep(config);
			}
			const reason = invalid.find((candidate) => candidate.name === name)?.reason;
			throw new ProblemError(
				reason === undefined ? { code: 'endpointUnknown', name } : { code: 'endpointInvalid', name, detail: reason },
			);
		},
	};
}
