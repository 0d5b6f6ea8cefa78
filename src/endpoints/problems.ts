/** Of the settings' choice among the endpoints. */
export type EndpointProblem =
	| { readonly code: 'endpointUnknown'; readonly name: string }
	/** Its entry in the settings is wrong. */
	| { readonly code: 'endpointInvalid'; readonly name: string; readonly detail: string };

/** Of an answer over HTTP. */
export interface Answered {
	/** By what the service finds the request in its log. */
	readonly requestId?: string;
}

/**
 * Of any service over HTTP. `host` has its port, where it is not the default one; `excerpt` is the first 200
 * characters of what came back.
 */
export type HttpProblem =
	| { readonly code: 'urlInvalid'; readonly url: string }
	/** Only https, or http to this machine. */
	| { readonly code: 'urlInsecure'; readonly url: string }
	/** A name or a value of the configured headers that HTTP does not allow. */
	| { readonly code: 'headersInvalid'; readonly detail: string }
	| { readonly code: 'httpTimeout'; readonly host: string; readonly seconds: number }
	/** Not followed: a picture and a key go to no address but the configured one. */
	| { readonly code: 'redirectRefused'; readonly host: string; readonly location: string }
	/** 413. `bytes` of the request's body. */
	| (Answered & { readonly code: 'requestTooLarge'; readonly bytes: number })
	/** 415. */
	| (Answered & { readonly code: 'contentTypeRefused'; readonly contentType: string; readonly excerpt: string })
	/** 429. */
	| (Answered & { readonly code: 'tooManyRequests'; readonly excerpt: string })
	/** 502: what stands behind the gateway failed. */
	| (Answered & { readonly code: 'serviceFailed'; readonly excerpt: string })
	/** 504: what stands behind the gateway took too long. */
	| (Answered & { readonly code: 'serviceTimeout'; readonly excerpt: string })
	| (Answered & { readonly code: 'httpStatus'; readonly status: number; readonly excerpt: string });

declare module '../core/problem.ts' {
	interface Problems {
		readonly endpoint: EndpointProblem;
		readonly http: HttpProblem;
	}
}
