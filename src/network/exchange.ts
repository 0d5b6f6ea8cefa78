import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ProblemError } from '../core/problem.ts';
import { NetworkError } from './networkError.ts';
import type { ConnectionError } from './networkReason.ts';

export interface WireRequest {
	readonly method: string;
	/** http or https. */
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: Uint8Array | string | undefined;
}

export interface WireAnswer {
	readonly status: number;
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
}

/** More than any answer this extension reads: 16 MiB. */
const maximumAnswer = 16 * 1024 * 1024;

/** The longest that a connection may take, a proxy's part of it too. */
const connectionMilliseconds = 10_000;

const decoders: Readonly<Record<string, () => Transform>> = {
	gzip: createGunzip,
	'x-gzip': createGunzip,
	deflate: createInflate,
	br: createBrotliDecompress,
};

/**
 * One request, one answer of whatever status, for REST APIs, containers and AWS alike. `request` is looked up in Node's
 * own objects at each call, and no agent is given: there VS Code has put what knows the user's proxy and certificates,
 * and the command line its own agents. (VS Code's `fetch` does not know `NODE_EXTRA_CA_CERTS`.)
 *
 * @throws ProblemError `answerTooLarge`; NetworkError `hostUnreachable`; or the signal's reason
 */
export async function exchange(request: WireRequest, signal: AbortSignal): Promise<WireAnswer> {
	signal.throwIfAborted();
	const { url } = request;
	try {
		const response = await send(request, signal);
		if (response.statusCode === 407) {
			response.destroy();
			throw new NetworkError(url, { message: response.statusMessage ?? '' }, 'proxyAuthentication');
		}
		const { statusCode: status = 0 } = response;
		// A HEAD has nothing to unpack, and a part of what is packed cannot be unpacked.
		const isWhole = request.method !== 'HEAD' && status !== 206;
		return {
			status,
			headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
			body: await readBody(response, isWhole),
		};
	} catch (error) {
		signal.throwIfAborted();
		throw error instanceof ProblemError ? error : new NetworkError(url, error as ConnectionError);
	}
}

function send(request: WireRequest, signal: AbortSignal): Promise<IncomingMessage> {
	const { method, url, headers, body } = request;
	return new Promise((resolve, reject) => {
		const outgoing = (url.protocol === 'https:' ? https : http).request(url, { method, headers, signal }, resolve);
		const timer = setTimeout(() => {
			outgoing.destroy(Object.assign(new Error('No connection in time'), { code: 'ETIMEDOUT' }));
		}, connectionMilliseconds);
		const stop = () => clearTimeout(timer);
		outgoing.once('socket', (socket) => (socket.connecting ? socket.once('connect', stop) : stop()));
		outgoing.once('close', stop);
		outgoing.once('error', (error: NodeJS.ErrnoException) => {
			// The server has closed a connection that was kept open, as it may at any time.
			if (outgoing.reusedSocket && error.code === 'ECONNRESET') {
				resolve(send(request, signal));
			} else {
				reject(error);
			}
		});
		outgoing.end(body);
	});
}

async function readBody(response: IncomingMessage, isWhole: boolean): Promise<Uint8Array> {
	const decoder = isWhole && decoders[response.headers['content-encoding']?.toLowerCase() ?? '']?.();
	// Errors come out of the loop.
	const content = decoder ? pipeline(response, decoder, () => undefined) : response;
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of content as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > maximumAnswer) {
			const excerpt = Buffer.concat(chunks).toString('utf8', 0, 800).slice(0, 200);
			throw new ProblemError({ code: 'answerTooLarge', limit: maximumAnswer, excerpt });
		}
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
