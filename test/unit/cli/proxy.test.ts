import { copyFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeAwsFiles } from '../../../tools/sageMakerServer/identities.ts';
import { startProxy, startTls, type LocalServer, type Proxy } from '../network/servers.ts';
import { useBuiltProgram } from './builtProgram.ts';

describe('through a proxy, to what shows a certificate of the company', () => {
	const { home, run } = useBuiltProgram();
	const secret = 'password';
	let server: LocalServer;
	let proxy: Proxy;
	beforeAll(async () => {
		server = await startTls('good', (_, response) =>
			response.writeHead(200, { 'content-type': 'text/csv' }).end('7.0\n'),
		);
		proxy = await startProxy(server.port, secret);
		const url = 'https://localhost:1';
		const endpoints = [
			{ type: 'restApi', name: 'REST API', url },
			{ type: 'container', name: 'container', url },
			{ type: 'sageMaker', name: 'SageMaker', endpointName: 'digits', profile: 'digits', endpointUrl: url },
		];
		writeAwsFiles(home, url, Date.now());
		writeFileSync(join(home, 'proxied.json'), JSON.stringify({ 'digitClassifier.endpoints': endpoints }));
		copyFileSync('test/fixtures/golden/7_00017_q100.jpg', join(home, 'img_7.jpg'));
	});
	afterAll(async () => Promise.all([server.close(), proxy.close()]));

	test.each(['REST API', 'container', 'SageMaker'])('%s', async (name) => {
		const HTTPS_PROXY = `http://me:${secret}@127.0.0.1:${proxy.port}`;
		const NODE_EXTRA_CA_CERTS = resolve('test/fixtures/certificates/authority.pem');
		const args = ['img_7.jpg', '--settings', 'proxied.json', '--endpoint', name];
		const { code, out } = await run(args, { HTTPS_PROXY, NODE_EXTRA_CA_CERTS });
		expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('100.0% right') as string });
		expect(proxy.asked.at(-1)).toBe('CONNECT localhost:1');
	});
});
