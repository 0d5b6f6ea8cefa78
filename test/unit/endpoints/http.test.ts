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
		expect(problem).toEqual({ code: 'answerUnreadable', excerpt: '7'.repeat(200) });
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
