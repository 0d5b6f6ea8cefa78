import { DescribeEndpointCommand, ListEndpointsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
	InvokeEndpointCommand,
	SageMakerRuntimeClient,
	type InvokeEndpointCommandInput,
} from '@aws-sdk/client-sagemaker-runtime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scenarioEndpoints } from '../../../../tools/sageMakerServer/runtime/endpoints.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { startSageMakerServer, type SageMakerServer } from '../../../../tools/sageMakerServer/server.ts';
import { signedFetch } from '../../../../tools/sageMakerServer/signedFetch.ts';

const invoker = { ...exampleKey, accessKeyId: 'AKIAI44QH8DHBEXAMPLE', denied: ['sagemaker:ListEndpoints'] };
let clock = 0;
let server: SageMakerServer;
let runtime: SageMakerRuntimeClient;
let sageMaker: SageMakerClient;

beforeAll(async () => {
	server = await startSageMakerServer({
		keys: [exampleKey, invoker],
		clock: () => Date.now() + clock,
		predict: (row) => [0, 1, 2].map((label) => (label === row[0] ? 1 : 0)),
	});
});
beforeEach(() => {
	clock = 0;
	const options = { endpoint: server.url, region: 'us-east-1', credentials: exampleKey, maxAttempts: 1 };
	runtime = new SageMakerRuntimeClient(options);
	sageMaker = new SageMakerClient(options);
});
afterAll(() => server.close());

function invoke(EndpointName: string, input: Partial<InvokeEndpointCommandInput> = {}, options = {}) {
	return runtime.send(
		new InvokeEndpointCommand({ EndpointName, ContentType: 'text/csv', Accept: 'text/csv', Body: '1,0', ...input }),
		options,
	);
}

