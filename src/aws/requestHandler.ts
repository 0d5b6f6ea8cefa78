import { NodeHttpHandler } from '@smithy/node-http-handler';

export type RequestHandler = NodeHttpHandler;

/**
 * One for all clients, with connections that are kept open. It finds `request` in Node's `https` object at each
 * call, where VS Code puts its own one that knows the user's proxy and certificates.
 */
export function createRequestHandler(): RequestHandler {
	return new NodeHttpHandler({
		connectionTimeout: 5_000,
		requestTimeout: 15_000,
		// A warning in the log, without.
		throwOnRequestTimeout: true,
	});
}
