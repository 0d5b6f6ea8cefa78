import type { Answered } from '../problems.ts';

export type RestApiProblem =
	| { readonly code: 'apiKeyMissing' }
	/** 403 `Forbidden`: the key is wrong, or none was sent. */
	| (Answered & { readonly code: 'apiKeyRefused'; readonly sent: boolean })
	/** 403 `Missing Authentication Token` or 404: no such path or method, or IAM is wanted and was not used. */
	| (Answered & { readonly code: 'apiPathUnknown'; readonly url: string })
	/** 401, or 403 with AWS's reason: the signature, the credentials or their rights. `detail`: 1000 characters. */
	| (Answered & { readonly code: 'apiAccessDenied'; readonly reason: string; readonly detail: string });

declare module '../../core/problem.ts' {
	interface Problems {
		readonly restApi: RestApiProblem;
	}
}
