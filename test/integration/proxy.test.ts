import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createAws } from '../../src/aws/createAws.ts';
import { asDigit } from '../../src/core/image.ts';
import type { Endpoint } from '../../src/core/ports.ts';
import { toProblem } from '../../src/core/problem.ts';
import { createContainerEndpoint } from '../../src/endpoints/container/endpoint.ts';
import { createSageMakerEndpoint } from '../../src/endpoints/sageMaker/endpoint.ts';
import { closedPort, listen, startProxy, type LocalServer, type Proxy } from '../unit/network/servers.ts';

// No name that VS Code takes for this machine: those are asked past the proxy. A REST API differs from a container in
// what it sends alone.
const url = 'http://digits.invalid';
const samples = [{ name: '7.png', digit: asDigit(new Uint8Array(784)) }];
const aws = createAws({});
const endpoints: readonly Endpoint[] = [
	createContainerEndpoint({ type: 'container', name: 'container', url }),
	createSageMakerEndpoint(
		{ type: 'sageMaker', name: 'SageMaker', endpointName: 'digits', region: 'us-east-1', endpointUrl: url },
		() => Promise.resolve(aws),
	),
];

describe('the proxy of the setting http.proxy', () => {
	const open: LocalServer[] = [];
	let target: LocalServer;

	before(async () => {
		process.env['AWS_ACCESS_KEY_ID'] = 'AKIAIOSFODNN7EXAMPLE';
		process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
		target = await listen(
			createServer((_, response) => response.writeHead(200, { 'content-type': 'text/csv' }).end('7.0\n')),
		);
		open.push(target);
	});
	afterEach(async () => use(undefined));
	after(async () => {
		delete process.env['AWS_ACCESS_KEY_ID'];
		delete process.env['AWS_SECRET_ACCESS_KEY'];
		await Promise.all(open.map(async (server) => server.close()));
	});

	async function use(port: number | undefined): Promise<void> {
		const proxy = port === undefined ? undefined : `http://127.0.0.1:${String(port)}`;
		await vscode.workspace.getConfiguration('http').update('proxy', proxy, vscode.ConfigurationTarget.Global);
	}

	async function start(password?: string): Promise<Proxy> {
		const proxy = await startProxy(target.port, password);
		open.push(proxy);
		await use(proxy.port);
		return proxy;
	}

	async function ask(endpoint: Endpoint): Promise<unknown> {
		return endpoint.classify(samples, new AbortController().signal).then(
			({ predictions }) => predictions,
			(error: unknown) => {
				const { reason } = toProblem(error) as { readonly reason?: string };
				return reason ?? error;
			},
		);
	}

	for (const endpoint of endpoints) {
		it(`leads a request to ${endpoint.name}`, async () => {
			const { asked } = await start();
			assert.deepEqual(await ask(endpoint), [{ label: 7 }]);
			assert(asked.at(-1)?.startsWith(`POST ${url}/`), asked.join());
		});

		it(`is said to want a password, of ${endpoint.name}`, async () => {
			await start('secret');
			assert.equal(await ask(endpoint), 'proxyAuthentication');
		});

		it(`is said not to be there, of ${endpoint.name}`, async () => {
			await use(await closedPort());
			assert.equal(await ask(endpoint), 'proxy');
		});
	}
});
