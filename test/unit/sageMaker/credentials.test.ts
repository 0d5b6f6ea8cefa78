import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SageMakerRuntimeClient, InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import { fromHttp, fromIni, fromInstanceMetadata } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
	containerToken,
	knownIdentities,
	mfa,
	writeAwsFiles,
	type AwsFiles,
	type Profile,
} from '../../sageMaker/identities.ts';
import { containerCredentialsPath } from '../../sageMaker/machineCredentials.ts';
import { startSageMakerServer, type SageMakerServer } from '../../sageMaker/server.ts';

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

async function invoke(credentials: AwsCredentialIdentityProvider): Promise<string> {
	const client = new SageMakerRuntimeClient({ region: 'us-east-1', endpoint: server.url, credentials, maxAttempts: 1 });
	const { Body } = await client.send(
		new InvokeEndpointCommand({ EndpointName: 'digits', ContentType: 'text/csv', Body: '1,2,3' }),
	);
	return Buffer.from(Body).toString();
}

function profileCredentials(profile: Profile, tokenCode: string = mfa.tokenCode): AwsCredentialIdentityProvider {
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
