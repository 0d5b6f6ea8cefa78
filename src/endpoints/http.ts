import { ProblemError } from '../core/problem.ts';
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
	readonly headers: Headers;
	readonly text: string;
}

/** More than any answer this extension reads: 16 MiB. */
const maximumAnswer = 16 * 1024 * 1024;

/**
 * One request, one answer of whatever status. The global `fetch` is taken at each call, for VS Code replaces it
 * by one that knows the user's proxy and certificates.
 *
 * @throws ProblemError `hostUnreachable`, `httpTimeout`, `redirectRefused`, or the signal's reason.
 */
export async function sendRequest(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
	const { method, url, headers, body, seconds } = request;
	const timeout = AbortSignal.timeout(seconds * 1000);
	try {
		const response = await fetch(url, {
			method,
			headers,
			redirect: 'manual',
			signal: AbortSignal.any([signal, timeout]),
			...(body && { body }),
		});
		const location = response.headers.get('location');
		if (response.status >= 300 && response.status < 400 && location !== null) {
			throw new ProblemError({ code: 'redirectRefused', host: url.host, location: resolveLocation(location, url) });
		}
		return { status: response.status, headers: response.headers, text: await readText(response) };
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof ProblemError) {
			throw error;
		}
		throw new ProblemError(
			timeout.aborted
				? { code: 'httpTimeout', host: url.host, seconds }
				: { code: 'hostUnreachable', host: url.host, detail: describeFailure(error) },
			{ cause: error },
		);
	}
}

/** @throws ProblemError `urlInvalid` */
export function parseUrl(text: string): URL {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	// `fetch` refuses a name and a password inside.
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

async function readText(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	for await (const chunk of response.body ?? []) {
		bytes += chunk.length;
		if (bytes > maximumAnswer) {
			throw new ProblemError({ code: 'answerUnreadable', excerpt: excerptOf(text) });
		}
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

function resolveLocation(location: string, base: URL): string {
	return URL.canParse(location, base.href) ? withoutQuery(new URL(location, base)) : excerptOf(location);
}

/** `fetch` says no more than "fetch failed"; what happened is its cause. */
function describeFailure(error: unknown): string {
	const { cause } = error as { cause?: { code?: string } };
	return cause === undefined ? messageOf(error) : messageOf(cause) || (cause.code ?? '');
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
