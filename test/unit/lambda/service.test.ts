import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { lazyAws } from '../../../src/aws/index.ts';
import { toCsvRow } from '../../../src/core/csv.ts';
import { toProblem } from '../../../src/core/problem.ts';
import type { Sample } from '../../../src/core/ports.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import type { RestApiConfig } from '../../../src/endpoints/restApi/config.ts';
import { createRestApiEndpoint } from '../../../src/endpoints/restApi/endpoint.ts';
import { exampleKey } from '../../../tools/sageMakerServer/keys.ts';
import { verifySignature } from '../../../tools/sageMakerServer/sigV4.ts';
import { startApiGateway, type ApiGatewayOptions } from '../../../tools/localService/apiGateway.ts';
import { readRequest, startHttpServer } from '../../../tools/httpServer.ts';
import { startLocalService, type LocalServiceOptions } from '../../../tools/localService/localService.ts';
import { goldenSample } from '../../../tools/localService/samples.ts';

const { signal } = new AbortController();
const hasCurl = spawnSync('curl', ['--version']).status === 0;

let cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
	await Promise.all(cleanUp.map((close) => close()));
	cleanUp = [];
});

async function start(options?: LocalServiceOptions) {
	const service = await startLocalService(options);
	cleanUp.push(service.close);
	return service;
}

function endpointAt(url: string, config: Partial<RestApiConfig> = {}, key?: string) {
	return createRestApiEndpoint(
		{ type: 'restApi', name: 'mine', url, ...config },
		{ secret: () => Promise.resolve(key), loadAws: lazyAws() },
	);
}

async function problemAt(url: string, sample: Sample, config: Partial<RestApiConfig> = {}, key?: string) {
	return toProblem(
		await endpointAt(url, config, key)
			.classify([sample], signal)
			.catch((error: unknown) => error),
	);
}

