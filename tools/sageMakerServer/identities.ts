import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleKey, type IssuedKey } from './keys.ts';
import { account } from './runtime/checks.ts';
import type { ServerOptions } from './server.ts';
import type { Role } from './credentials/sts.ts';

const withoutListing: IssuedKey = {
	accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
	secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
	arn: `arn:aws:iam::${account}:user/invoker`,
	denied: ['sagemaker:ListEndpoints', 'sagemaker:DescribeEndpoint', 's3:ListBucket'],
};

const expired: IssuedKey = {
	accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
	secretAccessKey: 'zJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
	sessionToken: 'AQoDYXdzEJr///EXAMPLE',
	expiration: new Date(0),
	arn: `arn:aws:sts::${account}:assumed-role/Tester/session`,
};

export const mfa = { serialNumber: `arn:aws:iam::${account}:mfa/tester`, tokenCode: '123456' };
const webIdentityToken = 'header.payload.signature';
export const containerToken = 'container-authorization';
const roles = {
	plain: { arn: `arn:aws:iam::${account}:role/Tester`, webIdentityTokens: [webIdentityToken] },
	mfa: { arn: `arn:aws:iam::${account}:role/Guarded`, mfa },
} satisfies Record<string, Role>;

const signIn = {
	accessToken: 'sso-access-token',
	refreshToken: 'sso-refresh-token',
	clientId: 'sso-client',
	clientSecret: 'sso-client-secret',
	accountId: account,
	roleName: 'Tester',
};
const ssoStartUrl = 'https://digits.awsapps.com/start';
const sessionMilliseconds = 8 * 60 * 60 * 1000;
/** What `aws sso login` left behind: a token that is good, that can be refreshed, and that cannot any more. */
const ssoSessions = {
	digits: { expired: false, ended: false },
	'digits-stale': { expired: true, ended: false },
	'digits-ended': { expired: true, ended: true },
};

/** Everybody that the profiles of {@link writeAwsFiles} stand for. */
export function knownIdentities(now: number): Pick<Required<ServerOptions>, 'keys' | 'roles' | 'sso' | 'machine'> {
	return {
		keys: [exampleKey, withoutListing, expired],
		roles: Object.values(roles),
		sso: { ...signIn, expiration: new Date(now + sessionMilliseconds) },
		machine: { arn: `arn:aws:sts::${account}:assumed-role/Machine/i-0123`, containerToken },
	};
}

/** The profiles, with what each is for. */
export const profiles = {
	digits: 'a long-term key that may do everything',
	'digits-invoker': 'a long-term key that may not list endpoints',
	'digits-wrong-secret': 'a long-term key with a wrong secret',
	'digits-unknown-key': 'a long-term key that nobody knows',
	'digits-expired': 'a temporary key whose session has ended',
	'digits-role': 'a role assumed with the key of digits',
	'digits-mfa': `a role that asks for an MFA code: ${mfa.tokenCode}`,
	'digits-web-identity': 'a role assumed with a web identity token',
	'digits-sso': 'IAM Identity Center',
	'digits-sso-stale': 'IAM Identity Center, with a token to be refreshed',
	'digits-sso-expired': 'IAM Identity Center, signed in too long ago',
} as const;

export type Profile = keyof typeof profiles;

export interface AwsFiles {
	/** What makes the SDKs and the AWS CLI use the files. */
	readonly environment: Readonly<Record<'AWS_CONFIG_FILE' | 'AWS_SHARED_CREDENTIALS_FILE', string>>;
	/** What else `digits-sso` needs: the SDKs find the tokens of `aws sso login` by the home folder alone. */
	readonly home: string;
}

/** Writes shared AWS files for a server with {@link knownIdentities} at `url` into `folder`. */
export function writeAwsFiles(folder: string, url: string, now: number): AwsFiles {
	const environment = {
		AWS_CONFIG_FILE: join(folder, '.aws', 'config'),
		AWS_SHARED_CREDENTIALS_FILE: join(folder, '.aws', 'credentials'),
	};
	const tokenFile = join(folder, 'web-identity-token');
	const cache = join(folder, '.aws', 'sso', 'cache');
	mkdirSync(cache, { recursive: true });
	writeFileSync(tokenFile, webIdentityToken);
	writeFileSync(environment.AWS_CONFIG_FILE, configFile(url, tokenFile));
	writeFileSync(environment.AWS_SHARED_CREDENTIALS_FILE, credentialsFile(), { mode: 0o600 });
	for (const [session, { expired, ended }] of Object.entries(ssoSessions)) {
		const { accessToken, refreshToken, clientId, clientSecret } = signIn;
		const token = {
			startUrl: ssoStartUrl,
			region: 'us-east-1',
			accessToken,
			expiresAt: new Date(expired ? 0 : now + sessionMilliseconds).toISOString(),
			refreshToken: ended ? 'ended' : refreshToken,
			clientId,
			clientSecret,
			registrationExpiresAt: new Date(now + sessionMilliseconds).toISOString(),
		};
		writeFileSync(join(cache, `${createHash('sha1').update(session).digest('hex')}.json`), JSON.stringify(token));
	}
	return { environment, home: folder };
}

function configFile(url: string, tokenFile: string): string {
	const common = { region: 'us-east-1', endpoint_url: url };
	const sso = { sso_account_id: signIn.accountId, sso_role_name: signIn.roleName };
	const extra: Partial<Record<Profile, Readonly<Record<string, string>>>> = {
		'digits-role': { role_arn: roles.plain.arn, source_profile: 'digits' },
		'digits-mfa': { role_arn: roles.mfa.arn, source_profile: 'digits', mfa_serial: mfa.serialNumber },
		'digits-web-identity': { role_arn: roles.plain.arn, web_identity_token_file: tokenFile },
		'digits-sso': { sso_session: 'digits', ...sso },
		'digits-sso-stale': { sso_session: 'digits-stale', ...sso },
		'digits-sso-expired': { sso_session: 'digits-ended', ...sso },
	};
	const sections = Object.keys(profiles).map((name) =>
		section(`profile ${name}`, { ...common, ...extra[name as Profile] }),
	);
	const session = {
		sso_region: 'us-east-1',
		sso_start_url: ssoStartUrl,
		sso_registration_scopes: 'sso:account:access',
	};
	return [...sections, ...Object.keys(ssoSessions).map((name) => section(`sso-session ${name}`, session))].join('\n');
}

function credentialsFile(): string {
	const keys: Partial<Record<Profile, IssuedKey>> = {
		digits: exampleKey,
		'digits-invoker': withoutListing,
		'digits-wrong-secret': { ...exampleKey, secretAccessKey: withoutListing.secretAccessKey },
		'digits-unknown-key': { ...exampleKey, accessKeyId: 'AKIAUNKNOWN7EXAMPLE0' },
		'digits-expired': expired,
	};
	return Object.entries(keys)
		.map(([profile, key]) =>
			section(profile, {
				aws_access_key_id: key.accessKeyId,
				aws_secret_access_key: key.secretAccessKey,
				...(key.sessionToken !== undefined && { aws_session_token: key.sessionToken }),
			}),
		)
		.join('\n');
}

function section(name: string, values: Readonly<Record<string, string>>): string {
	return `[${name}]\n${Object.entries(values)
		.map(([key, value]) => `${key} = ${value}\n`)
		.join('')}`;
}
