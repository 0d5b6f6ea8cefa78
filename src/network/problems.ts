/**
 * Why no answer came, or none that was complete:
 * - `dns`: the name has no address.
 * - `refused`: nobody listens at the address.
 * - `reset`: the connection broke off.
 * - `network`: there is no way to the host, or the reason is none of the others.
 * - `timeout`: the host took too long to take the connection or to answer.
 * - `certificateUntrusted`, `certificateExpired`, `certificateName`: nobody known has issued it, its time is over or has
 *   not begun, it is another host's.
 * - `notTls`, `notHttp`: the host speaks something else.
 * - `proxy`, `proxyAuthentication`: the proxy cannot be reached, or wants to know who asks (407).
 */
export type UnreachableReason =
	| 'dns'
	| 'refused'
	| 'reset'
	| 'network'
	| 'timeout'
	| 'certificateUntrusted'
	| 'certificateExpired'
	| 'certificateName'
	| 'notTls'
	| 'notHttp'
	| 'proxy'
	| 'proxyAuthentication';

/** Of any request that leaves this process. */
export type NetworkProblem =
	/** `host` has its port, where it is not the default one; `detail` is Node's or OpenSSL's own text. */
	| {
			readonly code: 'hostUnreachable';
			readonly host: string;
			readonly reason: UnreachableReason;
			readonly detail: string;
			/** Of the AWS config files, where AWS was asked. */
			readonly profile?: string;
			readonly region?: string;
	  }
	/** Not read to its end. `limit` in bytes; `excerpt` is its first 200 characters. */
	| { readonly code: 'answerTooLarge'; readonly limit: number; readonly excerpt: string };

declare module '../core/problem.ts' {
	interface Problems {
		readonly network: NetworkProblem;
	}
}
