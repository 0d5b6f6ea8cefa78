import { lazy } from '../../core/lazy.ts';
import type { Endpoint } from '../../core/ports.ts';
import { createLocalEndpoint, type LocalModel } from '../localEndpoint.ts';

export interface BuiltInOptions {
	readonly name: string;
	/** The bytes of its safetensors file; read at the first picture. */
	readonly readModel: () => Promise<Uint8Array>;
}

/** The model that ships inside: it needs no account, and nothing leaves the machine. */
export function createBuiltInEndpoint({ name, readModel }: BuiltInOptions): Endpoint {
	return createLocalEndpoint({ name, load: lazy(async () => loadNetwork(readModel)) });
}

async function loadNetwork(readModel: BuiltInOptions['readModel']): Promise<LocalModel> {
	const { classifyDigit, readNetwork } = await import('../../models/network/index.ts');
	const network = readNetwork(await readModel());
	return (digit) => classifyDigit(network, digit);
}
