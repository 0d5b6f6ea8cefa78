import { ProblemError } from '../core/problem.ts';
import { networkReason, type ConnectionError } from './networkReason.ts';
import type { NetworkProblem, UnreachableReason } from './problems.ts';

/** No answer came, or none that was complete. */
export class NetworkError extends ProblemError {
	/** Node's, by which the AWS SDK decides what to try again. */
	readonly code: string | undefined;
	declare readonly problem: NetworkProblem;

	constructor(url: URL, error: ConnectionError, reason: UnreachableReason = networkReason(error, url)) {
		// Node's error of several addresses at once has no message.
		super({ code: 'hostUnreachable', host: url.host, reason, detail: error.message || (error.code ?? '') });
		this.code = error.code;
	}
}
