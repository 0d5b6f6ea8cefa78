import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	InvokeEndpointCommand,
	SageMakerRuntimeClient,
	type SageMakerRuntimeClientConfig,
} from '@aws-sdk/client-sagemaker-runtime';
import { fromHttp, fromIni, fromInstanceMetadata } from '@aws-sdk/credential-providers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
	containerToken,
	knownIdentities,
	mfa,
	writeAwsFiles,
	type AwsFiles,
	type Profile,
} from '../../../../tools/sageMakerServer/identities.ts';
import { containerCredentialsPath } from '../../../../tools/sageMakerServer/credentials/machineCredentials.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { signedFetch, type SignedRequest } from '../../../../tools/sageMakerServer/signedFetch.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';

type Credentials = NonNullable<SageMakerRuntimeClientConfig['credentials']>;

let server: SageMakerServer;
let folder: string;
let files: AwsFiles;

beforeAll(async () => {
	server = await startSageMakerServer({ ...knownIdentities(Date.now()), predict: () => [0, 0, 0, 1] });
	folder = mkdtempSync(join(tmpdir(), 'digit-classifier-'));
	files = writeAwsFiles(folder, server.url, Date.now());
	const environment = { ...files.environment, HOME: files.home, USERPROFILE: files.home, AWS_ENDPOINT_URL: server.url };
	for (const [name, value] of Object.entries(environment)) {
		vi.stubEnv(name, value);
	}
});
afterAll(async () => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true });
	await server.close();
});

async function invoke(credentials: Credentials): Promise<string> {
	const client = new SageMakerRuntimeClient({ region: 'us-east-1', endpoint: server.url, credentials, maxAttempts: 1 });
	const { Body } = await client.send(
		new InvokeEndpointCommand({ EndpointName: 'digits', ContentType: 'text/csv', Body: '1,2,3' }),
	);
	return Buffer.from(Body).toString();
}

function profileCredentials(profile: Profile, tokenCode: string = mfa.tokenCode): Credentials {
	return fromIni({
		profile,
		ignoreCache: true,
		mfaCodeProvider: () => Promise.resolve(tokenCode),
		clientConfig: { region: 'us-east-1' },
	});
}

describe('the AWS SDK', () => {
	test.each([
		'digits',
		'digits-invoker',
		'digits-role',
		'digits-mfa',
		'digits-web-identity',
		'digits-sso',
		'digits-sso-stale',
	] as const)('signs with what profile %s leads to', async (profile) => {
		expect(await invoke(profileCredentials(profile))).toBe('3.0\n');
	});

	test.each([
		['digits-wrong-secret', 'InvalidSignatureException', /does not match/],
		['digits-unknown-key', 'UnrecognizedClientException', /token included in the request is invalid/],
		['digits-expired', 'ExpiredTokenException', /is expired/],
		['digits-sso-expired', 'CredentialsProviderError', /Token is expired/],
	] as const)('fails with profile %s', async (profile, name, message) => {
		await expect(invoke(profileCredentials(profile))).rejects.toMatchObject({
			name,
			message: expect.stringMatching(message) as string,
		});
	});

	test('fails with a wrong MFA code', async () => {
		await expect(invoke(profileCredentials('digits-mfa', '654321'))).rejects.toThrow(
			'MultiFactorAuthentication failed with invalid MFA one time pass code.',
		);
	});

	test('signs with the credentials of a container', async () => {
		const options = { awsContainerCredentialsFullUri: server.url + containerCredentialsPath };
		expect(await invoke(fromHttp({ ...options, awsContainerAuthorizationToken: containerToken }))).toBe('3.0\n');
		await expect(invoke(fromHttp({ ...options, maxRetries: 0 }))).rejects.toThrow();
	});

	test('signs with the credentials of an EC2 instance', async () => {
		vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', server.url);
		expect(await invoke(fromInstanceMetadata())).toBe('3.0\n');
	});
});

describe('STS', () => {
	function call(body: string, request: Partial<SignedRequest> = {}) {
		const headers = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
		return signedFetch(server.url, { path: '/', service: 'sts', headers, body, ...request });
	}
	const assumeGuarded = `Action=AssumeRole&RoleSessionName=x&RoleArn=arn:aws:iam::123456789012:role/Guarded`;
	const unknownKey = { ...exampleKey, accessKeyId: 'AKIAUNKNOWN7EXAMPLE0' };

	test.each<[string, string, Partial<SignedRequest>, number, RegExp]>([
		['who asks', 'Action=GetCallerIdentity', {}, 200, /<Arn>arn:aws:iam::123456789012:user\/tester<\/Arn>/],
		['a role without MFA', assumeGuarded, {}, 403, /<Code>AccessDenied<.*is not authorized to perform: sts:AssumeRole/],
		['an unknown role', 'Action=AssumeRole&RoleArn=x', {}, 403, /<Code>AccessDenied<.* on resource: x</],
		['an unknown key', 'Action=GetCallerIdentity', { key: unknownKey }, 403, /<Code>InvalidClientTokenId</],
		['another service', 'Action=GetCallerIdentity', { service: 'sagemaker' }, 403, /<Code>SignatureDoesNotMatch</],
		['a bad code', `${assumeGuarded}&TokenCode=1`, {}, 400, /<Code>ValidationError</],
		['an unknown action', 'Action=GetFederationToken', {}, 400, /<Code>InvalidAction</],
	])('answers for %s', async (_, body, request, status, text) => {
		const response = await call(body, request);
		expect(response.status).toBe(status);
		expect(await response.text()).toMatch(text);
	});

	test('does not take any web identity token', async () => {
		const response = await call(
			'Action=AssumeRoleWithWebIdentity&RoleArn=arn:aws:iam::123456789012:role/Tester&WebIdentityToken=x',
		);
		expect(await response.text()).toContain('<Code>InvalidIdentityToken</Code>');
	});
});

describe('IAM Identity Center', () => {
	test.each([
		['no token', 'Tester', {}, 401, 'UnauthorizedException'],
		['another token', 'Tester', { 'x-amz-sso_bearer_token': 'x' }, 401, 'UnauthorizedException'],
		['another role', 'Admin', { 'x-amz-sso_bearer_token': 'sso-access-token' }, 403, 'ForbiddenException'],
	])('refuses %s', async (_, role, headers, status, type) => {
		const path = `/federation/credentials?account_id=123456789012&role_name=${role}`;
		const response = await fetch(server.url + path, { headers });
		expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([status, type]);
	});
});

test('no token is recorded', () => {
	const secrets = [containerToken, 'sso-access-token', mfa.tokenCode];
	const credentials = readFileSync(files.environment.AWS_SHARED_CREDENTIALS_FILE, 'utf8');
	secrets.push(
		...[...credentials.matchAll(/(?:secret_access_key|session_token) = (.*)/g)].map(([, value]) => value as string),
	);
	const recorded = JSON.stringify(server.requests);
	expect(server.requests.length).toBeGreaterThan(0);
	expect(secrets.filter((secret) => recorded.includes(secret))).toEqual([]);
});
