import { lazy } from '../../core/lazy.ts';
import type { Endpoint } from '../../core/ports.ts';
import type { ClassifyDigits } from '../../models/classifyDigits.ts';
import { createLocalEndpoint, type LoadedModel } from '../localEndpoint.ts';

export interface BuiltInOptions {
	readonly name: string;
	/** The bytes of its safetensors file; read at the first picture. */
	readonly readModel: () => Promise<Uint8Array>;
	/** See `LocalEndpointOptions`. */
	readonly elsewhere?: ClassifyDigits | undefined;
}

/** The model that ships inside: it needs no account, and nothing leaves the machine. */
export function createBuiltInEndpoint({ name, readModel, elsewhere }: BuiltInOptions): Endpoint {
	return createLocalEndpoint({ name, load: lazy(async () => loadNetwork(readModel)), elsewhere });
}

async function loadNetwork(readModel: BuiltInOptions['readModel']): Promise<LoadedModel> {
	const { readNetwork } = await import('../../models/network/index.ts');
	return { model: { kind: 'network', network: readNetwork(await readModel()) } };
}
