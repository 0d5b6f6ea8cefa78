import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedFetch, type SignedRequest } from '../../../../tools/sageMakerServer/signedFetch.ts';
import { exampleKey, type IssuedKey } from '../../../../tools/sageMakerServer/keys.ts';
import { verifySignature } from '../../../../tools/sageMakerServer/sigV4.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';

const now = Date.UTC(2026, 5, 1, 12);
const temporary: IssuedKey = {
	accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
	secretAccessKey: 'temporary/EXAMPLEKEY',
	sessionToken: 'AQoDYXdzEJr/+==',
	expiration: new Date(now + 60_000),
	arn: 'arn:aws:sts::123456789012:assumed-role/Tester/session',
};
const invoke = {
	path: '/endpoints/digits/invocations',
	body: '1,2,3',
	headers: { 'Content-Type': 'text/csv', 'X-Amzn-SageMaker-Inference-Id': 'one  two' },
	date: new Date(now),
} satisfies SignedRequest;

let server: SageMakerServer;
let clock = now;

beforeAll(async () => {
	server = await startSageMakerServer({
		endpoints: [{ name: 'digits' }],
		keys: [exampleKey, temporary],
		clock: () => clock,
		predict: () => [0, 0, 0, 1],
	});
});
afterAll(() => server.close());

describe('a request signed by aws4', () => {
	const accepted: Record<string, SignedRequest> = {
		'with a long-term key': invoke,
		'with a temporary key': { ...invoke, key: temporary },
		'with a query': { ...invoke, path: `${invoke.path}?b=2&a=%2F&a=1&c` },
		'with an encoded path': { ...invoke, path: '/endpoints/di%67its/invocations' },
	};
	test.each(Object.entries(accepted))('is accepted %s', async (_, request) => {
		const response = await signedFetch(server.url, request);
		expect([response.status, await response.text()]).toEqual([200, '3.0\n']);
	});

	const mismatch = /^The request signature we calculated does not match/;
	const invalid = /^The security token included in the request is invalid/;
	const rejected: Record<string, [SignedRequest, string, RegExp]> = {
		'another body': [{ ...invoke, sentBody: '1,2,4' }, 'InvalidSignatureException', mismatch],
		'another header': [
			{ ...invoke, sentHeaders: { 'Content-Type': 'text/cst' } },
			'InvalidSignatureException',
			mismatch,
		],
		'another date': [
			{ ...invoke, sentHeaders: { 'X-Amz-Date': '20260601T120001Z' } },
			'InvalidSignatureException',
			mismatch,
		],
		'another path': [{ ...invoke, sentPath: '/endpoints/digits2/invocations' }, 'InvalidSignatureException', mismatch],
		'another query': [
			{ ...invoke, path: `${invoke.path}?a=1`, sentPath: `${invoke.path}?a=2` },
			'InvalidSignatureException',
			mismatch,
		],
		'another secret': [
			{ ...invoke, key: { ...exampleKey, secretAccessKey: `${exampleKey.secretAccessKey.slice(0, -1)}Z` } },
			'InvalidSignatureException',
			mismatch,
		],
		'another access key': [
			{ ...invoke, key: { ...exampleKey, accessKeyId: 'AKIAIOSFODNN7EXAMPLF' } },
			'UnrecognizedClientException',
			invalid,
		],
		'a token left out': [
			{ ...invoke, key: { ...exampleKey, ...temporary, sessionToken: undefined } },
			'UnrecognizedClientException',
			invalid,
		],
		'another token': [
			{ ...invoke, key: { ...temporary, sessionToken: 'AQoDYXdzEJr/+=' } },
			'ExpiredTokenException',
			/is expired$/,
		],
		'another region': [
			{ ...invoke, region: 'us-east-3' },
			'InvalidSignatureException',
			/^Credential should be scoped to a valid region/,
		],
		'another service': [
			{ ...invoke, service: 'execute-api' },
			'InvalidSignatureException',
			/^Credential should be scoped to correct service: 'sagemaker'/,
		],
		'an hour early': [
			{ ...invoke, date: new Date(now - 3_600_000) },
			'InvalidSignatureException',
			/^Signature expired: 20260601T110000Z is now earlier than 20260601T115500Z \(20260601T120000Z - 5 min\.\)$/,
		],
		'an hour late': [
			{ ...invoke, date: new Date(now + 3_600_000) },
			'InvalidSignatureException',
			/^Signature not yet current: 20260601T130000Z is still later than 20260601T120500Z \(20260601T120000Z \+ 5 min\.\)$/,
		],
	};
	test.each(Object.entries(rejected))('is rejected with %s', async (_, [request, type, message]) => {
		const response = await signedFetch(server.url, request);
		const body = (await response.json()) as { message: string };
		expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([403, type]);
		expect(body.message).toMatch(message);
		expect(response.headers.get('date')).toBe('Mon, 01 Jun 2026 12:00:00 GMT');
	});

	test('is rejected once its session has ended', async () => {
		clock = now + 60_000;
		const response = await signedFetch(server.url, { ...invoke, key: temporary });
		clock = now;
		expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([403, 'ExpiredTokenException']);
	});
});

test.each([
	['no signature', {}, 'MissingAuthenticationTokenException'],
	['a bearer token', { authorization: 'Bearer abc' }, 'IncompleteSignatureException'],
	[
		'half a signature',
		{ authorization: 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260601/us-east-1/sagemaker/aws4_request' },
		'IncompleteSignatureException',
	],
])('a request with %s is rejected', async (_, headers, type) => {
	const response = await fetch(server.url + invoke.path, { method: 'POST', body: invoke.body, headers });
	expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([403, type]);
});

describe('AWS’s published examples', () => {
	const key = {
		accessKeyId: 'AKIDEXAMPLE',
		secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
		arn: 'arn:aws:iam::123456789012:user/tester',
	};
	test.each([
		['get-vanilla', '', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
		[
			'get-vanilla-query-order-key-case',
			'Param2=value2&Param1=value1',
			'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
		],
	])('%s', (_, query, signature) => {
		const headers = {
			host: 'example.amazonaws.com',
			'x-amz-date': '20150830T123600Z',
			authorization:
				'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
				`SignedHeaders=host;x-amz-date, Signature=${signature}`,
		};
		const context = {
			service: 'service',
			regions: ['us-east-1'],
			findKey: () => key,
			now: new Date('2015-08-30T12:36:00Z'),
		};
		const request = { method: 'GET', path: '/', query, headers, body: Buffer.alloc(0) };
		expect(verifySignature(request, context)).toEqual({ key, region: 'us-east-1' });
	});
});

test('nothing secret is recorded', async () => {
	await signedFetch(server.url, { ...invoke, key: temporary });
	const record = server.requests.at(-1);
	expect(record).toMatchObject({ method: 'POST', path: invoke.path, rows: 1, bytes: 5, status: 200 });
	expect(JSON.stringify(record)).not.toMatch(/AWS4-HMAC|AQoDYXdz/);
});
