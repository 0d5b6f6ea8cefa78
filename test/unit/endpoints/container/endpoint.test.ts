import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toRows } from '../../../../src/core/rows.ts';
import { toRow } from '../../../../src/core/rows.ts';
import { toProblem } from '../../../../src/core/problem.ts';
import type { Sample } from '../../../../src/core/ports.ts';
import { predict, readXgboostModel } from '../../../../src/models/xgboost/index.ts';
import type { ContainerConfig } from '../../../../src/endpoints/container/config.ts';
import { createContainerEndpoint, pingContainer } from '../../../../src/endpoints/container/endpoint.ts';
import { readXgboostPredictions } from '../../../../tools/sageMakerServer/runtime/xgboostModel.ts';
import { invokeContainer } from '../../../../tools/sageMakerServer/runtime/container.ts';
import type { Answer } from '../../../../tools/sageMakerServer/http.ts';
import { readRequest, startHttpServer, type HttpServer } from '../../../../tools/httpServer.ts';
import { goldenSample } from '../../../../tools/localService/samples.ts';

const { signal } = new AbortController();

describe('createContainerEndpoint', () => {
	let server: HttpServer;
	let seen: { readonly request: IncomingMessage; readonly body: string }[];
	let answer: (response: ServerResponse) => void;
	let container: ((body: Buffer) => Answer) | undefined;
	let samples: Sample[];

	beforeEach(async () => {
		seen = [];
		container = undefined;
		samples = [await goldenSample('0_00003_q75.jpg'), await goldenSample('7_00017_q100.jpg')];
		answer = (response) => response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end('0.0\n7.0\n');
		server = await startHttpServer((request, response) => {
			void readRequest(request).then(({ body }) => {
				seen.push({ request, body: body.toString() });
				if (container) {
					const { status, headers, body: text } = container(body);
					response.writeHead(status, headers).end(text);
				} else {
					answer(response);
				}
			});
		});
	});

	afterEach(async () => {
		await server.close();
	});

	function classify(config: Partial<ContainerConfig> = {}) {
		return createContainerEndpoint({ type: 'container', name: 'local', url: server.url, ...config }).classify(
			samples,
			signal,
		);
	}

	it('sends all rows in one request', async () => {
		const { predictions, sent } = await classify();
		expect(predictions).toEqual([{ label: 0 }, { label: 7 }]);
		const body = toRows(samples.map(({ digit }) => digit));
		expect(seen).toHaveLength(1);
		expect(seen[0]?.body).toBe(body);
		expect(seen[0]?.request).toMatchObject({ method: 'POST', url: '/invocations' });
		expect(seen[0]?.request.headers).toMatchObject({ 'content-type': 'text/csv', accept: 'text/csv' });
		expect(sent).toEqual({ destination: `${server.url}/invocations`, requests: 1, rows: 2, bytes: body.length });
	});

	it.each(['', '/', '/invocations', '/invocations/'])('finds its path from the URL with %j at the end', async (end) => {
		await classify({ url: server.url + end });
		expect(seen[0]?.request.url).toBe('/invocations');
	});

	it('keeps a path before it', async () => {
		await classify({ url: `${server.url}/models/digits/` });
		expect(seen[0]?.request.url).toBe('/models/digits/invocations');
	});

	it('writes pixels and Accept as configured', async () => {
		answer = (response) => response.end('{"predictions": [{"score": 0.0}, {"score": 7.0}]}');
		const { predictions } = await classify({ pixelRange: '0-255', accept: 'application/json' });
		expect(predictions.map(({ label }) => label)).toEqual([0, 7]);
		expect(seen[0]?.body).toBe(
			toRows(
				samples.map(({ digit }) => digit),
				{ pixelRange: '0-255' },
			),
		);
		expect(seen[0]?.request.headers.accept).toBe('application/json');
	});

	it.each([{ missing: 0 }, { contentType: 'text/libsvm' }, { contentType: 'text/libsvm', missing: 0 }] as const)(
		'sends rows as configured: %j',
		async (config) => {
			const isSparse = 'missing' in config;
			const model = readXgboostModel(
				readFileSync(isSparse ? 'test/fixtures/models/sparse.ubj' : 'model/xgboost/mnist.ubj'),
			);
			const { contentType = 'text/csv' } = config as ContainerConfig;
			container = (body) =>
				invokeContainer(
					{ contentType, accept: 'text/csv', body },
					{ predict: (row) => predict(model, row).probabilities ?? [] },
				);
			const { predictions } = await classify(config);
			expect(predictions.map(({ label }) => label)).toEqual([0, 7]);
			expect(seen[0]?.request.headers['content-type']).toBe(contentType);
			expect(seen[0]?.body.split('\n')).toEqual(samples.map(({ digit }) => toRow(digit, config)));
		},
	);

	it.each([
		['multi:softmax', 'lines'],
		['multi:softmax', 'oneLine'],
		['multi:softprob', 'lines'],
		['multi:softprob', 'oneLine'],
	] as const)("reads what SageMaker's container answers: %s, rows as %s", async (objective, rows) => {
		const predict = await readXgboostPredictions();
		container = (body) =>
			invokeContainer({ contentType: 'text/csv', accept: 'text/csv', body }, { objective, rows, predict });
		const { predictions } = await classify();
		expect(predictions.map(({ label }) => label)).toEqual([0, 7]);
		expect(predictions.map(({ probabilities }) => probabilities?.length)).toEqual(
			objective === 'multi:softprob' ? [10, 10] : [undefined, undefined],
		);
	});

	it.each([
		[
			400,
			'text/html; charset=utf-8',
			'Unable to evaluate payload provided: Check failed (784 vs. 785)',
			{
				code: 'containerRefused',
				status: 400,
				detail: 'Unable to evaluate payload provided: Check failed (784 vs. 785)',
			},
		],
		[
			406,
			'text/plain',
			'Accept type Accept is not supported.',
			{ code: 'acceptRefused', accept: 'text/csv', detail: 'Accept type Accept is not supported.' },
		],
		[
			400,
			'text/html; charset=utf-8',
			'Check failed: learner_model_param_.num_feature >= p_fmat->Info().num_col_ (10 vs. 784) : Number of columns',
			{ code: 'featureCount', sent: 784, expected: 10 },
		],
		[415, 'text/plain', 'Loading csv data failed', { code: 'containerRefused', status: 415 }],
		[413, 'text/html', '<html>413</html>', { code: 'rowsTooLarge' }],
		[500, 'text/html', '<html>Internal Server Error</html>', { code: 'httpStatus', status: 500 }],
		[
			500,
			'text/plain',
			`Traceback${'.'.repeat(2000)}`,
			{ code: 'containerRefused', detail: `Traceback${'.'.repeat(991)}` },
		],
		[200, 'text/csv', '7.0\n', { code: 'answerRowCount', expected: 2, received: 1 }],
		[200, 'text/csv', '', { code: 'answerUnreadable', excerpt: '' }],
		[204, 'text/html', '', { code: 'answerUnreadable', excerpt: '' }],
	])('understands %i %s %s', async (status, contentType, body, expected) => {
		answer = (response) => response.writeHead(status, { 'content-type': contentType }).end(body);
		const problem = toProblem(await classify().catch((error: unknown) => error));
		expect(problem).toMatchObject(expected);
	});

	it('halves what is too large, as over SageMaker', async () => {
		const predict = await readXgboostPredictions();
		const limits = { maximumContentLength: 8000, predict };
		container = (body) => invokeContainer({ contentType: 'text/csv', accept: 'text/csv', body }, limits);
		const { predictions, sent } = await classify();
		expect(predictions.map(({ label }) => label)).toEqual([0, 7]);
		expect(sent).toMatchObject({ requests: 3, rows: 2 });
	});

	it.each([
		[200, true],
		[503, false],
	])('says of a ping that answers %i whether it is well', async (status, isWell) => {
		answer = (response) => response.writeHead(status).end();
		expect(await pingContainer(server.url, signal)).toBe(isWell);
		expect(seen[0]?.request).toMatchObject({ method: 'GET', url: '/ping' });
	});

	it('says of a container that is not there that it is not well', async () => {
		await server.close();
		expect(await pingContainer(server.url, signal)).toBe(false);
		expect(await pingContainer('not a URL', signal)).toBe(false);
	});
});
