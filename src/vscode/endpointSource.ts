import type { Disposable } from 'vscode';
import { lazy } from '../core/lazy.ts';
import type { Endpoint } from '../core/ports.ts';
import type { EndpointDependencies } from '../endpoints/endpointKind.ts';
import type { AnyConfig, EndpointConfig } from '../endpoints/endpointKinds.ts';
import { keepEndpoints } from '../endpoints/keepEndpoints.ts';
import type { InvalidConfig, ParsedConfigs } from '../endpoints/parseConfigs.ts';
import { builtInName, endpointTitle, onDidChangeSettings, readSettings } from './settings.ts';

/** The endpoints of the settings, and the one that is chosen. */
export interface EndpointSource {
	readonly configs: () => Promise<ParsedConfigs>;
	/** Rejects with a `ProblemError`. */
	readonly chosen: () => Promise<Endpoint>;
	/** The one of this name, or the built-in one. Rejects with a `ProblemError`. */
	readonly named: (name: string) => Promise<Endpoint>;
	/** An endpoint outside the settings, to test it; `apiKey` is one that is not kept yet. */
	readonly make: (config: EndpointConfig, apiKey?: string) => Promise<Endpoint>;
}

/**
 * @param entrySchema package.json's for an entry of `digitClassifier.endpoints`
 * @param warn is told of the entries that cannot be used, whenever the setting is read or edited
 */
export function createEndpointSource(
	entrySchema: object,
	dependencies: EndpointDependencies,
	warn: (invalid: readonly InvalidConfig[]) => Promise<void>,
): EndpointSource & Disposable {
	const make = async (config: AnyConfig, apiKey = dependencies.apiKey) => {
		const { endpointKindOf } = await import('../endpoints/endpointKinds.ts');
		return endpointKindOf(config).create(config, { ...dependencies, apiKey });
	};
	const kept = keepEndpoints(make);
	const builtIn = lazy(async () => make({ type: 'builtIn', name: endpointTitle(builtInName) }));

	const parse = async () => {
		const parser = await import('../endpoints/parseConfigs.ts');
		const parsed = parser.parseEndpointConfigs(readSettings().endpoints, entrySchema);
		kept.retain(parsed.valid);
		void warn(parsed.invalid);
		return { parsed, parser };
	};
	const subscription = onDidChangeSettings(parse);

	const named = async (name: string) => {
		if (name === builtInName) {
			return builtIn();
		}
		const { parsed, parser } = await parse();
		return kept.get(parser.findConfig(name, parsed));
	};

	return {
		dispose: () => subscription.dispose(),
		configs: async () => (await parse()).parsed,
		make: async (config, apiKey) => make(config, apiKey === undefined ? undefined : async () => apiKey),
		named,
		chosen: async () => named(readSettings().endpoint),
	};
}
