import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpEvent, HttpResult, InvocationContext } from '../../src/lambda/handler.ts';
import { readRequest, startHttpServer, type HttpServer } from '../httpServer.ts';

export interface ApiGatewayOptions {
	readonly handler: (event: HttpEvent, context: InvocationContext) => Promise<HttpResult>;
	/** The one route: `POST`, and `OPTIONS` without a key. */
	readonly path: string;
	readonly apiKey?: string;
	/** Default: those of infra/template.yaml. */
	readonly binaryMediaTypes?: readonly string[];
	/** Default: 29 s. */
	readonly timeoutMilliseconds?: number;
	/** Default: 0, any free one. */
	readonly port?: number;
}

/** Those of infra/template.yaml. */
export const binaryMediaTypes: readonly string[] = [
	'multipart/form-data',
	'application/octet-stream',
	'image/avif',
	'image/bmp',
	'image/gif',
	'image/jpeg',
	'image/png',
	'image/tiff',
	'image/webp',
];

/** API Gateway takes 10 MB, Lambda 6 MB of event. */
const maximumBody = 10 * 1024 * 1024;
const maximumEvent = 6 * 1024 * 1024;

/** API Gateway's own answers: status → type and message. */
const refusals = {
	forbidden: [403, 'ForbiddenException', 'Forbidden'],
	noRoute: [403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
	tooLarge: [413, 'RequestTooLargeException', 'Request Too Long'],
	failed: [502, 'InternalServerErrorException', 'Internal server error'],
	timeout: [504, 'InternalServerErrorException', 'Endpoint request timed out'],
} as const;

class Refusal extends Error {
	constructor(readonly reason: keyof typeof refusals) {
		super(reason);
	}
}

/** An API Gateway REST API with one Lambda proxy integration, on this machine: its events, limits and errors. */
export async function startApiGateway(options: ApiGatewayOptions): Promise<HttpServer> {
	const server = await startHttpServer((request, response) => {
		answer(request, options).then(
			({ statusCode, headers, body }) => {
				send(response, statusCode, headers, body);
			},
			(error: unknown) => {
				const [status, type, message] = refusals[error instanceof Refusal ? error.reason : 'failed'];
				send(response, status, { 'x-amzn-errortype': type }, JSON.stringify({ message }));
			},
		);
	}, options.port);
	return { ...server, url: server.url + options.path };
}

async function answer(request: IncomingMessage, options: ApiGatewayOptions): Promise<HttpResult> {
	const { body, bytes } = await readRequest(request, maximumBody);
	if (bytes > maximumBody) {
		throw new Refusal('tooLarge');
	}
	const { pathname } = new URL(request.url ?? '', 'http://localhost');
	const isPreflight = request.method === 'OPTIONS';
	if (!(request.method === 'POST' || isPreflight) || pathname !== options.path) {
		throw new Refusal('noRoute');
	}
	if (options.apiKey !== undefined && !isPreflight && request.headers['x-api-key'] !== options.apiKey) {
		throw new Refusal('forbidden');
	}
	const event = toEvent(request, pathname, body, options.binaryMediaTypes ?? binaryMediaTypes);
	if (JSON.stringify(event).length > maximumEvent) {
		throw new Refusal('tooLarge');
	}
	const timeout = options.timeoutMilliseconds ?? 29_000;
	const deadline = Date.now() + timeout;
	const result = await Promise.race([
		options.handler(event, { getRemainingTimeInMillis: () => deadline - Date.now() }),
		new Promise<never>((_, reject) => {
			setTimeout(() => {
				reject(new Refusal('timeout'));
			}, timeout).unref();
		}),
	]);
	if (!Number.isInteger(result.statusCode) || typeof result.body !== 'string') {
		throw new Refusal('failed');
	}
	return result;
}

/** Format 1.0. Of a content type that is not binary the body comes as text, whatever it was. */
function toEvent(request: IncomingMessage, path: string, body: Buffer, binaryMediaTypes: readonly string[]) {
	const headers: Record<string, string> = {};
	const multiValueHeaders: Record<string, string[]> = {};
	for (let index = 0; index < request.rawHeaders.length; index += 2) {
		const [name, value] = request.rawHeaders.slice(index, index + 2) as [string, string];
		headers[name] = value;
		(multiValueHeaders[name] ??= []).push(value);
	}
	const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	const isBase64Encoded = body.length > 0 && binaryMediaTypes.includes(mediaType);
	return {
		resource: path,
		path,
		httpMethod: request.method ?? '',
		headers,
		multiValueHeaders,
		queryStringParameters: null,
		multiValueQueryStringParameters: null,
		pathParameters: null,
		stageVariables: null,
		requestContext: { resourcePath: path, httpMethod: request.method, stage: 'api', requestId: randomUUID() },
		body: body.length === 0 ? null : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
		isBase64Encoded,
	};
}

function send(response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string): void {
	response.writeHead(status, {
		'content-type': 'application/json',
		'x-amzn-requestid': randomUUID(),
		...headers,
	});
	response.end(body);
}
