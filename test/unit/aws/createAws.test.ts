import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAws } from '../../../src/aws/createAws.ts';
import type { Aws, AwsDependencies, AwsTarget, InvokeRequest } from '../../../src/aws/index.ts';
import { ProblemError, type Problem } from '../../../src/core/index.ts';
import {
	containerToken,
	knownIdentities,
	mfa,
	profiles,
	writeAwsFiles,
	type Profile,
} from '../../sageMaker/identities.ts';
import { exampleKey } from '../../sageMaker/keys.ts';
import { containerCredentialsPath } from '../../sageMaker/machineCredentials.ts';
import { startSageMakerServer, type SageMakerServer } from '../../sageMaker/server.ts';
import { verifySignature } from '../../sageMaker/sigV4.ts';
import { useAwsHome } from './awsHome.ts';

const home = useAwsHome();
const { signal } = new AbortController();
let clock = 0;
let server: SageMakerServer;
let aws: Aws;

beforeAll(async () => {
	server = await startSageMakerServer({
		...knownIdentities(Date.now()),
		clock: () => Date.now() + clock,
		predict: () => [0, 0, 0, 1],
	});
});
beforeEach(() => {
	clock = 0;
	writeAwsFiles(home.path, server.url, Date.now());
	aws = create();
});
afterAll(() => server.close());

function create(dependencies: AwsDependencies = {}): Aws {
	return createAws({ askMfaCode: () => Promise.resolve(mfa.tokenCode), ...dependencies });
}

function invoke(target: AwsTarget, request: Partial<InvokeRequest> = {}, using = aws) {
	return using.invoke(
		target,
		{ endpointName: 'digits', body: '1,2,3', features: 3, accept: 'text/csv', ...request },
		signal,
	);
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
	const error: unknown = await promise.then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(error).toBeInstanceOf(ProblemError);
	expect(String((error as Error).cause)).toBe('undefined');
	return (error as ProblemError).problem;
}

