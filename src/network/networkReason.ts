import type { UnreachableReason } from './problems.ts';

/** By the error codes of Node and OpenSSL. */
const reasons: readonly (readonly [RegExp, UnreachableReason])[] = [
	[/^(ENOTFOUND|EAI_.*)$/, 'dns'],
	[/^ECONNREFUSED$/, 'refused'],
	[/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'reset'],
	[/^(ETIMEDOUT|ESOCKETTIMEDOUT)$/, 'timeout'],
	[/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'certificateExpired'],
	[/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'certificateName'],
	[/^(CERT_.*|UNABLE_TO_.*|SELF_SIGNED_.*|DEPTH_ZERO_.*|INVALID_CA|INVALID_PURPOSE)$/, 'certificateUntrusted'],
	[/^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/, 'notTls'],
	// llhttp's, of what is no HTTP; zlib's and brotli's, of what is not packed as it says.
	[/^(HPE_.*|Z_.*|ERR__ERROR_.*)$/, 'notHttp'],
];

/** Those of VS Code's proxy agent, and of the command line's. */
const proxyWords = /socket connection to proxies|^Proxy connection ended/;

/** What Node's errors of a connection have. */
export interface ConnectionError {
	readonly message: string;
	readonly code?: string | undefined;
	/** Of the last attempt to connect: the name looked up, or the port tried. */
	readonly hostname?: string | undefined;
	readonly port?: number | undefined;
	/** Of the attempts, where a name has several addresses. */
	readonly errors?: readonly ConnectionError[] | undefined;
}

/**
 * Why an exchange with the host at `url` failed. Who tried to reach another port or name than the host's has tried to
 * reach a proxy; inside VS Code its proxy agent says so itself.
 */
export function networkReason(error: ConnectionError, url: URL): UnreachableReason {
	const { hostname, port = error.errors?.[0]?.port } = error;
	const isElsewhere =
		(hostname !== undefined && hostname !== url.hostname) || (port !== undefined && port !== portOf(url));
	if (isElsewhere || proxyWords.test(error.message)) {
		return 'proxy';
	}
	const { code = '' } = error;
	return reasons.find(([pattern]) => pattern.test(code))?.[1] ?? 'network';
}

function portOf({ protocol, port }: URL): number {
	return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
