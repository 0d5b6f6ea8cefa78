import { l10n, Uri, workspace } from 'vscode';
import type { Classified, Failed } from '../app/outcome.ts';
import type { ImageWorker } from '../imageWorker/createImageWorker.ts';
import type { EndpointConfig } from '../endpoints/endpointKinds.ts';
import type { EndpointSource } from './endpointSource.ts';
import { describeProblem } from '../presentation/problems/describeProblem.ts';
import { userLocale } from './userLocale.ts';

/** What an endpoint said to a known digit, in words. */
export interface ConnectionResult {
	readonly ok: boolean;
	readonly text: string;
	readonly detail?: string;
}

/** Asks an endpoint that is not in the settings yet for one known digit; `apiKey` is one that is not kept yet. */
export type TestConnection = (
	config: EndpointConfig,
	apiKey: string | undefined,
	signal: AbortSignal,
) => Promise<ConnectionResult>;

export interface ConnectionTestDependencies {
	readonly extensionUri: Uri;
	readonly images: () => Promise<ImageWorker>;
	readonly endpoints: EndpointSource;
}

/** The known digit goes the way of every picture. */
export function createConnectionTest(dependencies: ConnectionTestDependencies): TestConnection {
	const { extensionUri, images, endpoints } = dependencies;
	const name = 'known-7.jpg';
	const read = async () => workspace.fs.readFile(Uri.joinPath(extensionUri, 'media', name));
	return async (config, apiKey, signal) => {
		const { classifyPictures } = await import('../app/classifyPictures.ts');
		const endpoint = await endpoints.make(config, apiKey);
		const { prepare } = await images();
		const pipeline = { prepare, endpoint, preprocessing: 'none', steps: false } as const;
		for await (const outcome of classifyPictures([{ name, read }], pipeline, signal)) {
			return outcome.ok ? answered(outcome) : failed(outcome);
		}
		throw signal.reason;
	};
}

function answered({ predictions: [{ label, probabilities }], times }: Classified): ConnectionResult {
	const share = probabilities?.[label];
	const answer = share === undefined ? `${label}` : `${label} (${userLocale.format.share(share)})`;
	return {
		ok: true,
		text: l10n.t('answered {0} to a picture of a 7 in {1}', answer, userLocale.format.milliseconds(times.classify)),
	};
}

function failed({ problem }: Failed): ConnectionResult {
	const { message, detail } = describeProblem(problem, userLocale);
	return { ok: false, text: message, ...(detail !== undefined && { detail }) };
}
