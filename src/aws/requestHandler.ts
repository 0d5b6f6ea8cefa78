import { Readable } from 'node:stream';
import { buildQueryString, HttpResponse, type HttpHandler } from '@smithy/core/protocols';
import { exchange } from '../network/exchange.ts';
import { NetworkError } from '../network/networkError.ts';

/** Sends what the SDK's clients have to send. */
export interface RequestHandler extends HttpHandler {
	/** Why the last request came to nothing, of which the SDK's errors do not always tell. */
	readonly failure: () => NetworkError | undefined;
}

/** The longest that a request may take that has no limit of its own, such as those to SSO and STS. */
const defaultTimeout = 15_000;

export function createRequestHandler(): RequestHandler {
	let failure: NetworkError | undefined;
	return {
		failure: () => failure,
		async handle(request, { abortSignal, requestTimeout = defaultTimeout } = {}) {
			const { method, protocol, hostname, port, path, query, headers, body } = request;
			const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
			url.search = buildQueryString(query);
			const signals = abortSignal instanceof AbortSignal ? [abortSignal] : [];
			const timeout = requestTimeout > 0 ? AbortSignal.timeout(requestTimeout) : undefined;
			failure = undefined;
			try {
				const signal = AbortSignal.any([...signals, ...(timeout ? [timeout] : [])]);
				const answer = await exchange({ method, url, headers, body: body as string | Uint8Array }, signal);
				const { status: statusCode } = answer;
				return {
					response: new HttpResponse({ statusCode, headers: answer.headers, body: Readable.from([answer.body]) }),
				};
			} catch (error) {
				const isLate = timeout?.aborted && !signals.some(({ aborted }) => aborted);
				const late = { code: 'ETIMEDOUT', message: `No answer within ${requestTimeout} ms` };
				const thrown = isLate ? new NetworkError(url, late) : error;
				failure = thrown instanceof NetworkError ? thrown : undefined;
				throw thrown;
			}
		},
		updateHttpClientConfig: () => undefined,
		httpHandlerConfigs: () => ({}),
	};
}
