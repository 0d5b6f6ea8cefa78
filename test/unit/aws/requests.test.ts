import { describe, expect, test, vi } from 'vitest';
import type { Problem } from '../../../src/core/problem.ts';
import { exampleKey } from '../../../tools/sageMakerServer/keys.ts';
import { verifySignature } from '../../../tools/sageMakerServer/sigV4.ts';
import { keys, problemOf, signal, useAws } from './awsSetUp.ts';

const setUp = useAws();

describe('region and address', () => {
	test('a region goes before that of the profile', async () => {
		const reply = await setUp.invoke({ profile: 'digits', region: 'eu-west-1' }, { endpointName: 'digits-elsewhere' });
		expect(reply.region).toBe('eu-west-1');
	});

	test.each(['AWS_REGION', 'AWS_DEFAULT_REGION'])('%s', async (name) => {
		vi.stubEnv(name, 'eu-west-1');
		const reply = await setUp.invoke({ profile: 'digits' }, { endpointName: 'digits-elsewhere' });
		expect(reply.region).toBe('eu-west-1');
	});

	test('no region', async () => {
		setUp.writeConfig(`endpoint_url = ${setUp.server.url}\n${keys}`, '');
		expect(await problemOf(setUp.invoke({ profile: 'own' }))).toEqual({ code: 'awsRegionMissing', profile: 'own' });
	});

	test('a region that is none', async () => {
		const target = { profile: 'digits', region: 'eu-west-1.example.com/' };
		expect(await problemOf(setUp.invoke(target))).toEqual({ code: 'awsRegionInvalid', region: target.region });
	});

	test.each([
		['an endpointUrl', () => ({ endpointUrl: setUp.server.url }), ''],
		['a services section', () => ({}), 'services = local\n[services local]\nsagemaker_runtime =\n  endpoint_url = URL'],
	])('%s', async (_, target, settings) => {
		setUp.home.write(
			'.aws/config',
			`[profile own]\nregion = us-east-1\n${keys}${settings.replace('URL', setUp.server.url)}`,
		);
		expect(await setUp.invoke({ profile: 'own', ...target() })).toMatchObject({ body: '3.0\n' });
	});

	test('AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME', async () => {
		setUp.home.write('.aws/config', `[profile own]\nregion = us-east-1\n${keys}`);
		vi.stubEnv('AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME', setUp.server.url);
		expect(await setUp.invoke({ profile: 'own' })).toMatchObject({ body: '3.0\n' });
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
		expect(await problemOf(setUp.invoke({ profile: 'digits' }, { endpointName }))).toEqual(problem);
	});

	test.each(['dropped-before', 'dropped-amid'])('endpoint %s', async (endpointName) => {
		expect(await problemOf(setUp.invoke({ profile: 'digits' }, { endpointName }))).toMatchObject({
			code: 'hostUnreachable',
			reason: 'reset',
		});
	});

	test('more values than the model has features', async () => {
		const body = Array.from({ length: 785 }, () => '0').join(',');
		expect(await problemOf(setUp.invoke({ profile: 'digits' }, { body, features: 785 }))).toEqual({
			code: 'featureCount',
			asked: 'digits',
			sent: 785,
			expected: 784,
			...context,
		});
	});

	test.each(['small-limit', 'small-container-limit'])('too large for %s', async (endpointName) => {
		const body = `${'0,'.repeat(15_000)}0`;
		expect(await problemOf(setUp.invoke({ profile: 'digits' }, { endpointName, body }))).toEqual({
			code: 'rowsTooLarge',
			bytes: 30_001,
			...context,
		});
	});

	test.each([
		['nobody listens', 'http://127.0.0.1:9', { reason: 'refused', host: '127.0.0.1:9' }],
		['nobody has that name', 'http://digits.invalid', { reason: 'dns', host: 'digits.invalid' }],
		['TLS meets plain text', () => setUp.server.url.replace('http:', 'https:'), { reason: 'notTls' }],
	] as const)('%s', async (_, url, problem) => {
		const endpointUrl = typeof url === 'string' ? url : url();
		expect(await problemOf(setUp.invoke({ profile: 'digits', endpointUrl }))).toMatchObject({
			code: 'hostUnreachable',
			profile: 'digits',
			region: 'us-east-1',
			...problem,
		});
	});

	test('an answer that takes too long is not asked for again', async () => {
		const before = setUp.server.requests.length;
		const using = setUp.create({ seconds: 0.3 });
		expect(await problemOf(setUp.invoke({ profile: 'digits' }, { endpointName: 'slow' }, using))).toEqual({
			code: 'awsTimeout',
			profile: 'digits',
			region: 'us-east-1',
			seconds: 0.3,
		});
		expect(setUp.server.requests.length - before).toBe(1);
	});

	test('a page with status 200 comes through as it is', async () => {
		const { body, contentType } = await setUp.invoke({ profile: 'digits' }, { endpointName: 'html-ok' });
		expect(body).toContain('<html');
		expect(contentType).toContain('text/html');
	});

	test('throttled twice, answered then', async () => {
		expect(await setUp.invoke({ profile: 'digits' }, { endpointName: 'throttled-twice' })).toMatchObject({
			body: '3.0\n',
		});
	});

	test('a clock that is wrong by an hour is corrected by the SDK', async () => {
		setUp.clock = 3600_000;
		expect(await setUp.invoke({ profile: 'digits' })).toMatchObject({ body: '3.0\n' });
	});
});

describe('cancellation', () => {
	test('during an answer of 60 seconds: rejects and closes the connection', async () => {
		const controller = new AbortController();
		const request = { endpointName: 'slow', body: '1,2,3', features: 3, accept: 'text/csv' };
		const pending = setUp.aws.invoke({ profile: 'digits' }, request, controller.signal);
		const before = setUp.server.requests.length;
		await vi.waitUntil(() => setUp.server.requests.length > before);
		const reason = new Error('no longer wanted');
		controller.abort(reason);
		await expect(pending).rejects.toBe(reason);
		await vi.waitUntil(() => setUp.server.requests.at(-1)?.closedByClient);
	});

	test('while a code is asked for', async () => {
		const controller = new AbortController();
		const using = setUp.create({
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
		const before = setUp.server.requests.length;
		const request = { endpointName: 'digits', body: '1,2,3', features: 3, accept: 'text/csv' };
		await expect(setUp.aws.invoke({ profile: 'digits' }, request, AbortSignal.abort())).rejects.toThrow(/abort/);
		expect(setUp.server.requests.length).toBe(before);
	});
});

test('signs requests to other services', async () => {
	const url = new URL('https://digits.execute-api.us-east-1.amazonaws.com/prod/a%20b?name=1&name=%2F');
	const request = { method: 'POST', url, headers: { 'content-type': 'text/csv' }, body: Buffer.from('1,2,3') };
	const headers = await setUp.aws.sign({ profile: 'digits' }, 'execute-api', request, signal);
	const { key } = verifySignature(
		{ ...request, path: url.pathname, query: url.search.slice(1), headers },
		{ service: 'execute-api', regions: ['us-east-1'], findKey: () => exampleKey, now: new Date() },
	);
	expect(key).toBe(exampleKey);
	expect(headers).toMatchObject({ 'content-type': 'text/csv', host: url.host });
});
