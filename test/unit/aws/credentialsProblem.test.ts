import { describe, expect, test } from 'vitest';
import { credentialsProblem } from '../../../src/aws/credentialsProblem.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { call, sdkError } from './sdkError.ts';

describe('credentialsProblem', () => {
	const shared = {
		profiles: new Map([['tester', {}]]),
		services: new Map(),
		ssoSessions: new Map(),
		withStoredKeys: new Set<string>(),
	};
	const signIn = (command: 'sso login' | 'login'): Problem => ({ code: 'awsSignInNeeded', command, profile: 'tester' });

	test.each<[string, Problem]>([
		[
			'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
			signIn('sso login'),
		],
		['The SSO session associated with this profile is invalid. To refresh …', signIn('sso login')],
		['The SSO session token associated with profile=tester was not found or is invalid. …', signIn('sso login')],
		[
			"Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
			signIn('sso login'),
		],
		["Value not present for 'refreshToken' in SSO Token. Cannot refresh. …", signIn('sso login')],
		['UnauthorizedException: Session token not found or invalid', signIn('sso login')],
		['Your session has expired. Please reauthenticate.', signIn('login')],
		['Failed to refresh token: Error: x. Please re-authenticate using aws login', signIn('login')],
		[
			'Unable to refresh credentials because of a change in your password. Please reauthenticate with your new password.',
			signIn('login'),
		],
		['Failed to load a token for session x, please re-authenticate using aws login', signIn('login')],
		['ForbiddenException: No access', { code: 'awsAccessDenied', profile: 'tester', action: 'sso:GetRoleCredentials' }],
		['Could not load credentials from any providers', { code: 'awsCredentialsMissing' }],
		[
			'Could not resolve credentials using profile: [gone] in configuration/credentials file(s).',
			{ code: 'awsProfileUnknown', profile: 'gone' },
		],
		[
			'Could not resolve credentials using profile: [tester] in configuration/credentials file(s).',
			{
				code: 'awsProfileInvalid',
				profile: 'tester',
				detail: 'Could not resolve credentials using profile: [tester] in configuration/credentials file(s).',
			},
		],
		[
			'Command failed: vault --token s.abcdef\nno such vault\n',
			{ code: 'awsProcessFailed', profile: 'tester', detail: 'no such vault' },
		],
		[
			'Profile tester credential_process did not return Version 1.',
			{
				code: 'awsProcessFailed',
				profile: 'tester',
				detail: 'Profile tester credential_process did not return Version 1.',
			},
		],
		['Unknown: UnknownError', { code: 'awsAnswerForeign', profile: 'tester' }],
		[`SyntaxError: Unexpected token '<', "<html>" is not valid JSON`, { code: 'awsAnswerForeign', profile: 'tester' }],
		[
			'Unsupported credential source in profile tester. Got X',
			{
				code: 'awsCredentialsFailed',
				profile: 'tester',
				detail: 'Unsupported credential source in profile tester. Got X',
			},
		],
	])('%s', (message, problem) => {
		expect(credentialsProblem(sdkError('CredentialsProviderError', message), call, shared)).toEqual(problem);
	});
});
