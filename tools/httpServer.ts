import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServer {
	/** Such as `http://127.0.0.1:41234`. */
	readonly url: string;
	readonly close: () => Promise<void>;
}

/** On this machine only; `port` 0 is any free one. */
export async function startHttpServer(listener: RequestListener, port = 0): Promise<HttpServer> {
	const server = createServer(listener);
	// Node's five seconds pass while a process computes, and what it then sends meets a connection that is being closed.
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => {
					resolve();
				});
				server.closeAllConnections();
			}),
	};
}

/** The whole body, of which at most `limit` bytes are kept, so that a client that sends more still gets an answer. */
export async function readRequest(
	request: IncomingMessage,
	limit = Infinity,
): Promise<{ body: Buffer; bytes: number }> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes <= limit) {
			chunks.push(chunk);
		}
	}
	return { body: Buffer.concat(chunks), bytes };
}
