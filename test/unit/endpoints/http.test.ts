import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { toProblem } from '../../../src/core/problem.ts';
import { parseSecureUrl, sendRequest } from '../../../src/endpoints/http.ts';
import { startHttpServer, type HttpServer } from '../../../tools/httpServer.ts';

const { signal } = new AbortController();

describe('sendRequest', () => {
	let server: HttpServer | undefined;

	afterEach(async () => {
		await server?.close();
	});

	it.each([
		['no answer', false],
		['half an answer', true],
	])('stops waiting: %s', async (_, isStarted) => {
		server = await startHttpServer((__, response) => {
			if (isStarted) {
				response.writeHead(200).write('{"label"');
			}
		});
		const url = new URL(server.url);
		const request = { method: 'GET', url, headers: new Headers(), seconds: 0.1 } as const;
		const problem = toProblem(await sendRequest(request, signal).catch((error: unknown) => error));
		expect(problem).toEqual({ code: 'httpTimeout', host: url.host, seconds: 0.1 });
	});

	it('reads what is packed, though it has not asked for it', async () => {
		server = await startHttpServer((_, response) => {
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"label": 7}'));
		});
		const request = { method: 'GET', url: new URL(server.url), headers: new Headers(), seconds: 30 } as const;
		expect(await sendRequest(request, signal)).toMatchObject({ text: '{"label": 7}' });
	});

	it.each([
		[
			'is no more than a few bytes when packed',
			{ 'content-encoding': 'gzip' },
			gzipSync(Buffer.alloc(500e6)),
			'answerTooLarge',
		],
		[
			'is packed, but cut off',
			{ 'content-encoding': 'gzip' },
			gzipSync('7'.repeat(999)).subarray(0, 25),
			'hostUnreachable',
		],
		['is not packed as it says', { 'content-encoding': 'br' }, Buffer.from('no brotli'), 'hostUnreachable'],
	])('refuses an answer that %s', async (_, headers, body, code) => {
		server = await startHttpServer((__, response) => response.writeHead(200, headers).end(body));
		const request = { method: 'GET', url: new URL(server.url), headers: new Headers(), seconds: 30 } as const;
		expect(toProblem(await sendRequest(request, signal).catch((error: unknown) => error))).toMatchObject({ code });
	});

	it('asks once more where the server has closed a connection that was kept open', async () => {
		const connections = new Set<unknown>();
		server = await startHttpServer((incoming, response) => {
			if (connections.has(incoming.socket)) {
				incoming.socket.resetAndDestroy();
			} else {
				connections.add(incoming.socket);
				response.end('7');
			}
		});
		const request = { method: 'POST', url: new URL(server.url), headers: new Headers(), seconds: 30 } as const;
		for (const count of [1, 2, 3]) {
			expect(await sendRequest(request, signal)).toMatchObject({ text: '7' });
			expect(connections.size).toBe(count);
		}
	});

	it.each([
		[{ 'x-amzn-RequestId': 'r-1', 'x-amz-apigw-id': 'g-1' }, 'r-1'],
		[{ 'Apigw-Requestid': 'g-1' }, 'g-1'],
		[{ 'x-amz-apigw-id': 'g-1' }, 'g-1'],
		[{ 'X-Request-Id': 'r-2' }, 'r-2'],
	])('tells the ID of the request by %o', async (headers, requestId) => {
		server = await startHttpServer((_, response) => response.writeHead(500, headers).end());
		const request = { method: 'GET', url: new URL(server.url), headers: new Headers(), seconds: 30 } as const;
		expect(await sendRequest(request, signal)).toMatchObject({ requestId });
	});

	it('says what it is, unless told otherwise', async () => {
		const agents: (string | undefined)[] = [];
		server = await startHttpServer((incoming, response) => {
			agents.push(incoming.headers['user-agent']);
			response.end();
		});
		const url = new URL(server.url);
		for (const headers of [new Headers(), new Headers({ 'User-Agent': 'mine' })]) {
			await sendRequest({ method: 'GET', url, headers, seconds: 30 }, signal);
		}
		expect(agents).toEqual(['digit-classifier', 'mine']);
	});

	it('stops reading an answer without end', async () => {
		server = await startHttpServer((_, response) => {
			const fill = (): void => {
				while (response.write(Buffer.alloc(1 << 20, '7'))) {
					// Until the client takes no more.
				}
			};
			response.on('drain', fill);
			fill();
		});
		const request = { method: 'GET', url: new URL(server.url), headers: new Headers(), seconds: 30 } as const;
		const problem = toProblem(await sendRequest(request, signal).catch((error: unknown) => error));
		expect(problem).toEqual({ code: 'answerTooLarge', limit: 16 * 1024 * 1024, excerpt: '7'.repeat(200) });
	});
});

describe('parseSecureUrl', () => {
	it.each([
		[
			'https://abc.execute-api.eu-west-1.amazonaws.com/api/invoke#top',
			'https://abc.execute-api.eu-west-1.amazonaws.com/api/invoke',
		],
		['http://localhost:8000/invoke', 'http://localhost:8000/invoke'],
		['http://api.localhost/invoke', 'http://api.localhost/invoke'],
		['http://127.1:8000/', 'http://127.0.0.1:8000/'],
		['http://[::1]:8000/', 'http://[::1]:8000/'],
	])('takes %s', (text, expected) => {
		expect(parseSecureUrl(text).href).toBe(expected);
	});
});