describe('the service, from curl to SageMaker', () => {
	it('takes nothing from the AWS settings of who starts it', async () => {
		Object.assign(process.env, { AWS_DEFAULT_PROFILE: 'mine', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' });
		const { url } = await start();
		const { predictions } = await endpointAt(url).classify([await goldenSample('7_00000_q95.jpg')], signal);
		expect(predictions[0]?.label).toBe(7);
	});

	it.runIf(hasCurl).each(['0_2', '3_1', '7_1', '9_2'])('answers the label of samples/%s.jpg', async (name) => {
		const { url, sageMaker } = await start();
		const file = `samples/${name}.jpg`;
		expect(await curl(['-F', `img=@${file}`, url])).toBe(`{"label":${name[0]}} 200 application/json`);
		const { pixels } = await decodeImage(readFileSync(file));
		expect(sageMaker.requests).toMatchObject([
			{
				path: '/endpoints/digits/invocations',
				rows: 1,
				bytes: toCsvRow(pixels as Sample['digit']).length,
				headers: { 'content-type': 'text/csv', accept: 'text/csv' },
				status: 200,
			},
		]);
	});

	it.runIf(hasCurl).each(['dark_on_white_7', 'black_on_transparent_7'])(
		'answers 7 to 28×28 that is %s',
		async (name) => {
			const { url } = await start();
			expect(await curl(['-F', `img=@test/fixtures/pictures/${name}.png`, url])).toBe(
				'{"label":7} 200 application/json',
			);
		},
	);

	it.runIf(hasCurl)('takes a picture as the body, and tells a browser that a page may send it', async () => {
		const { url } = await start({ apiKey: 'k-1', allowedOrigin: 'https://page.example' });
		const picture = ['--data-binary', '@samples/7_1.jpg', '-H', 'Content-Type: image/jpeg', '-H', 'x-api-key: k-1'];
		expect(await curl([...picture, url])).toBe('{"label":7} 200 application/json');
		const asked = ['-i', '-X', 'OPTIONS', '-H', 'Origin: https://page.example'];
		expect(await curl([...asked, url])).toMatch(
			/^HTTP\/1.1 204 [^]*access-control-allow-origin: https:\/\/page.example/,
		);
	});

	it('answers as the one file that is deployed, of a megabyte and a half', async () => {
		expect(spawnSync(process.execPath, ['esbuild.mjs', '--lambda'], { stdio: 'inherit' }).status).toBe(0);
		const file = resolve('.cache/lambda/index.mjs');
		expect(statSync(file).size).toBeLessThan(1.6e6);
		process.env.ENDPOINT_NAME = 'digits';
		const { handler } = (await import(pathToFileURL(file).href)) as Pick<ApiGatewayOptions, 'handler'>;
		const { url } = await start({ handler });
		const { predictions } = await endpointAt(url).classify([await goldenSample('7_00017_q100.jpg')], signal);
		expect(predictions).toEqual([{ label: 7 }]);
	});
});

describe('a REST API endpoint, at the service', () => {
	it.each([
		['the original', {}, undefined],
		['the digit as a JPEG', {}, 'digit'],
		['the digit of what was a PNG', { format: 'png' }, undefined],
	] as const)('gets the label of %s', async (_, change, send) => {
		const { url } = await start();
		const sample = { ...(await goldenSample('7_00017_q100.jpg')), ...change };
		const { predictions, sent } = await endpointAt(url, send && { send }).classify([sample], signal);
		expect(predictions).toEqual([{ label: 7 }]);
		expect(sent).toMatchObject({ destination: url, requestId: expect.stringMatching(/^[-0-9a-f]{36}$/) as string });
	});

	it('gets probabilities where the model gives them', async () => {
		const { url } = await start({ endpointName: 'digits-softprob' });
		const { predictions } = await endpointAt(url).classify([await goldenSample('3_00030_q95.jpg')], signal);
		expect(predictions).toMatchObject([{ label: 3 }]);
		expect(predictions[0]?.probabilities).toHaveLength(10);
	});

	it('needs the right key', async () => {
		const { url } = await start({ apiKey: 'k-1' });
		const sample = await goldenSample('7_00017_q100.jpg');
		const config = { authentication: 'apiKey' } as const;
		expect((await endpointAt(url, config, 'k-1').classify([sample], signal)).predictions).toEqual([{ label: 7 }]);
		const requestId = expect.any(String) as string;
		expect(await problemAt(url, sample, config, 'k-2')).toEqual({ code: 'apiKeyRefused', sent: true, requestId });
		expect(await problemAt(url, sample)).toEqual({ code: 'apiKeyRefused', sent: false, requestId });
	});

	it('is told of a wrong path', async () => {
		const { url } = await start();
		const wrong = `${url}s`;
		const sample = await goldenSample('7_00017_q100.jpg');
		expect(await problemAt(wrong, sample)).toMatchObject({ code: 'apiPathUnknown', url: wrong });
	});

	it.each([
		['API Gateway', 11],
		['Lambda', 6],
	])('is told of what is too large for %s: %i MB', async (_, megabytes) => {
		const { url } = await start();
		const sample = { ...(await goldenSample('7_00017_q100.jpg')), original: new Uint8Array(megabytes * 2 ** 20) };
		expect(await problemAt(url, sample)).toMatchObject({ code: 'requestTooLarge' });
	});

	it.each([
		['a field of another name', {}, { field: 'image' }, { code: 'httpStatus', status: 400 }, "no field 'img'"],
		[
			'an API that mangles pictures',
			{ binaryMediaTypes: [] },
			{},
			{ code: 'httpStatus', status: 500 },
			'binary media types',
		],
		['a model that fails', { endpointName: 'model-error' }, {}, { code: 'serviceFailed' }, 'awsModelFailed'],
		['an answer of garbage', { endpointName: 'garbage' }, {}, { code: 'serviceFailed' }, 'answerUnreadable'],
		['no such endpoint', { endpointName: 'nothing' }, {}, { code: 'serviceFailed' }, 'awsEndpointNotFound'],
	])('is told of %s', async (_, options, config, expected, excerpt) => {
		const { url } = await start(options);
		const problem = await problemAt(url, await goldenSample('7_00017_q100.jpg'), config);
		expect(problem).toMatchObject(expected);
		expect(problem).toHaveProperty('excerpt', expect.stringContaining(excerpt));
	});

	it.each([
		['takes too long', () => new Promise<never>(() => undefined), 'serviceTimeout', 'Endpoint request timed out'],
		['crashes', () => Promise.reject(new Error('crash')), 'serviceFailed', 'Internal server error'],
	])('is told that the Lambda %s', async (_, handler, code, message) => {
		const api = await startApiGateway({ handler, path: '/invoke', timeoutMilliseconds: 100 });
		cleanUp.push(api.close);
		expect(await problemAt(api.url, await goldenSample('7_00017_q100.jpg'))).toEqual({
			code,
			excerpt: JSON.stringify({ message }),
			requestId: expect.any(String) as string,
		});
	});

	it("signs for execute-api with the user's credentials", async () => {
		let verified: unknown;
		const server = await startHttpServer((request, response) => {
			void readRequest(request).then(({ body }) => {
				const [path = '', query = ''] = (request.url ?? '').split('?');
				const headers = request.headers as Record<string, string>;
				try {
					verified = verifySignature(
						{ method: request.method ?? '', path, query, headers, body },
						{
							service: 'execute-api',
							regions: ['eu-west-1'],
							findKey: (id) => (id === exampleKey.accessKeyId ? exampleKey : undefined),
							now: new Date(),
						},
					);
				} catch (error) {
					verified = error;
				}
				response.end('{"label":7}');
			});
		});
		cleanUp.push(server.close);
		// startLocalService sets the credentials that the default chain finds.
		await start();
		const config = { authentication: 'iam', region: 'eu-west-1', headers: { 'X-Team': 'seven  eight' } } as const;
		const url = `${server.url}/api/invoke%20it?version=1&mode=a%20b`;
		await endpointAt(url, config).classify([await goldenSample('7_00017_q100.jpg')], signal);
		expect(verified).toEqual({ key: exampleKey, region: 'eu-west-1' });
	});
});

/** @returns the body, the status and the content type. */
async function curl(args: readonly string[]): Promise<string> {
	const child = spawn('curl', ['-s', '-w', ' %{http_code} %{content_type}', ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	for await (const chunk of child.stdout) {
		output += String(chunk);
	}
	return output;
}
