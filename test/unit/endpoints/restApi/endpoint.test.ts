import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Aws } from '../../../../src/aws/index.ts';
import { ProblemError, toProblem } from '../../../../src/core/problem.ts';
import type { RestApiConfig } from '../../../../src/endpoints/restApi/config.ts';
import { encodeJpeg } from '../../../../src/codecs/jpeg/encode.ts';
import { createRestApiEndpoint } from '../../../../src/endpoints/restApi/endpoint.ts';
import { readRequest, startHttpServer, type HttpServer } from '../../../../tools/httpServer.ts';
import { goldenSample, type PictureSample } from '../../../../tools/localService/samples.ts';

interface Seen {
	readonly method: string | undefined;
	readonly url: string | undefined;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

const { signal } = new AbortController();

describe('createRestApiEndpoint', () => {
	let server: HttpServer;
	let seen: Seen[];
	let answer: (response: ServerResponse) => void;
	let sample: PictureSample;

	beforeEach(async () => {
		seen = [];
		answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"label":7}');
		sample = await goldenSample('7_00017_q100.jpg');
		server = await startHttpServer((request, response) => {
			void readRequest(request).then(({ body }) => {
				seen.push({ method: request.method, url: request.url, headers: request.headers, body });
				answer(response);
			});
		});
	});

	afterEach(async () => {
		await server.close();
	});

	function endpoint(config: Partial<RestApiConfig> = {}, key?: string) {
		return createRestApiEndpoint(
			{ type: 'restApi', name: 'mine', url: `${server.url}/api/invoke?v=1`, ...config },
			{ secret: () => Promise.resolve(key), loadAws: () => Promise.resolve({ sign: signInPlain }) },
		);
	}

	async function problemOf(config: Partial<RestApiConfig> = {}, key?: string) {
		return toProblem(
			await endpoint(config, key)
				.classify([sample], signal)
				.catch((error: unknown) => error),
		);
	}

	async function sentFile(config: Partial<RestApiConfig> = {}, field = 'img'): Promise<File> {
		await endpoint(config).classify([sample], signal);
		const [{ body, headers }] = seen as [Seen];
		const form = await new Response(new Uint8Array(body), {
			headers: { 'content-type': headers['content-type'] ?? '' },
		}).formData();
		expect([...form.keys()]).toEqual([field]);
		return form.get(field) as File;
	}

	it('posts a form and reads the label', async () => {
		const { predictions, sent } = await endpoint().classify([sample], signal);
		expect(predictions).toEqual([{ label: 7 }]);
		expect(seen).toHaveLength(1);
		expect(seen[0]).toMatchObject({ method: 'POST', url: '/api/invoke?v=1' });
		expect(seen[0]?.headers['content-length']).toBe(`${seen[0]?.body.length}`);
		expect(sent).toEqual({
			destination: `${server.url}/api/invoke`,
			requests: 1,
			rows: 1,
			bytes: seen[0]?.body.length,
		});
	});

	it.each([
		['28×28 JPEG', {}, undefined, 'original'],
		['28×28 PNG', { format: 'png' }, undefined, 'digit'],
		['photo', { originalWidth: 4000, originalHeight: 3000 }, undefined, 'digit'],
		['photo', { originalWidth: 4000, originalHeight: 3000 }, 'original', 'original'],
		['28×28 JPEG', {}, 'digit', 'digit'],
	] as const)('sends of a %s %o with `send: %s` the %s', async (_, change, send, expected) => {
		sample = { ...sample, name: 'people/7/one.jpg', picture: { ...sample.picture, ...change } };
		const file = await sentFile(send && { send });
		const bytes = new Uint8Array(await file.arrayBuffer());
		if (expected === 'original') {
			expect([file.name, file.type]).toEqual(['one.jpg', `image/${sample.picture.format}`]);
			expect(bytes).toEqual(sample.original);
		} else {
			expect([file.name, file.type]).toEqual(['digit.jpg', 'image/jpeg']);
			expect(bytes).toEqual(encodeJpeg({ width: 28, height: 28, pixels: sample.digit }));
		}
	});

	it('sends a digit that came ready as the digit', async () => {
		const { name, digit } = sample;
		await endpoint({ send: 'original' }).classify([{ name, digit }], signal);
		expect(seen[0]?.body.toString('latin1')).toContain('filename="digit.jpg"');
	});

	it('uses the field that is configured', async () => {
		await sentFile({ field: 'picture' }, 'picture');
	});

	it('adds headers, but its own content type', async () => {
		await sentFile({ headers: { 'X-Team': 'seven', 'Content-Type': 'image/jpeg' } });
		expect(seen[0]?.headers).toMatchObject({ 'x-team': 'seven' });
	});

	it('sends the key', async () => {
		await endpoint({ authentication: 'apiKey' }, 'k-1').classify([sample], signal);
		expect(seen[0]?.headers['x-api-key']).toBe('k-1');
	});

	it('lets no key that HTTP does not allow into a problem', async () => {
		const problem = await problemOf({ authentication: 'apiKey' }, 'k-1\nk-2');
		expect(problem).toEqual({ code: 'headersInvalid', detail: 'x-api-key' });
	});

	it('sends no request without the key', async () => {
		expect(await problemOf({ authentication: 'apiKey' })).toEqual({ code: 'apiKeyMissing' });
		expect(seen).toEqual([]);
	});

	it('sends what the signer signed', async () => {
		const iam = { authentication: 'iam', region: 'eu-west-1', profile: 'dev', headers: { 'X-Team': 'seven' } } as const;
		const { sent } = await endpoint(iam).classify([sample], signal);
		expect(sent).toMatchObject({ region: 'eu-west-1', profile: 'dev' });
		const [{ body, headers }] = seen as [Seen];
		expect(headers.authorization).toBe(`dev eu-west-1 execute-api POST /api/invoke?v=1 x-team=seven ${body.length}`);
		expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
	});

	it.each([
		[403, { 'x-amzn-errortype': 'ForbiddenException' }, '{"message":"Forbidden"}', 'apiKeyRefused', { sent: false }],
		[403, {}, '{"message":"Forbidden"}', 'apiKeyRefused', {}],
		[
			403,
			{ 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
			'{"message":"Missing Authentication Token"}',
			'apiPathUnknown',
			{},
		],
		[404, {}, '{"message":"Not Found"}', 'apiPathUnknown', {}],
		[
			403,
			{ 'x-amzn-errortype': 'AccessDeniedException' },
			'{"Message":"User: arn:aws:iam::123456789012:user/me is not authorized to perform: execute-api:Invoke"}',
			'apiAccessDenied',
			{ reason: 'AccessDeniedException' },
		],
		[
			403,
			{ 'x-amzn-errortype': 'InvalidSignatureException:http://internal.amazon.com/coral/' },
			'{"message":"The request signature we calculated does not match"}',
			'apiAccessDenied',
			{ reason: 'InvalidSignatureException' },
		],
		[401, {}, '{"message":"Unauthorized"}', 'apiAccessDenied', { reason: '' }],
		[413, {}, '{"message":"Request Too Long"}', 'requestTooLarge', {}],
		[415, {}, '{"Code":"UnsupportedMediaType"}', 'contentTypeRefused', {}],
		[429, {}, '{"message":"Too Many Requests"}', 'tooManyRequests', {}],
		[502, {}, '{"message": "Internal server error"}', 'serviceFailed', {}],
		[504, {}, '{"message": "Endpoint request timed out"}', 'serviceTimeout', {}],
		[400, {}, '{"Code":"BadRequestError","Message":"BadRequestError: "}', 'httpStatus', { status: 400 }],
		[500, { 'content-type': 'text/html' }, `<html>${'x'.repeat(500)}`, 'httpStatus', { status: 500 }],
		[200, {}, '', 'answerUnreadable', { excerpt: '' }],
		[204, {}, '', 'answerUnreadable', { excerpt: '' }],
		[200, { 'content-type': 'text/html' }, '<html>Sign in to the Wi-Fi</html>', 'answerUnreadable', {}],
		[200, {}, '{"label":"seven"}', 'answerUnreadable', {}],
	])('understands %i %o %s as %s', async (status, headers, body, code, more) => {
		answer = (response) => response.writeHead(status, headers).end(body);
		const problem = await problemOf();
		expect(problem).toMatchObject({ code, ...more });
		if ('excerpt' in problem) {
			expect(problem.excerpt).toBe(body.slice(0, 200));
		}
	});

	it('tells a wrong key from none', async () => {
		answer = (response) => response.writeHead(403).end('{"message":"Forbidden"}');
		expect(await problemOf({ authentication: 'apiKey' }, 'k-1')).toEqual({ code: 'apiKeyRefused', sent: true });
	});

	it('does not blame the key where a signature was sent', async () => {
		answer = (response) => response.writeHead(403).end('{"message":"Forbidden"}');
		expect(await problemOf({ authentication: 'iam' })).toMatchObject({ code: 'apiAccessDenied' });
	});

	it('follows no redirect', async () => {
		let reached = false;
		const other = await startHttpServer((_, response) => {
			reached = true;
			response.end('{"label":1}');
		});
		answer = (response) => response.writeHead(307, { location: `${other.url}/steal?q=1` }).end();
		expect(await problemOf({ authentication: 'apiKey' }, 'k-1')).toEqual({
			code: 'redirectRefused',
			host: new URL(server.url).host,
			location: `${other.url}/steal`,
		});
		expect(reached).toBe(false);
		await other.close();
	});

	it.each([
		['http://example.com/invoke', 'urlInsecure'],
		['http://127.0.0.1.example.com/invoke', 'urlInsecure'],
		['http://user:secret@localhost/invoke', 'urlInvalid'],
		['ftp://localhost/invoke', 'urlInvalid'],
		['localhost/invoke', 'urlInvalid'],
		['', 'urlInvalid'],
	])('refuses the URL %j', async (url, code) => {
		expect(await problemOf({ url })).toEqual({ code, url });
	});

	it('refuses headers that HTTP does not allow', async () => {
		expect(await problemOf({ headers: { 'X Team': 'seven' } })).toMatchObject({ code: 'headersInvalid' });
	});

	it('says which host does not answer', async () => {
		await server.close();
		const { host } = new URL(server.url);
		expect(await problemOf()).toMatchObject({ code: 'hostUnreachable', host, reason: 'refused' });
	});

	it("rejects with the signal's reason", async () => {
		const controller = new AbortController();
		answer = () => {
			controller.abort(new Error('stopped'));
		};
		await expect(endpoint().classify([sample], controller.signal)).rejects.toThrow('stopped');
	});

	it('checks the label against the classes', async () => {
		await expect(endpoint({ labels: ['zero', 'one'] }).classify([sample], signal)).rejects.toThrow(ProblemError);
	});
});

/** Shows what a signer is given. */
const signInPlain: Aws['sign'] = ({ profile, region }, service, { method, url, headers, body }) => {
	const target = `${profile} ${region} ${service}`;
	const authorization = `${target} ${method} ${url.pathname}${url.search} x-team=${headers['x-team']} ${body.length}`;
	return Promise.resolve({ ...headers, authorization });
};
