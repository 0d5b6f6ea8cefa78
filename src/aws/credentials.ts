import {
	fromEnv,
	fromIni,
	fromNodeProviderChain,
	fromTemporaryCredentials,
	fromTokenFile,
	fromWebToken,
} from '@aws-sdk/credential-providers';
import { ProblemError } from '../core/problem.ts';
import type { AwsDependencies } from './aws.ts';
import { createRequestHandler, type RequestHandler } from './requestHandler.ts';
import { toSdkName } from './sdkName.ts';
import { serviceSettings } from './serviceSettings.ts';
import { kindOf, type SharedConfig } from './sharedFiles.ts';
import { takeBackTokens } from './ssoTokens.ts';

/** What requests are signed with. */
export interface AwsCredentials {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	readonly expiration?: Date;
}

export type ProvideCredentials = () => Promise<AwsCredentials>;

export interface CredentialsOptions {
	/** The profile in use. */
	readonly profile: string;
	/** Whether nobody but the environment has chosen it: what else the environment says may go before it. */
	readonly isChain: boolean;
	readonly shared: SharedConfig;
	/** For STS. */
	readonly region: string;
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
 *
 * What it rejects with is the SDK's, which leaves no more than a text of some errors, or a `NetworkError`.
 */
export function provideCredentials(options: CredentialsOptions): ProvideCredentials {
	const requestHandler = createRequestHandler();
	const provide = createProvider(options, requestHandler);
	let pending: Promise<AwsCredentials> | undefined;
	let kept: AwsCredentials | undefined;

	async function renew(): Promise<AwsCredentials> {
		const earlier = requestHandler.failure();
		try {
			return (kept = await provide());
		} catch (error) {
			const failure = requestHandler.failure();
			// What came of an earlier attempt says nothing of one that has sent no request.
			throw failure === undefined || failure === earlier ? error : failure;
		} finally {
			await takeBackTokens(options.shared);
			pending = undefined;
		}
	}

	return () => {
		if (kept && !(kept.expiration && kept.expiration.getTime() - Date.now() < marginMilliseconds)) {
			return Promise.resolve(kept);
		}
		pending ??= renew();
		return pending;
	};
}

/** The SDK's, with addresses of their own for STS and SSO, and in botocore's order. */
function createProvider(options: CredentialsOptions, requestHandler: RequestHandler) {
	const { profile, isChain, shared, region, askMfaCode } = options;
	const sts = { region, requestHandler, ...serviceSettings('sts', profile, shared) };
	const settings = {
		clientConfig: { requestHandler, ...serviceSettings('sso', profile, shared) },
		parentClientConfig: { region, requestHandler },
		roleAssumer: async (masterCredentials: AwsCredentials, params: AssumeRoleParams) =>
			fromTemporaryCredentials({
				masterCredentials,
				params,
				clientConfig: sts,
				// It has been asked for, and stands in `params`.
				mfaCodeProvider: () => Promise.resolve(params.TokenCode ?? ''),
			})(),
		roleAssumerWithWebIdentity: async (params: AssumeRoleWithWebIdentityParams) =>
			fromWebToken({
				roleArn: params.RoleArn ?? '',
				webIdentityToken: params.WebIdentityToken ?? '',
				...(params.RoleSessionName !== undefined && { roleSessionName: params.RoleSessionName }),
				clientConfig: sts,
			})(),
		...(askMfaCode && { mfaCodeProvider: createMfaCodeProvider(askMfaCode) }),
	};
	const { env } = process;
	if (!isChain) {
		return fromIni({ ...settings, profile: toSdkName(profile), ignoreCache: true });
	}
	if (env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']) {
		return fromEnv();
	}
	if (env['AWS_WEB_IDENTITY_TOKEN_FILE'] && env['AWS_ROLE_ARN'] && kindOf(profile, shared) !== 'role') {
		return fromTokenFile(settings);
	}
	return fromNodeProviderChain({ ...settings, profile: toSdkName(profile) });
}

type FromIni = NonNullable<Parameters<typeof fromIni>[0]>;
type AssumeRoleParams = Parameters<NonNullable<FromIni['roleAssumer']>>[1];
type AssumeRoleWithWebIdentityParams = Parameters<NonNullable<FromIni['roleAssumerWithWebIdentity']>>[0];

function createMfaCodeProvider(ask: NonNullable<AwsDependencies['askMfaCode']>): (serial: string) => Promise<string> {
	return async (serial) => {
		const code = await ask(serial);
		if (code === undefined) {
			throw new ProblemError({ code: 'awsMfaCancelled' });
		}
		return code;
	};
}
