import { ProblemError, type Problem } from '../core/problem.ts';
import { NetworkError } from '../network/networkError.ts';
import { fromSdkText } from './sdkName.ts';
import { redact, requestProblem, type FailedCall, type SdkError } from './requestProblem.ts';
import { sourceOf, type SharedConfig } from './sharedFiles.ts';

/** Of the profile in use, and of the one whose credentials it begins with. */
type Classify = (
	message: string,
	profile: { readonly profile?: string },
	source: { readonly profile?: string },
) => Problem;

/** The SDK's credential errors have one name: their texts alone tell them apart. */
const texts: readonly (readonly [RegExp, Classify])[] = [
	[/Could not load credentials from any providers/, () => ({ code: 'awsCredentialsMissing' })],
	[
		/SSO session (token )?associated with|Token is expired|in SSO Token|UnauthorizedException/,
		(_, __, source) => ({ code: 'awsSignInNeeded', command: 'sso login', ...source }),
	],
	[
		/re-?authenticate|Failed to load (a )?token |Token validation failed|DPoP/i,
		(_, __, source) => ({ code: 'awsSignInNeeded', command: 'login', ...source }),
	],
	[/MultiFactorAuthentication failed|tokenCode/, (_, profile) => ({ code: 'awsMfaRejected', ...profile })],
	[
		/credential_process|^Command failed/,
		// Its first line repeats the command, which may hold a secret.
		(message, profile) => ({
			code: 'awsProcessFailed',
			...profile,
			detail: redact(message.replace(/^Command failed.*\n?/, '')),
		}),
	],
];

/** What an error on the way to credentials stands for: of the shared files, of a sign-in, or of STS and SSO. */
export function credentialsProblem(thrown: unknown, call: FailedCall, shared: SharedConfig): Problem {
	if (thrown instanceof NetworkError) {
		return requestProblem(thrown, call);
	}
	if (thrown instanceof ProblemError) {
		return thrown.problem;
	}
	const error = withNames(thrown as SdkError);
	const profile = call.profile === undefined ? {} : { profile: call.profile };
	const [, unresolved] = /^Could not resolve credentials using profile: \[(.*)\]/.exec(error.message) ?? [];
	if (unresolved !== undefined) {
		return shared.profiles.has(unresolved)
			? { code: 'awsProfileInvalid', profile: unresolved, detail: redact(error.message) }
			: { code: 'awsProfileUnknown', profile: unresolved };
	}
	const found = texts.find(([pattern]) => pattern.test(error.message));
	if (found) {
		const source = sourceOf(call.profile ?? 'default', shared);
		const isDefault = call.profile === undefined && source === 'default';
		return found[1](error.message, profile, isDefault ? {} : { profile: source });
	}
	if (/ForbiddenException/.test(error.message)) {
		return { code: 'awsAccessDenied', ...profile, action: 'sso:GetRoleCredentials' };
	}
	const problem = requestProblem(error, { ...call, action: 'sts:AssumeRole', endpointName: undefined });
	if (problem.code !== 'unexpected' && problem.code !== 'awsRequestRefused') {
		return problem;
	}
	if (/^SyntaxError|UnknownError$/.test(error.message)) {
		return { code: 'awsAnswerForeign', ...profile };
	}
	const detail = redact(error.message);
	return problem.code === 'awsRequestRefused' && call.profile !== undefined
		? { code: 'awsProfileInvalid', profile: call.profile, detail }
		: { code: 'awsCredentialsFailed', ...profile, detail };
}

/** With the names of profiles as they are. */
function withNames(error: SdkError): SdkError {
	const message = fromSdkText(error.message);
	return message === error.message ? error : { ...error, name: error.name, message };
}
