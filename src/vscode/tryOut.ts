import { l10n, Uri, workspace } from 'vscode';
import type { Classified, Failed } from '../app/outcome.ts';
import type { ImageWorker } from '../imageWorker/createImageWorker.ts';
import type { EndpointSource } from './endpointSource.ts';
import { describeProblem } from '../presentation/problems/describeProblem.ts';
import type { AddEndpointParts, Trial } from './picker/addEndpoint.ts';
import { userLocale } from './userLocale.ts';

export interface TryOutParts {
	readonly extensionUri: Uri;
	readonly images: () => Promise<ImageWorker>;
	readonly endpoints: EndpointSource;
}

/** Asks an endpoint for a digit that is known, the way of every picture, and says what came back. */
export function createTryOut({ extensionUri, images, endpoints }: TryOutParts): AddEndpointParts['tryOut'] {
	const name = 'known-7.jpg';
	const read = async () => workspace.fs.readFile(Uri.joinPath(extensionUri, 'media', name));
	return async (config, apiKey, signal) => {
		const { classifyPictures } = await import('../app/classifyPictures.ts');
		const endpoint = await endpoints.make(config, apiKey);
		const { prepare } = await images();
		const pipeline = { prepare, endpoint, preprocessing: 'none' } as const;
		for await (const outcome of classifyPictures([{ name, read }], pipeline, signal)) {
			return outcome.ok ? answered(outcome) : failed(outcome);
		}
		throw signal.reason;
	};
}

function answered({ predictions: [{ label, probabilities }], times }: Classified): Trial {
	const share = probabilities?.[label];
	const answer = share === undefined ? `${label}` : `${label} (${userLocale.format.share(share)})`;
	return {
		ok: true,
		text: l10n.t('answered {0} to a picture of a 7 in {1}', answer, userLocale.format.milliseconds(times.classify)),
	};
}

function failed({ problem }: Failed): Trial {
	const { message, detail } = describeProblem(problem, userLocale);
	return { ok: false, text: message, ...(detail !== undefined && { detail }) };
}
