import { readFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { externalDataInterceptor, getSSOTokenFilepath } from '@smithy/shared-ini-file-loader';
import type { SharedConfig } from './sharedFiles.ts';
import { toSdkName } from './sdkName.ts';

/** `aws sso login` keeps a token by its session's name; the SDK would look for it by the name that it was given. */
export function handOverTokens({ ssoSessions }: Pick<SharedConfig, 'ssoSessions'>): void {
	for (const name of renamed(ssoSessions)) {
		const get = (): unknown => {
			try {
				return JSON.parse(readFileSync(getSSOTokenFilepath(name), 'utf8'));
			} catch {
				// The SDK finds none then, and says that one must sign in.
				return undefined;
			}
		};
		Object.defineProperty(externalDataInterceptor.getTokenRecord(), toSdkName(name), { get, configurable: true });
	}
}

/** Puts the tokens that the SDK has renewed where the AWS CLI looks for them: the old ones are used up. */
export async function takeBackTokens({ ssoSessions }: Pick<SharedConfig, 'ssoSessions'>): Promise<void> {
	await Promise.all(
		renamed(ssoSessions).map(async (name) =>
			rename(getSSOTokenFilepath(toSdkName(name)), getSSOTokenFilepath(name)).catch(() => undefined),
		),
	);
}

function renamed(sessions: SharedConfig['ssoSessions']): string[] {
	return [...sessions.keys()].filter((name) => toSdkName(name) !== name);
}