/** The profile's keys alone, as a profile in the shared files. */
const keys = `aws_access_key_id = ${exampleKey.accessKeyId}\naws_secret_access_key = ${exampleKey.secretAccessKey}\n`;

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
		vi.stubEnv('AWS_ENDPOINT_URL_STS', server.url);
		expect(await invoke({ profile })).toEqual({
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
		const file = home.write('keys.json', output);
		writeConfig(`credential_process = ${process.execPath} -p "fs.readFileSync('${file}','utf8')"`);
		expect(await invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	test('IAM Identity Center without an sso-session', async () => {
		const startUrl = 'https://digits.awsapps.com/start';
		home.write(
			`.aws/sso/cache/${createHash('sha1').update(startUrl).digest('hex')}.json`,
			JSON.stringify({ accessToken: 'sso-access-token', expiresAt: new Date(Date.now() + 3600_000).toISOString() }),
		);
		writeConfig(
			`sso_start_url = ${startUrl}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = Tester`,
		);
		expect(await invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	test('a role for the keys in the environment', async () => {
		vi.stubEnv('AWS_ACCESS_KEY_ID', exampleKey.accessKeyId);
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', exampleKey.secretAccessKey);
		writeConfig('role_arn = arn:aws:iam::123456789012:role/Tester\ncredential_source = Environment');
		expect(await invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	test('aws login', async () => {
		const session = 'arn:aws:iam::123456789012:user/tester';
		const { accessKeyId, secretAccessKey } = exampleKey;
		const expiresAt = new Date(Date.now() + 3600_000).toISOString();
		const accessToken = { accessKeyId, secretAccessKey, accountId: '123456789012', expiresAt };
		home.write(
			`.aws/login/cache/${createHash('sha256').update(session).digest('hex')}.json`,
			JSON.stringify({ accessToken, clientId: 'client', refreshToken: 'token', dpopKey: 'key' }),
		);
		// The SDK asks Node for the home folder here.
		vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', join(home.path, '.aws/login/cache'));
		writeConfig(`login_session = ${session}`);
		expect(await invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});

	describe('without a profile', () => {
		const target = { region: 'us-east-1' };
		beforeEach(() => vi.stubEnv('AWS_ENDPOINT_URL', server.url));

		test('keys in the environment', async () => {
			vi.stubEnv('AWS_ACCESS_KEY_ID', exampleKey.accessKeyId);
			vi.stubEnv('AWS_SECRET_ACCESS_KEY', exampleKey.secretAccessKey);
			expect(await invoke(target)).toMatchObject({ body: '3.0\n' });
		});

		test('AWS_PROFILE', async () => {
			vi.stubEnv('AWS_PROFILE', 'digits-role');
			expect(await invoke(target)).toMatchObject({ body: '3.0\n' });
		});

		test('a container in AWS', async () => {
			vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', server.url + containerCredentialsPath);
			vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', containerToken);
			expect(await invoke(target)).toMatchObject({ body: '3.0\n' });
		});

		test('nothing', async () => {
			expect(await problemOf(invoke(target))).toEqual({ code: 'awsCredentialsMissing' });
		});
	});

	test('a chosen profile goes before keys in the environment', async () => {
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAUNKNOWN7EXAMPLE0');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
		expect(await invoke({ profile: 'digits' })).toMatchObject({ body: '3.0\n' });
	});

	test('an MFA code is asked for once, for all that follows', async () => {
		const askMfaCode = vi.fn((serial: string) => Promise.resolve(serial === mfa.serialNumber ? mfa.tokenCode : ''));
		const using = create({ askMfaCode });
		await Promise.all([invoke({ profile: 'digits-mfa' }, {}, using), invoke({ profile: 'digits-mfa' }, {}, using)]);
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
		expect(await problemOf(invoke(target))).toEqual(problem);
	});

	test.each<[Profile, Problem['code']]>([
		['digits-wrong-secret', 'awsKeysRejected'],
		['digits-unknown-key', 'awsKeysRejected'],
		['digits-expired', 'awsCredentialsExpired'],
	])('%s: %s', async (profile, code) => {
		expect(await problemOf(invoke({ profile }))).toEqual({
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
		vi.stubEnv('AWS_ENDPOINT_URL_STS', server.url);
		writeConfig(settings.replace('TOKEN', home.write('token', 'stale')));
		expect(await problemOf(invoke({ profile: 'own' }))).toEqual(problem);
	});

	test.each<[string, string | undefined, Problem]>([
		['wrong', '000000', { code: 'awsMfaRejected', profile: 'digits-mfa' }],
		['no number', 'abc', { code: 'awsMfaRejected', profile: 'digits-mfa' }],
		['not given', undefined, { code: 'awsMfaCancelled' }],
	])('an MFA code that is %s', async (_, code, problem) => {
		const using = create({ askMfaCode: () => Promise.resolve(code) });
		expect(await problemOf(invoke({ profile: 'digits-mfa' }, {}, using))).toEqual(problem);
	});
});

describe('region and address', () => {
	test('a region goes before that of the profile', async () => {
		const reply = await invoke({ profile: 'digits', region: 'eu-west-1' }, { endpointName: 'digits-elsewhere' });
		expect(reply.region).toBe('eu-west-1');
	});

	test.each(['AWS_REGION', 'AWS_DEFAULT_REGION'])('%s', async (name) => {
		vi.stubEnv(name, 'eu-west-1');
		const reply = await invoke({ profile: 'digits' }, { endpointName: 'digits-elsewhere' });
		expect(reply.region).toBe('eu-west-1');
	});

	test('no region', async () => {
		writeConfig(`endpoint_url = ${server.url}\n${keys}`, '');
		expect(await problemOf(invoke({ profile: 'own' }))).toEqual({ code: 'awsRegionMissing', profile: 'own' });
	});

	test('a region that is none', async () => {
		const target = { profile: 'digits', region: 'eu-west-1.example.com/' };
		expect(await problemOf(invoke(target))).toEqual({ code: 'awsRegionInvalid', region: target.region });
	});

	test.each([
		['an endpointUrl', () => ({ endpointUrl: server.url }), ''],
		['a services section', () => ({}), 'services = local\n[services local]\nsagemaker_runtime =\n  endpoint_url = URL'],
	])('%s', async (_, target, settings) => {
		home.write('.aws/config', `[profile own]\nregion = us-east-1\n${keys}${settings.replace('URL', server.url)}`);
		expect(await invoke({ profile: 'own', ...target() })).toMatchObject({ body: '3.0\n' });
	});

	test('AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME', async () => {
		home.write('.aws/config', `[profile own]\nregion = us-east-1\n${keys}`);
		vi.stubEnv('AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME', server.url);
		expect(await invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
	});
});

describe('problems with requests', () => {
	const context = { profile: 'digits', region: 'us-east-1', requestId: expect.any(String) as string };

	test.each<[string, Problem]>([
		['nowhere', { code: 'awsEndpointNotFound', ...context, endpointName: 'nowhere' }],
		[
			'access-denied',
			{
				code: 'awsAccessDenied',
				...context,
				action: 'sagemaker:InvokeEndpoint',
				resource: 'arn:aws:sagemaker:us-east-1:123456789012:endpoint/access-denied',
			},
		],
		['throttled', { code: 'awsThrottled', ...context }],
		[
			'model-error',
			{
				code: 'awsModelFailed',
				...context,
				endpointName: 'model-error',
				status: 500,
				detail: expect.stringContaining('500 Internal Server Error') as string,
				logs: {
					region: 'us-east-1',
					group: '/aws/sagemaker/Endpoints/model-error',
				},
			},
		],
		[
			'model-not-ready',
			{
				code: 'awsEndpointNotReady',
				...context,
				endpointName: 'model-not-ready',
				detail: expect.any(String) as string,
			},
		],
		[
			'service-unavailable',
			{ code: 'awsServiceFailed', ...context, status: 503, detail: expect.any(String) as string },
		],
		['internal-failure', { code: 'awsServiceFailed', ...context, status: 500, detail: expect.any(String) as string }],
		[
			'internal-dependency',
			{ code: 'awsServiceFailed', ...context, status: 530, detail: expect.any(String) as string },
		],
		['html-bad-gateway', { code: 'awsAnswerForeign', ...context, status: 502, contentType: 'text/html' }],
		['digits-multi-model', { code: 'awsRequestRefused', ...context, detail: expect.any(String) as string }],
	])('endpoint %s', async (endpointName, problem) => {
		expect(await problemOf(invoke({ profile: 'digits' }, { endpointName }))).toEqual(problem);
	});

	test.each(['dropped-before', 'dropped-amid'])('endpoint %s', async (endpointName) => {
		expect(await problemOf(invoke({ profile: 'digits' }, { endpointName }))).toMatchObject({
			code: 'awsUnreachable',
			reason: 'reset',
		});
	});

	test('more values than the model has features', async () => {
		const body = Array.from({ length: 785 }, () => '0').join(',');
		expect(await problemOf(invoke({ profile: 'digits' }, { body, features: 785 }))).toEqual({
			code: 'awsFeatureCount',
			...context,
			endpointName: 'digits',
			sent: 785,
			expected: 784,
		});
	});

	test.each(['small-limit', 'small-container-limit'])('too large for %s', async (endpointName) => {
		const body = `${'0,'.repeat(15_000)}0`;
		expect(await problemOf(invoke({ profile: 'digits' }, { endpointName, body }))).toEqual({
			code: 'awsPayloadTooLarge',
			...context,
			bytes: 30_001,
		});
	});

	test.each([
		['nobody listens', 'http://127.0.0.1:9', { reason: 'refused', host: '127.0.0.1:9' }],
		['nobody has that name', 'http://digits.invalid', { reason: 'dns', host: 'digits.invalid' }],
		['TLS meets plain text', () => server.url.replace('http:', 'https:'), { reason: 'tls' }],
	] as const)('%s', async (_, url, problem) => {
		const endpointUrl = typeof url === 'string' ? url : url();
		expect(await problemOf(invoke({ profile: 'digits', endpointUrl }))).toMatchObject({
			code: 'awsUnreachable',
			profile: 'digits',
			region: 'us-east-1',
			...problem,
		});
	});

	test('an answer that takes too long is not asked for again', async () => {
		const before = server.requests.length;
		const using = create({ seconds: 0.3 });
		expect(await problemOf(invoke({ profile: 'digits' }, { endpointName: 'slow' }, using))).toEqual({
			code: 'awsTimeout',
			profile: 'digits',
			region: 'us-east-1',
			seconds: 0.3,
		});
		expect(server.requests.length - before).toBe(1);
	});

	test('a page with status 200 comes through as it is', async () => {
		const { body, contentType } = await invoke({ profile: 'digits' }, { endpointName: 'html-ok' });
		expect(body).toContain('<html');
		expect(contentType).toContain('text/html');
	});

	test('throttled twice, answered then', async () => {
		expect(await invoke({ profile: 'digits' }, { endpointName: 'throttled-twice' })).toMatchObject({ body: '3.0\n' });
	});

	test('a clock that is wrong by an hour is corrected by the SDK', async () => {
		clock = 3600_000;
		expect(await invoke({ profile: 'digits' })).toMatchObject({ body: '3.0\n' });
	});
});

describe('cancellation', () => {
	test('during an answer of 60 seconds: rejects and closes the connection', async () => {
		const controller = new AbortController();
		const request = { endpointName: 'slow', body: '1,2,3', features: 3, accept: 'text/csv' };
		const pending = aws.invoke({ profile: 'digits' }, request, controller.signal);
		const before = server.requests.length;
		await vi.waitUntil(() => server.requests.length > before);
		const reason = new Error('no longer wanted');
		controller.abort(reason);
		await expect(pending).rejects.toBe(reason);
		await vi.waitUntil(() => server.requests.at(-1)?.closedByClient);
	});

	test('while a code is asked for', async () => {
		const controller = new AbortController();
		const using = create({
			askMfaCode: () => {
				controller.abort();
				return new Promise(() => undefined);
			},
		});
		const request = { endpointName: 'digits', body: '1,2,3', features: 3, accept: 'text/csv' };
		const pending = using.invoke({ profile: 'digits-mfa' }, request, controller.signal);
		await expect(pending).rejects.toThrow(/abort/);
	});

	test('before anything', async () => {
		const before = server.requests.length;
		const request = { endpointName: 'digits', body: '1,2,3', features: 3, accept: 'text/csv' };
		await expect(aws.invoke({ profile: 'digits' }, request, AbortSignal.abort())).rejects.toThrow(/abort/);
		expect(server.requests.length).toBe(before);
	});
});

describe('renewal', () => {
	test('a new key in the file is used at once', async () => {
		const path = join(home.path, '.aws', 'credentials');
		const text = readFileSync(path, 'utf8');
		writeFileSync(path, text.replaceAll(exampleKey.secretAccessKey, 'wrong'));
		expect(await problemOf(invoke({ profile: 'digits' }))).toMatchObject({ code: 'awsKeysRejected' });
		writeFileSync(path, text);
		expect(await invoke({ profile: 'digits' })).toMatchObject({ body: '3.0\n' });
	});

	test('a new sign-in is enough', async () => {
		expect(await problemOf(invoke({ profile: 'digits-sso-expired' }))).toMatchObject({ code: 'awsSignInNeeded' });
		const cache = (session: string) => `.aws/sso/cache/${createHash('sha1').update(session).digest('hex')}.json`;
		home.write(cache('digits-ended'), readFileSync(join(home.path, cache('digits')), 'utf8'));
		expect(await invoke({ profile: 'digits-sso-expired' })).toMatchObject({ body: '3.0\n' });
	});

	test('credentials that AWS calls expired are fetched again, once', async () => {
		expect(await invoke({ profile: 'digits-role' }, { endpointName: 'expired-once' })).toMatchObject({ body: '3.0\n' });
	});

	test('nothing is written where nothing is renewed', async () => {
		const files = ['.aws/config', '.aws/credentials'].map((name) => join(home.path, name));
		const before = files.map((file) => readFileSync(file, 'utf8'));
		await invoke({ profile: 'digits-role' });
		expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
	});
});

describe('endpoints of an account', () => {
	test('lists those in service, by page', async () => {
		const endpoints = Array.from({ length: 230 }, (_, index) => ({ name: `digits-${index}` }));
		const large = await startSageMakerServer({
			predict: () => [1],
			endpoints: [...endpoints, { name: 'creating', status: 'Creating' }],
		});
		try {
			const pages = [];
			for await (const page of aws.listInServiceEndpoints({ profile: 'digits', endpointUrl: large.url }, signal)) {
				pages.push(page);
			}
			expect(pages.map((page) => page.length)).toEqual([100, 100, 30]);
			const names = pages.flat().map(({ name }) => name);
			expect(names).toEqual(endpoints.map(({ name }) => name).sort());
			expect(pages[0]?.[0]?.modified).toBeInstanceOf(Date);
		} finally {
			await large.close();
		}
	});

	test('listing may be denied', async () => {
		const pages = aws.listInServiceEndpoints({ profile: 'digits-invoker' }, signal);
		expect(await problemOf(pages.next())).toMatchObject({
			code: 'awsAccessDenied',
			profile: 'digits-invoker',
			action: 'sagemaker:ListEndpoints',
		});
	});

	test('listing can be cancelled between pages', async () => {
		const controller = new AbortController();
		const pages = aws.listInServiceEndpoints({ profile: 'digits' }, controller.signal);
		controller.abort();
		await expect(pages.next()).rejects.toBe(controller.signal.reason);
	});

	test('describes one', async () => {
		const target = { profile: 'digits' };
		expect(await aws.describeEndpoint(target, 'digits-variants', signal)).toEqual({
			status: 'InService',
			variants: ['Blue', 'Green'],
			capturesData: false,
		});
		expect(await aws.describeEndpoint(target, 'digits-captured', signal)).toMatchObject({ capturesData: true });
		expect(await problemOf(aws.describeEndpoint(target, 'nowhere', signal))).toMatchObject({
			code: 'awsEndpointNotFound',
			endpointName: 'nowhere',
		});
	});
});

test('signs requests to other services', async () => {
	const url = new URL('https://digits.execute-api.us-east-1.amazonaws.com/prod/a%20b?name=1&name=%2F');
	const request = { method: 'POST', url, headers: { 'content-type': 'text/csv' }, body: Buffer.from('1,2,3') };
	const headers = await aws.sign({ profile: 'digits' }, 'execute-api', request, signal);
	const { key } = verifySignature(
		{ ...request, path: url.pathname, query: url.search.slice(1), headers },
		{ service: 'execute-api', regions: ['us-east-1'], findKey: () => exampleKey, now: new Date() },
	);
	expect(key).toBe(exampleKey);
	expect(headers).toMatchObject({ 'content-type': 'text/csv', host: url.host });
});

test('no profile of the test server is without a test', () => {
	const text = readFileSync(import.meta.filename, 'utf8');
	expect(Object.keys(profiles).filter((name) => !text.includes(`'${name}'`))).toEqual([]);
});

/** Adds the profile `own` to the config file. */
function writeConfig(settings: string, region = 'region = us-east-1\n'): void {
	const path = join(home.path, '.aws', 'config');
	const others = readFileSync(path, 'utf8');
	writeFileSync(path, `${others}\n[profile own]\n${region}endpoint_url = ${server.url}\n${settings}\n`);
}
