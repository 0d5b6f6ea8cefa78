import type { AwsProblem } from './problems.ts';

type Reason = (AwsProblem & { code: 'awsUnreachable' })['reason'];

const reasons: readonly (readonly [RegExp, Reason])[] = [
	[/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA)$/, 'dns'],
	[/^ECONNREFUSED$/, 'refused'],
	[/^(ECONNRESET|EPIPE|ECONNABORTED|HPE_.*)$/, 'reset'],
	[/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL)$/, 'network'],
	[/^(EPROTO|CERT_.*|ERR_TLS_.*|ERR_SSL_.*|UNABLE_TO_.*|SELF_SIGNED_.*|DEPTH_ZERO_.*|HOSTNAME_MISMATCH)$/, 'tls'],
	[/^ETIMEDOUT$/, 'timeout'],
];

/**
 * Why no answer came, or none that was complete, by the error codes of Node and OpenSSL; `undefined` where the
 * network is not at fault. `status` is that of the answer, if there was one.
 */
export function networkReason(
	error: { readonly name: string; readonly code?: string | undefined; readonly message: string },
	status: number | undefined,
): Reason | undefined {
	if (status === 407 || (status === undefined && /proxy/i.test(error.message))) {
		return 'proxy';
	}
	if (status !== undefined && status >= 300) {
		return undefined;
	}
	const known = reasons.find(([pattern]) => pattern.test(error.code ?? ''))?.[1];
	return known ?? (error.name === 'TimeoutError' ? 'timeout' : undefined);
}
