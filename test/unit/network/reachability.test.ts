import http from 'node:http';
import https from 'node:https';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lazyAws } from '../../../src/aws/index.ts';
import { asDigit } from '../../../src/core/image.ts';
import type { Endpoint } from '../../../src/core/ports.ts';
import { toProblem } from '../../../src/core/problem.ts';
import { createContainerEndpoint } from '../../../src/endpoints/container/endpoint.ts';
import { createRestApiEndpoint } from '../../../src/endpoints/restApi/endpoint.ts';
import { createSageMakerEndpoint } from '../../../src/endpoints/sageMaker/endpoint.ts';
import { useEnvironmentProxies } from '../../../src/network/environmentProxies.ts';
import { useAwsHome } from '../aws/awsHome.ts';
import {
	closedPort,
	listen,
	readCertificate,
	startOther,
	startProxy,
	startTls,
	type CertificateName,
	type LocalServer,
	type Proxy,
} from './servers.ts';

const home = useAwsHome();
const { signal } = new AbortController();
const samples = [{ name: '7.png', digit: asDigit(new Uint8Array(784)) }];

/** Every kind that asks over the network. */
const kinds: readonly (readonly [string, (url: string) => Endpoint])[] = [
	[
		'REST API',
		(url) =>
			createRestApiEndpoint(
				{ type: 'restApi', name: 'mine', url },
				{ secret: () => Promise.resolve(undefined), loadAws: lazyAws() },
			),
	],
	['container', (url) => createContainerEndpoint({ type: 'container', name: 'mine', url })],
	[
		'SageMaker',
		(url) =>
			createSageMakerEndpoint(
				{ type: 'sageMaker', name: 'mine', endpointName: 'digits', profile: 'keys', endpointUrl: url },
				lazyAws(),
			),
	],
];

beforeEach(() => {
	home.write(
		'.aws/config',
		'[profile keys]\nregion = us-east-1\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n',
	);
});

const open: LocalServer[] = [];
async function started<S extends LocalServer>(server: Promise<S>): Promise<S> {
	open.push(await server);
	return server;
}

const agents = { http: http.globalAgent, https: https.globalAgent };
afterEach(async () => {
	Object.assign(http, { globalAgent: agents.http });
	Object.assign(https, { globalAgent: agents.https });
	delete https.globalAgent.options.ca;
	vi.unstubAllEnvs();
	await Promise.all(open.splice(0).map(async (server) => server.close()));
});

function answerSeven(_: http.IncomingMessage, response: http.ServerResponse): void {
	response.writeHead(200, { 'content-type': 'text/csv' }).end('7.0\n');
}

/** As if the test's authority were among the system's. */
function trustAuthority(): void {
	https.globalAgent.options.ca = readCertificate('authority');
}

describe.each(kinds)('%s', (_, create) => {
	async function problemAt(url: string) {
		return toProblem(
			await create(url)
				.classify(samples, signal)
				.catch((error: unknown) => error),
		);
	}

	test.each<[string, () => Promise<string>, string]>([
		['nobody knows the name', () => Promise.resolve('https://digits.invalid'), 'dns'],
		['nobody knows the name, which is no proxy’s', () => Promise.resolve('https://proxy.invalid'), 'dns'],
		['nobody listens', async () => `https://localhost:${await closedPort()}`, 'refused'],
		[
			'the connection is reset',
			async () => `http://localhost:${(await started(startOther((socket) => socket.resetAndDestroy()))).port}`,
			'reset',
		],
		[
			'the connection is reset amid the answer',
			async () => {
				const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n7.';
				const server = startOther((socket) => socket.write(answer, () => socket.destroy()));
				return `http://localhost:${(await started(server)).port}`;
			},
			'reset',
		],
		[
			'no HTTP',
			async () => `http://localhost:${(await started(startOther((socket) => socket.write('SSH-2.0-x\r\n')))).port}`,
			'notHttp',
		],
		[
			'http where https is spoken',
			async () => `http://localhost:${(await started(startTls('good', answerSeven))).port}`,
			'reset',
		],
		[
			'https where http is spoken',
			async () => `https://localhost:${(await started(listen(http.createServer(answerSeven)))).port}`,
			'notTls',
		],
	])('%s', async (__, start, reason) => {
		const url = await start();
		expect(await problemAt(url)).toMatchObject({ code: 'hostUnreachable', host: new URL(url).host, reason });
	});

	test.each<[CertificateName, boolean, string]>([
		['selfSigned', true, 'certificateUntrusted'],
		['good', false, 'certificateUntrusted'],
		['expired', true, 'certificateExpired'],
		['otherHost', true, 'certificateName'],
	])('the certificate %s, its issuer trusted: %j', async (name, isTrusted, reason) => {
		if (isTrusted) {
			trustAuthority();
		}
		const { port } = await started(startTls(name, answerSeven));
		const host = `localhost:${port}`;
		expect(await problemAt(`https://${host}`)).toMatchObject({ code: 'hostUnreachable', host, reason });
	});

	describe('a proxy of the environment', () => {
		function use(port: number, credentials = ''): void {
			vi.stubEnv('HTTPS_PROXY', `http://${credentials}127.0.0.1:${port}`);
			vi.stubEnv('HTTP_PROXY', `http://${credentials}127.0.0.1:${port}`);
			trustAuthority();
			useEnvironmentProxies();
		}

		async function startBoth(password?: string): Promise<{ readonly url: string; readonly proxy: Proxy }> {
			const { port } = await started(startTls('good', answerSeven));
			return { url: `https://localhost:${port}`, proxy: await started(startProxy(port, password)) };
		}

		// Over https: see the tests of the command line, where certificates come from the environment too.
		test.each(['', 'me:secret@'])('leads there: %j', async (credentials) => {
			const { port } = await started(listen(http.createServer(answerSeven)));
			const proxy = await started(startProxy(port, credentials === '' ? undefined : 'secret'));
			use(proxy.port, credentials);
			const url = 'http://digits.localhost';
			expect((await create(url).classify(samples, signal)).predictions).toEqual([{ label: 7 }]);
			expect(proxy.asked).toEqual([expect.stringContaining(`POST ${url}/`)]);
		});

		test('is passed over for what NO_PROXY names', async () => {
			const { url, proxy } = await startBoth();
			use(proxy.port);
			vi.stubEnv('NO_PROXY', 'localhost');
			expect((await create(url).classify(samples, signal)).predictions).toEqual([{ label: 7 }]);
			expect(proxy.asked).toEqual([]);
		});

		test.each(['https', 'http'])('wants a password, %s', async (protocol) => {
			const { url, proxy } = await startBoth('secret');
			use(proxy.port);
			const problem = await problemAt(url.replace('https', protocol));
			expect(problem).toMatchObject({ code: 'hostUnreachable', reason: 'proxyAuthentication' });
		});

		test.each(['https', 'http'])('is not there, %s', async (protocol) => {
			use(await closedPort());
			const problem = await problemAt(`${protocol}://localhost:8443`);
			expect(problem).toMatchObject({ code: 'hostUnreachable', host: 'localhost:8443', reason: 'proxy' });
		});

		test('hangs up', async () => {
			use((await started(startOther((socket) => socket.end()))).port);
			expect(await problemAt('https://localhost:8443')).toMatchObject({ reason: 'proxy' });
		});

		test('is at a name that nobody knows', async () => {
			vi.stubEnv('HTTPS_PROXY', 'http://proxy.invalid:8080');
			useEnvironmentProxies();
			expect(await problemAt('https://localhost:8443')).toMatchObject({ reason: 'proxy' });
		});
	});
});
