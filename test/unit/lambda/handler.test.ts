import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/core/problem.ts';
import type { Endpoint, Reply } from '../../../src/core/ports.ts';
import { prepare } from '../../../src/imageWorker/prepare.ts';
import { decodeImage } from '../../../src/codecs/decodeImage.ts';
import { createHandler, type HttpEvent } from '../../../src/lambda/handler.ts';

const seven = readFileSync('test/fixtures/golden/7_00017_q100.jpg');
const context = { getRemainingTimeInMillis: () => 29_000 };

describe('createHandler', () => {
	let logged: string[];
	let reply: () => Promise<Reply>;
	let rows: number[][];

	beforeEach(() => {
		logged = [];
		rows = [];
		reply = () => Promise.resolve({ predictions: [{ label: 7 }] });
	});

	function handle(event: HttpEvent, { remaining = context, allowedOrigin = '' } = {}) {
		const endpoint: Endpoint = {
			name: 'model',
			needs: 'digit',
			isLocal: false,
			maximumBatch: 1,
			classify: (samples) => {
				rows.push(...samples.map(({ digit }) => [...digit]));
				return reply();
			},
		};
		const log = (message: string): void => {
			logged.push(message);
		};
		return createHandler({ prepare, endpoint, preprocessing: 'auto', log, allowedOrigin })(event, remaining);
	}

	it('answers the label of the picture in an event of a REST API', async () => {
		const result = await handle(await restEvent(form({ img: seven })));
		expect(result).toEqual({
			statusCode: 200,
			headers: { 'content-type': 'application/json' },
			body: '{"label":7}',
		});
		const { pixels } = await decodeImage(seven);
		expect(rows).toEqual([[...pixels]]);
	});

	it('answers an event of an HTTP API, with what the model knows', async () => {
		reply = () => Promise.resolve({ predictions: [{ label: 1, probabilities: [0.25, 0.75] }] });
		const { body, headers } = await restEvent(form({ img: seven }));
		const event = {
			version: '2.0',
			rawPath: '/invoke',
			requestContext: { http: { method: 'POST' } },
			headers: { 'content-type': headers['Content-Type'] },
			body,
			isBase64Encoded: true,
		};
		expect((await handle(event)).body).toBe('{"label":1,"probabilities":[0.25,0.75]}');
	});

	it('takes the picture among other fields, and as a plain value', async () => {
		expect(await handle(await restEvent(form({ name: 'seven', other: Buffer.from('x'), img: seven })))).toHaveProperty(
			'body',
			'{"label":7}',
		);
		const parts = ['--b\r\nContent-Disposition: form-data; name="img"\r\n\r\n', seven, '\r\n--b--\r\n'];
		expect(
			await handle({
				headers: { 'content-type': 'multipart/form-data; boundary=b' },
				body: Buffer.concat(parts.map((part) => Buffer.from(part))).toString('base64'),
				isBase64Encoded: true,
			}),
		).toHaveProperty('statusCode', 200);
	});

	it.each([
		['no field img', () => form({ image: seven }), 400, "BadRequestError: The form has no field 'img'"],
		['an empty field', () => form({ img: Buffer.alloc(0) }), 400, "BadRequestError: The field 'img' is empty"],
		['a text', () => form({ img: Buffer.from('seven') }), 400, "BadRequestError: The field 'img' is not a picture"],
		['half a picture', () => form({ img: seven.subarray(0, 300) }), 400, 'BadRequestError: The jpeg picture is broken'],
		['6 MB', () => form({ img: Buffer.alloc(7 * 2 ** 20) }), 413, 'RequestEntityTooLargeError: The field'],
		[
			'98 megapixels in 2 kB',
			() => form({ img: readFileSync('test/fixtures/corpus/bomb_65500_baseline.jpg') }),
			413,
			'RequestEntityTooLargeError: The picture has 65500 × 65500 pixels',
		],
	])('says what is wrong with %s', async (_, create, status, message) => {
		const { statusCode, body } = await handle(await restEvent(create()));
		const { Code, Message } = JSON.parse(body) as { Code: string; Message: string };
		expect([statusCode, Message]).toEqual([status, expect.stringContaining(message)]);
		expect(Message.startsWith(`${Code}: `)).toBe(true);
		expect(rows).toEqual([]);
	});

	it.each([
		['text/csv', 415, 'UnsupportedMediaType: Unsupported media type: text/csv; send a form (multipart/form-data) with'],
		[undefined, 415, 'UnsupportedMediaType: The request has no content type; send a form (multipart/form-data) with'],
		['image/jpeg', 400, "BadRequestError: The field 'img' is not a picture"],
		['application/json', 400, 'BadRequestError: The body is not JSON'],
		['multipart/form-data', 400, 'BadRequestError: '],
		['multipart/form-data; boundary=other', 400, 'BadRequestError: '],
	])('refuses the content type %s', async (contentType, status, message) => {
		const { body } = await restEvent(form({ img: seven }));
		const result = await handle({ headers: { 'Content-Type': contentType }, body, isBase64Encoded: true });
		expect(result.statusCode).toBe(status);
		expect(JSON.parse(result.body)).toHaveProperty('Message', expect.stringContaining(message));
	});

	const part = (name: string, content: string | Buffer, more = '') => [
		`--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`,
		content,
		'\r\n',
	];
	const three = readFileSync('test/fixtures/golden/3_00030_q95.jpg');
	const base64 = seven.toString('base64');
	const inForm = 'multipart/form-data; boundary=b';
	const end = '--b--\r\n';
	const asText = '\r\nContent-Type: text/plain; charset=utf-8';
	const asJson = 'application/json; charset=utf-8';
	it.each<[string, string, (string | Buffer)[]]>([
		['the last of several fields', inForm, [...part('img', three), ...part('img', seven), end]],
		['an empty part before it', inForm, [...part('img', '', '; filename=""'), ...part('img', seven), end]],
		['an empty part behind it', inForm, [...part('img', seven), ...part('img', '', '; filename=""'), end]],
		['img[]', inForm, [...part('img[]', seven, '; filename="7.jpg"'), end]],
		['no end', inForm, part('img', seven)],
		['no end and no line end', inForm, part('img', seven).slice(0, 2)],
		['no end, and a boundary in quotes', 'multipart/form-data; boundary="b"', part('img', seven)],
		['a part of plain text', inForm, [...part('img', seven, '; filename="7"\r\nContent-Type: text/plain'), end]],
		['base64 in plain text', inForm, [...part('img', base64, asText), end]],
		['a data: URL in plain text', inForm, [...part('img', `data:image/jpeg;base64,${base64}`, asText), end]],
		['a picture as the body', 'image/jpeg', [seven]],
		['a picture of another type as the body', 'Image/PNG; charset=binary', [seven]],
		['bytes as the body', 'application/octet-stream', [seven]],
		['JSON', asJson, [JSON.stringify({ img: base64 })]],
		['JSON with a data: URL', asJson, [JSON.stringify({ img: `data:image/jpeg;base64,${base64}` })]],
	])('takes the picture of %s', async (_, contentType, parts) => {
		const body = Buffer.concat(parts.map((part) => Buffer.from(part))).toString('base64');
		const result = await handle({ headers: { 'content-type': contentType }, body, isBase64Encoded: true });
		expect(result.body).toBe('{"label":7}');
		expect(rows).toEqual([[...(await decodeImage(seven)).pixels]]);
	});

	it.each([
		['{"image": "x"}', "The JSON has no text 'img' with the picture in base64"],
		['{"img": 7}', "The JSON has no text 'img'"],
		['null', "The JSON has no text 'img'"],
		['{"img": ""}', "The field 'img' is empty"],
		['{"img": "seven"}', "The field 'img' is not a picture"],
	])('says what is wrong with %s', async (body, message) => {
		const result = await handle({ headers: { 'content-type': 'application/json' }, body });
		expect([result.statusCode, result.body]).toEqual([400, expect.stringContaining(message)]);
	});

	it('tells pages of the one origin, and no others, that they may ask', async () => {
		const allowedOrigin = 'https://page.example';
		const options = { version: '2.0', requestContext: { http: { method: 'OPTIONS' } } };
		expect(await handle({ httpMethod: 'OPTIONS' }, { allowedOrigin })).toEqual({
			statusCode: 204,
			headers: {
				'access-control-allow-origin': allowedOrigin,
				'access-control-allow-methods': 'POST',
				'access-control-allow-headers': 'content-type, x-api-key',
				'access-control-max-age': '600',
			},
			body: '',
		});
		expect(await handle(options)).toEqual({ statusCode: 204, headers: {}, body: '' });
		for (const [event, statusCode] of [
			[await restEvent(form({ img: seven })), 200],
			[{}, 415],
		] as const) {
			const headers = { 'content-type': 'application/json', 'access-control-allow-origin': allowedOrigin };
			expect(await handle(event, { allowedOrigin })).toMatchObject({ statusCode, headers });
		}
	});

	it('says that the API mangles pictures', async () => {
		const { headers, body } = await restEvent(form({ img: seven }));
		const result = await handle({ headers, body: Buffer.from(body, 'base64').toString('utf8') });
		expect([result.statusCode, result.body]).toEqual([500, expect.stringContaining('binary media types')]);
	});

	it('answers 502 where the endpoint fails, and logs why', async () => {
		reply = () => Promise.reject(new ProblemError({ code: 'answerUnreadable', excerpt: 'lorem' }));
		const result = await handle(await restEvent(form({ img: seven })));
		expect(result.statusCode).toBe(502);
		expect(JSON.parse(result.body)).toEqual({
			Code: 'BadGatewayError',
			Message: 'BadGatewayError: The endpoint failed: answerUnreadable',
		});
		expect(logged).toEqual(['{"code":"answerUnreadable","excerpt":"lorem"}']);
	});

	it('answers 500 and no details to what nobody expected', async () => {
		reply = () => Promise.reject(new Error('a secret'));
		const result = await handle(await restEvent(form({ img: seven })));
		expect(result.statusCode).toBe(500);
		expect(result.body).not.toContain('secret');
		expect(logged.join()).toContain('a secret');
	});

	it('answers 504 before Lambda ends the call', async () => {
		reply = () => new Promise((_, reject) => setTimeout(reject, 200, new Error('too late')));
		const result = await handle(await restEvent(form({ img: seven })), {
			remaining: { getRemainingTimeInMillis: () => 1100 },
		});
		expect([result.statusCode, result.body]).toEqual([504, expect.stringContaining('GatewayTimeoutError')]);
	});
});

function form(fields: Record<string, string | Buffer>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) {
		form.set(name, typeof value === 'string' ? value : new File([new Uint8Array(value)], `${name}.jpg`));
	}
	return form;
}

async function restEvent(form: FormData) {
	const written = new Response(form);
	return {
		resource: '/invoke',
		path: '/invoke',
		httpMethod: 'POST',
		headers: { Host: 'abc.execute-api', 'Content-Type': written.headers.get('content-type') ?? '' },
		body: Buffer.from(await written.arrayBuffer()).toString('base64'),
		isBase64Encoded: true,
	};
}
