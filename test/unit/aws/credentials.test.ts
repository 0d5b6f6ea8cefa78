import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AwsTarget } from '../../../src/aws/index.ts';
import type { Problem } from '../../../src/core/problem.ts';
import { containerToken, mfa, profiles, type Profile } from '../../../tools/sageMakerServer/identities.ts';
import { exampleKey } from '../../../tools/sageMakerServer/keys.ts';
import { containerCredentialsPath } from '../../../tools/sageMakerServer/credentials/machineCredentials.ts';
import { problemOf, signal, useAws } from './awsSetUp.ts';

const setUp = useAws();

describe('credentials', () => {
	test.each([
		'digits',
		'digits-role',
		'digits-mfa',
		'digits-web-identity',
		'digits-sso',
		'digits-sso-stale',
	] satisfies Profile[])(`profile %s`, async (profile) => {
		// The SDK asks STS at its own address for a web identity, whatever the profile says.
		vi.stubEnv('AWS_ENDPOINT_URL_STS', setUp.server.url);
		expect(await setUp.invoke({ profile })).toEqual({
			body: '3.0\n',
			contentType: expect.stringContaining('text/csv') as string,
			region: 'us-east-1',
			variant: 'AllTraffic',
			requestId: expect.any(String) as string,
		});
	});

	test('a process', async () => {
		const output = JSON.stringify({
			Version: 1,
			AccessKeyId: exampleKey.accessKeyId,
			SecretAccessKey: exampleKey.secretAccessKey,
		});
		const file = setUp.home.write('keys.json', output);
		setUp.writeConfig(`credential_process = ${process.execPath} -p "fs.readFileSync('${file}','utf8')"`);
		expect(await setUp.invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	test('IAM Identity Center without an sso-session', async () => {
		const startUrl = 'https://digits.awsapps.com/start';
		setUp.home.write(
			`.aws/sso/cache/${createHash('sha1').update(startUrl).digest('hex')}.json`,
			JSON.stringify({ accessToken: 'sso-access-token', expiresAt: new Date(Date.now() + 3600_000).toISOString() }),
		);
		setUp.writeConfig(
			`sso_start_url = ${startUrl}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = Tester`,
		);
		expect(await setUp.invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	test('a role for the keys in the environment', async () => {
		vi.stubEnv('AWS_ACCESS_KEY_ID', exampleKey.accessKeyId);
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', exampleKey.secretAccessKey);
		setUp.writeConfig('role_arn = arn:aws:iam::123456789012:role/Tester\ncredential_source = Environment');
		expect(await setUp.invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	test('aws login', async () => {
		const session = 'arn:aws:iam::123456789012:user/tester';
		const { accessKeyId, secretAccessKey } = exampleKey;
		const expiresAt = new Date(Date.now() + 3600_000).toISOString();
		const accessToken = { accessKeyId, secretAccessKey, accountId: '123456789012', expiresAt };
		setUp.home.write(
			`.aws/login/cache/${createHash('sha256').update(session).digest('hex')}.json`,
			JSON.stringify({ accessToken, clientId: 'client', refreshToken: 'token', dpopKey: 'key' }),
		);
		// The SDK asks Node for the home folder here.
		vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', join(setUp.home.path, '.aws/login/cache'));
		setUp.writeConfig(`login_session = ${session}`);
		expect(await setUp.invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	describe('without a profile', () => {
		const target = { region: 'us-east-1' };
		beforeEach(() => vi.stubEnv('AWS_ENDPOINT_URL', setUp.server.url));

		test('keys in the environment', async () => {
			vi.stubEnv('AWS_ACCESS_KEY_ID', exampleKey.accessKeyId);
			vi.stubEnv('AWS_SECRET_ACCESS_KEY', exampleKey.secretAccessKey);
			expect(await setUp.invoke(target)).toMatchObject({ body: '3.0\n' });
		});

		test('AWS_PROFILE', async () => {
			vi.stubEnv('AWS_PROFILE', 'digits-role');
			expect(await setUp.invoke(target)).toMatchObject({ body: '3.0\n' });
		});

		test('a container in AWS', async () => {
			vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', setUp.server.url + containerCredentialsPath);
			vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', containerToken);
			expect(await setUp.invoke(target)).toMatchObject({ body: '3.0\n' });
		});

		test('nothing', async () => {
			expect(await problemOf(setUp.invoke(target))).toEqual({ code: 'awsCredentialsMissing' });
		});
	});

	test('a chosen profile goes before keys in the environment', async () => {
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAUNKNOWN7EXAMPLE0');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
		expect(await setUp.invoke({ profile: 'digits' })).toMatchObject({ body: '3.0\n' });
	});

	test('an MFA code is asked for once, for all that follows', async () => {
		const askMfaCode = vi.fn((serial: string) => Promise.resolve(serial === mfa.serialNumber ? mfa.tokenCode : ''));
		const using = setUp.create({ askMfaCode });
		await Promise.all([
			setUp.invoke({ profile: 'digits-mfa' }, {}, using),
			setUp.invoke({ profile: 'digits-mfa' }, {}, using),
		]);
		await using.describeEndpoint({ profile: 'digits-mfa', region: 'us-east-1' }, 'digits', signal);
		expect(askMfaCode).toHaveBeenCalledOnce();
	});
});

describe('problems with credentials', () => {
	test.each<[string, AwsTarget, Problem]>([
		['unknown profile', { profile: 'nobody' }, { code: 'awsProfileUnknown', profile: 'nobody' }],
		[
			'a sign-in that has ended',
			{ profile: 'digits-sso-expired' },
			{ code: 'awsSignInNeeded', command: 'sso login', profile: 'digits-sso-expired' },
		],
	])('%s', async (_, target, problem) => {
		expect(await problemOf(setUp.invoke(target))).toEqual(problem);
	});

	test.each<[Profile, Problem['code']]>([
		['digits-wrong-secret', 'awsKeysRejected'],
		['digits-unknown-key', 'awsKeysRejected'],
		['digits-expired', 'awsCredentialsExpired'],
	])('%s: %s', async (profile, code) => {
		expect(await problemOf(setUp.invoke({ profile }))).toEqual({
			code,
			profile,
			region: 'us-east-1',
			requestId: expect.any(String) as string,
		});
	});

	const sso = 'sso_account_id = 123456789012\nsso_role_name = Tester\nsso_region = us-east-1\n';
	test.each<[string, string, Problem]>([
		['says nothing', '', { code: 'awsProfileInvalid', profile: 'own', detail: expect.any(String) as string }],
		[
			'has a source that is not there',
			'role_arn = arn:aws:iam::123456789012:role/Tester\nsource_profile = gone',
			{ code: 'awsProfileUnknown', profile: 'gone' },
		],
		[
			'was never signed in (old form)',
			`${sso}sso_start_url = https://a.example`,
			{ code: 'awsSignInNeeded', command: 'sso login', profile: 'own' },
		],
		[
			'was never signed in',
			`${sso}sso_session = fresh\n[sso-session fresh]\nsso_region = us-east-1\nsso_start_url = https://a.example`,
			{ code: 'awsSignInNeeded', command: 'sso login', profile: 'own' },
		],
		[
			'has its credentials from one that was signed in too long ago',
			'role_arn = arn:aws:iam::123456789012:role/Tester\nsource_profile = digits-sso-expired',
			{ code: 'awsSignInNeeded', command: 'sso login', profile: 'digits-sso-expired' },
		],
		[
			'has no role in Identity Center',
			`sso_account_id = 1\nsso_role_name = Other\nsso_session = digits\n[sso-session digits]\nsso_region = us-east-1\nsso_start_url = https://a.example`,
			{ code: 'awsAccessDenied', profile: 'own', action: 'sso:GetRoleCredentials' },
		],
		[
			'was never signed in with aws login',
			'login_session = arn:aws:iam::123456789012:user/tester',
			{ code: 'awsSignInNeeded', command: 'login', profile: 'own' },
		],
		[
			'has a process that fails',
			`credential_process = ${process.execPath} -e "console.error('no vault'); process.exit(1)" SECRET`,
			{ code: 'awsProcessFailed', profile: 'own', detail: 'no vault' },
		],
		[
			'has a process that prints words',
			`credential_process = ${process.execPath} -p 1+`,
			{ code: 'awsProcessFailed', profile: 'own', detail: expect.any(String) as string },
		],
		[
			'has a process of another version',
			`credential_process = ${process.execPath} -p "'{}'"`,
			{ code: 'awsProcessFailed', profile: 'own', detail: 'Profile own credential_process did not return Version 1.' },
		],
		[
			'has a role that may not be assumed',
			'role_arn = arn:aws:iam::123456789012:role/Other\nsource_profile = digits',
			{
				code: 'awsAccessDenied',
				profile: 'own',
				region: 'us-east-1',
				requestId: expect.any(String) as string,
				action: 'sts:AssumeRole',
				resource: 'arn:aws:iam::123456789012:role/Other',
			},
		],
		[
			'has a token that is refused',
			'role_arn = arn:aws:iam::123456789012:role/Tester\nweb_identity_token_file = TOKEN',
			{ code: 'awsProfileInvalid', profile: 'own', detail: 'The ID Token provided is not a valid JWT.' },
		],
	])('a profile that %s', async (_, settings, problem) => {
		vi.stubEnv('AWS_ENDPOINT_URL_STS', setUp.server.url);
		setUp.writeConfig(settings.replace('TOKEN', setUp.home.write('token', 'stale')));
		expect(await problemOf(setUp.invoke({ profile: 'own' }))).toEqual(problem);
	});

	test('a sign-in that has ended since AWS could not be reached', async () => {
		vi.stubEnv('AWS_ENDPOINT_URL_SSO', 'http://127.0.0.1:1');
		const target = { profile: 'digits-sso' };
		expect(await problemOf(setUp.invoke(target))).toMatchObject({ code: 'hostUnreachable', reason: 'refused' });
		rmSync(join(setUp.home.path, '.aws/sso/cache'), { recursive: true });
		expect(await problemOf(setUp.invoke(target))).toMatchObject({ code: 'awsSignInNeeded', profile: 'digits-sso' });
	});

	test.each<[string, string | undefined, Problem]>([
		['wrong', '000000', { code: 'awsMfaRejected', profile: 'digits-mfa' }],
		['no number', 'abc', { code: 'awsMfaRejected', profile: 'digits-mfa' }],
		['not given', undefined, { code: 'awsMfaCancelled' }],
	])('an MFA code that is %s', async (_, code, problem) => {
		const using = setUp.create({ askMfaCode: () => Promise.resolve(code) });
		expect(await problemOf(setUp.invoke({ profile: 'digits-mfa' }, {}, using))).toEqual(problem);
	});
});

test('no profile of the test server is without a test', () => {
	const tests = ['credentials', 'management', 'requests', 'sessions'].map((name) =>
		join(import.meta.dirname, `${name}.test.ts`),
	);
	const text = tests.map((file) => readFileSync(file, 'utf8')).join('');
	expect(Object.keys(profiles).filter((name) => !text.includes(`'${name}'`))).toEqual([]);
});