describe('InvokeEndpoint', () => {
	test.each<[string, Partial<InvokeEndpointCommandInput>, string, string]>([
		['digits', {}, '1.0\n', 'AllTraffic'],
		['digits', { InferenceId: 'a b', CustomAttributes: 'c=d' }, '1.0\n', 'AllTraffic'],
		['digits', { Body: '1,0\n2,0' }, '1.0\n2.0\n', 'AllTraffic'],
		['digits-softprob', {}, '0.0,1.0,0.0\n', 'AllTraffic'],
		['digits-variants', {}, '1.0\n', 'Blue'],
		['digits-variants', { TargetVariant: 'Green' }, '1.0\n', 'Green'],
		['digits-multi-model', { TargetModel: 'tuned.tar.gz' }, '1.0', 'AllTraffic'],
		['digits-multi-container', { TargetContainerHostname: 'second' }, '1.0\n', 'AllTraffic'],
		['digits-components', { InferenceComponentName: 'digits-component' }, '1.0\n', 'AllTraffic'],
	])('of %s with %j', async (name, input, body, variant) => {
		const { Body, InvokedProductionVariant, $metadata } = await invoke(name, input);
		expect([Buffer.from(Body).toString(), InvokedProductionVariant]).toEqual([body, variant]);
		expect($metadata.requestId).toMatch(/^[\da-f-]{36}$/);
	});

	test('of nothing gives nothing', async () => {
		const { Body, $metadata } = await invoke('digits', { Body: '' });
		expect([Body, $metadata.httpStatusCode]).toEqual([null, 204]);
	});

	const missing = /^Endpoint (nobody|creating|failed|digits-elsewhere) of account 123456789012 not found\.$/;
	test.each<[string, Partial<InvokeEndpointCommandInput>, string, number, RegExp]>([
		['nobody', {}, 'ValidationError', 400, missing],
		['creating', {}, 'ValidationError', 400, missing],
		['failed', {}, 'ValidationError', 400, missing],
		['digits-elsewhere', {}, 'ValidationError', 400, missing],
		['digits-', {}, 'ValidationError', 400, /Member must satisfy regular expression pattern/],
		['d'.repeat(64), {}, 'ValidationError', 400, /Member must have length less than or equal to 63/],
		['digits-variants', { TargetVariant: 'Red' }, 'ValidationError', 400, /^Variant Red of endpoint/],
		['digits', { TargetModel: 'tuned.tar.gz' }, 'ValidationError', 400, /^Target Model header is not supported/],
		['digits-multi-model', {}, 'ValidationError', 400, /^Target Model header is required/],
		['digits-components', { InferenceComponentName: 'x' }, 'ValidationError', 400, /^Inference Component Name x of/],
		[
			'access-denied',
			{},
			'AccessDeniedException',
			403,
			/^User: arn:aws:iam::123456789012:user\/tester is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:aws:sagemaker:us-east-1:123456789012:endpoint\/access-denied/,
		],
		['throttled', {}, 'ThrottlingException', 400, /^Rate exceeded$/],
		['model-not-ready', {}, 'ModelNotReadyException', 429, /not ready/],
		['service-unavailable', {}, 'ServiceUnavailable', 503, /unavailable/],
		['internal-failure', {}, 'InternalFailure', 500, /internal failure/],
		['internal-dependency', {}, 'InternalDependencyException', 530, /dependency/],
		['digits', { ContentType: 'application/json' }, 'ModelError', 424, /^Received client error \(415\) from primary/],
		['digits', { Accept: 'Accept' }, 'ModelError', 424, /^Received client error \(406\)/],
		[
			'digits',
			{ Body: Array(785).fill('0').join() },
			'ModelError',
			424,
			/^Received client error \(400\).*784 vs\. 785/,
		],
		['model-error', {}, 'ModelError', 424, /^Received server error \(500\)/],
		['small-container-limit', { Body: '0,'.repeat(10_001) }, 'ModelError', 424, /^Received client error \(413\)/],
	])('of %s with %j fails', async (name, input, type, status, message) => {
		const error: unknown = await invoke(name, input).catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			name: type,
			message: expect.stringMatching(message) as string,
			$metadata: { httpStatusCode: status },
		});
	});

	test('tells what the container said', async () => {
		await expect(invoke('digits', { ContentType: 'application/json' })).rejects.toMatchObject({
			OriginalStatusCode: 415,
			OriginalMessage: expect.stringMatching(/^Content type application\/json is not supported/) as string,
			LogStreamArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/Endpoints/digits',
		});
	});

	test.each([
		['expired-once', ['ExpiredTokenException', '1.0\n']],
		['throttled-twice', ['ThrottlingException', 'ThrottlingException', '1.0\n']],
	])('of %s fails at first only', async (name, expected) => {
		const seen: string[] = [];
		while (seen.length < expected.length) {
			seen.push(
				await invoke(name).then(
					({ Body }) => Buffer.from(Body).toString(),
					(error: unknown) => (error as Error).name,
				),
			);
		}
		expect(seen).toEqual(expected);
	});

	test.each([
		['garbage', 200, 'text/csv; charset=utf-8', /^lorem ipsum/],
		['html-ok', 200, 'text/html', /Sign in/],
		['html-bad-gateway', 502, 'text/html', /Bad Gateway/],
		['small-limit', 413, 'text/plain', /^HTTP content length exceeded 20000 bytes\.$/],
	])('of %s answers with something else', async (name, status, type, body) => {
		const response = await signedFetch(server.url, {
			path: `/endpoints/${name}/invocations`,
			headers: { 'Content-Type': 'text/csv' },
			body: '0,'.repeat(10_001),
		});
		expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
		expect(await response.text()).toMatch(body);
	});

	test.each(['dropped-before', 'dropped-amid'])('of %s loses the connection', async (name) => {
		await expect(invoke(name)).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	test('over 6 MiB is refused, whoever asks', async () => {
		const path = '/endpoints/digits/invocations';
		const response = await fetch(server.url + path, { method: 'POST', body: '0'.repeat(6 * 1024 * 1024 + 1) });
		expect(response.status).toBe(413);
	});

	test('records that the client went away', async () => {
		const controller = new AbortController();
		const answer = invoke('slow', {}, { abortSignal: controller.signal });
		await expect.poll(() => server.requests.at(-1)?.path).toBe('/endpoints/slow/invocations');
		const record = server.requests.at(-1);
		expect(record?.closedByClient).toBe(false);
		controller.abort();
		await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
		await expect.poll(() => record?.closedByClient).toBe(true);
		expect(record?.status).toBeUndefined();
	});

	test('tells the time, so that the SDK corrects its clock', async () => {
		clock = 3_600_000;
		runtime = new SageMakerRuntimeClient({ endpoint: server.url, region: 'us-east-1', credentials: exampleKey });
		const { $metadata } = await invoke('digits');
		expect($metadata.attempts).toBe(2);
	});
});

