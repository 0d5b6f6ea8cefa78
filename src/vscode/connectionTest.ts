import { l10n, Uri, workspace } from 'vscode';
import type { Classified, Failed } from '../app/outcome.ts';
import type { Prepare } from '../core/ports.ts';
import type { EndpointConfig } from '../endpoints/endpointKinds.ts';
import type { EndpointSource } from './endpointSource.ts';
import type { Log } from './log.ts';

/** Asks an endpoint, perhaps none of the settings, for one known digit; `apiKey` is one that is not kept yet. */
export type TestConnection = (
	config: EndpointConfig,
	apiKey: string | undefined,
	signal: AbortSignal,
) => Promise<Classified | Failed>;

export interface ConnectionTestDependencies {
	readonly extensionUri: Uri;
	readonly prepare: Prepare;
	readonly endpoints: EndpointSource;
	readonly log: Log;
}

/** The known digit goes the way of every picture. */
export function createConnectionTest(dependencies: ConnectionTestDependencies): TestConnection {
	const { extensionUri, prepare, endpoints, log } = dependencies;
	const name = 'known-7.jpg';
	const read = async () => workspace.fs.readFile(Uri.joinPath(extensionUri, 'media', name));
	return async (config, apiKey, signal) => {
		const { classifyPictures } = await import('../app/classifyPictures.ts');
		const endpoint = endpoints.make(config, apiKey);
		const pipeline = { prepare, endpoint, preprocessing: 'none', steps: false } as const;
		for await (const outcome of classifyPictures([{ name, read }], pipeline, signal)) {
			const ended = outcome.ok ? outcome : { endpoint: config, ...outcome };
			log.outcome(l10n.t('Test of {0}', config.name), ended);
			return ended;
		}
		throw signal.reason;
	};
}
