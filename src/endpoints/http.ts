import { ProblemError, type Problem } from '../core/problem.ts';
import { exchange } from '../network/exchange.ts';
import type { HttpProblem } from './problems.ts';

export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	readonly url: URL;
	readonly headers: Headers;
	readonly body?: Uint8Array<ArrayBuffer>;
	/** The longest that the whole exchange may take. */
	readonly seconds: number;
}

export interface HttpAnswer {
	readonly status: number;
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	/** By what the service finds the request in its log. */
	readonly requestId?: string;
}

/** What is sent where the user's headers do not say otherwise: some gateways refuse requests that name no agent. */
const ownHeaders = { accept: '*/*', 'user-agent': 'digit-classifier' };

/**
 * One request, one answer of whatever status.
 *
 * @throws ProblemError `hostUnreachable`, `answerTooLarge`, `httpTimeout`, `redirectRefused`, or the signal's reason.
 */
export async function sendRequest(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
	const { method, url, body, seconds } = request;
	const timeout = AbortSignal.timeout(seconds * 1000);
	const headers = { ...ownHeaders, ...Object.fromEntries(request.headers) };
	try {
		const answer = await exchange({ method, url, headers, body }, AbortSignal.any([signal, timeout]));
		const { status, headers: answered } = answer;
		if (status >= 300 && status < 400 && answered.location !== undefined) {
			const location = resolveLocation(answered.location, url);
			throw new ProblemError({ code: 'redirectRefused', host: url.host, location });
		}
		const text = new TextDecoder().decode(answer.body);
		const requestId = requestIdHeaders.map((name) => answered[name]).find(Boolean);
		return { status, headers: answered, text, ...(requestId !== undefined && { requestId }) };
	} catch (error) {
		signal.throwIfAborted();
		throw error instanceof ProblemError ? error : new ProblemError({ code: 'httpTimeout', host: url.host, seconds });
	}
}

/** Of API Gateway's REST APIs, its HTTP APIs, and what stands behind them; then of others. */
const requestIdHeaders = ['x-amzn-requestid', 'apigw-requestid', 'x-amz-apigw-id', 'x-request-id'];

/** With the request's id, of a problem that is about an answer. */
export function withRequestId<P extends Problem>(problem: P, { requestId }: HttpAnswer): P {
	return requestId === undefined ? problem : { ...problem, requestId };
}

/** @throws ProblemError `urlInvalid` */
export function parseUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	// A name and a password inside would stand in settings, and in what problems tell.
	if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
		throw new ProblemError({ code: 'urlInvalid', url: text });
	}
	url.hash = '';
	return url;
}

/** @throws ProblemError `urlInvalid`, or `urlInsecure` for http to any machine but this one. */
export function parseSecureUrl(text: string): URL {
	const url = parseUrl(text);
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		throw new ProblemError({ code: 'urlInsecure', url: text });
	}
	return url;
}

/** The names that RFC 6761 keeps for this machine, and its addresses. */
function isLoopback(hostname: string): boolean {
	return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/** @throws ProblemError `headersInvalid` */
export function toHeaders(headers: Readonly<Record<string, string>> = {}): Headers {
	try {
		return new Headers(headers);
	} catch (error) {
		throw new ProblemError({ code: 'headersInvalid', detail: messageOf(error) }, { cause: error });
	}
}

/** For people to see: a query may hold a key. */
export function withoutQuery(url: URL): string {
	return url.origin + url.pathname;
}

/** The first 200 characters. */
function excerptOf(text: string): string {
	return text.slice(0, 200);
}

/** The problems that a status alone tells. */
export function statusProblem(answer: HttpAnswer, request: HttpRequest): HttpProblem {
	const { status } = answer;
	const excerpt = excerptOf(answer.text);
	switch (status) {
		case 413:
			return { code: 'requestTooLarge', bytes: request.body?.length ?? 0 };
		case 415:
			return { code: 'contentTypeRefused', contentType: request.headers.get('content-type') ?? '', excerpt };
		case 429:
			return { code: 'tooManyRequests', excerpt };
		case 502:
			return { code: 'serviceFailed', excerpt };
		case 504:
			return { code: 'serviceTimeout', excerpt };
		default:
			return { code: 'httpStatus', status, excerpt };
	}
}

function resolveLocation(location: string, base: URL): string {
	return URL.canParse(location, base.href) ? withoutQuery(new URL(location, base)) : excerptOf(location);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
