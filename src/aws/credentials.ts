import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { ProblemError } from '../core/problem.ts';
import type { AwsDependencies } from './aws.ts';
import type { RequestHandler } from './requestHandler.ts';

/** What requests are signed with. */
export interface AwsCredentials {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	readonly expiration?: Date;
}

export type ProvideCredentials = () => Promise<AwsCredentials>;

export interface CredentialsOptions {
	/** Without it: the default chain. */
	readonly profile: string | undefined;
	/** For STS, where the profile has none of its own. */
	readonly region: string;
	/** Of STS or SSO, in place of their own. */
	readonly endpoint: string | undefined;
	/** For SSO and STS, which would otherwise have no time limits. */
	readonly requestHandler: RequestHandler;
	readonly askMfaCode: AwsDependencies['askMfaCode'];
}

/** Credentials that end within this time are renewed before they are used. */
const marginMilliseconds = 60_000;

/**
 * The credentials of a profile, kept as long as they last, so that a code is asked for once and not for each
 * client. A chosen profile goes before keys in the environment, and its failures say what is wrong.
 *
 * The SDK renews the tokens of `aws sso login` and `aws login` in their caches under `~/.aws`, as the AWS CLI
 * does: a renewal uses the old refresh token up, so that keeping the new one to oneself would sign the CLI out.
 */
export function provideCredentials(options: CredentialsOptions): ProvideCredentials {
	const { profile, region, endpoint, requestHandler, askMfaCode } = options;
	const settings = {
		clientConfig: { requestHandler, ...(endpoint !== undefined && { endpoint }) },
		// For web identities, which get no more than this.
		parentClientConfig: { region, requestHandler },
		...(askMfaCode && { mfaCodeProvider: createMfaCodeProvider(askMfaCode) }),
	};
	const provide =
		profile === undefined ? fromNodeProviderChain(settings) : fromIni({ ...settings, profile, ignoreCache: true });
	let pending: Promise<AwsCredentials> | undefined;
	let kept: AwsCredentials | undefined;
	return () => {
		if (kept && !(kept.expiration && kept.expiration.getTime() - Date.now() < marginMilliseconds)) {
			return Promise.resolve(kept);
		}
		pending ??= provide()
			.then((credentials) => (kept = credentials))
			.finally(() => (pending = undefined));
		return pending;
	};
}

function createMfaCodeProvider(ask: NonNullable<AwsDependencies['askMfaCode']>): (serial: string) => Promise<string> {
	return async (serial) => {
		const code = await ask(serial);
		if (code === undefined) {
			throw new ProblemError({ code: 'awsMfaCancelled' });
		}
		return code;
	};
}