describe('ListEndpoints', () => {
	test('pages, newest first, ten at a time', async () => {
		const pages: string[][] = [];
		let token: string | undefined;
		do {
			const { Endpoints = [], NextToken } = await sageMaker.send(new ListEndpointsCommand({ NextToken: token }));
			pages.push(Endpoints.map(({ EndpointName = '' }) => EndpointName));
			token = NextToken;
		} while (token !== undefined);
		expect(pages.flat()).toEqual(
			scenarioEndpoints.filter(({ region = 'us-east-1' }) => region === 'us-east-1').map(({ name }) => name),
		);
		expect(pages[0]).toHaveLength(10);
	});

	test.each([
		[{ StatusEquals: 'Creating' }, ['creating']],
		[{ NameContains: 'selectable' }, ['digits-selectable']],
		[{ MaxResults: 1, SortBy: 'Name', SortOrder: 'Ascending' }, ['access-denied']],
	] as const)('%j', async (input, names) => {
		const { Endpoints = [] } = await sageMaker.send(new ListEndpointsCommand(input));
		expect(Endpoints.map(({ EndpointName }) => EndpointName)).toEqual(names);
	});

	test('lists the region that the request is signed for', async () => {
		const client = new SageMakerClient({ endpoint: server.url, region: 'eu-west-1', credentials: exampleKey });
		const { Endpoints } = await client.send(new ListEndpointsCommand());
		expect(Endpoints).toMatchObject([
			{
				EndpointName: 'digits-elsewhere',
				EndpointArn: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/digits-elsewhere',
				EndpointStatus: 'InService',
				CreationTime: expect.any(Date) as Date,
			},
		]);
	});

	test.each([
		[{ MaxResults: 101 }, exampleKey, 'ValidationException'],
		[{ NextToken: 'x' }, exampleKey, 'ValidationException'],
		[{}, invoker, 'AccessDeniedException'],
		[{}, { ...exampleKey, accessKeyId: 'AKIAUNKNOWN7EXAMPLE0' }, 'UnrecognizedClientException'],
	])('with %j is refused', async (input, credentials, name) => {
		const client = new SageMakerClient({ endpoint: server.url, region: 'us-east-1', credentials });
		await expect(client.send(new ListEndpointsCommand(input))).rejects.toMatchObject({
			name,
			$metadata: { httpStatusCode: 400 },
		});
	});
});

test('DescribeEndpoint tells of data capture', async () => {
	const describeEndpoint = (EndpointName: string) => sageMaker.send(new DescribeEndpointCommand({ EndpointName }));
	expect(await describeEndpoint('digits-captured')).toMatchObject({ DataCaptureConfig: { EnableCapture: true } });
	expect((await describeEndpoint('digits')).DataCaptureConfig).toBeUndefined();
	await expect(describeEndpoint('nobody')).rejects.toThrow(/^Could not find endpoint "arn:.*:endpoint\/nobody"\.$/);
});
