import type { Endpoint, Reply, Sample } from '../core/ports.ts';
import { ProblemError, type Problem } from '../core/problem.ts';
import { askOnce, type Line } from './pipe.ts';

/** What may go well at the next try, and whether it says that there were too many requests. */
const transient: Partial<Readonly<Record<Problem['code'], 'throttled' | 'failed'>>> = {
	awsThrottled: 'throttled',
	tooManyRequests: 'throttled',
	awsServiceFailed: 'failed',
	awsTimeout: 'failed',
	hostUnreachable: 'failed',
	httpTimeout: 'failed',
	serviceFailed: 'failed',
	serviceTimeout: 'failed',
};

/** How often a request is sent until it has failed for good. */
const attempts = { throttled: 8, failed: 3 } as const;

/** The first pause before another try, doubled at each, in milliseconds; a random half of it is left out. */
const firstPause = 500;
const longestPause = 20_000;

/** Requests in flight, to begin with; and at the most, below the 50 sockets of the AWS SDK. */
const start = 4;
const most = 32;

/** An answer that takes more than so many times the quickest says that requests wait for each other. */
const slow = 2;

/** What keeps count of the requests that may be unanswered at once. */
export interface Flight {
	/** At least 1. */
	readonly limit: () => number;
	/** `rows` of a request sent at `sentAt`, as `performance.now()` gave it, and answered after `milliseconds`. */
	answered(rows: number, sentAt: number, milliseconds: number): void;
	/** A request sent at `sentAt` was turned away. */
	throttled(sentAt: number): void;
}

/**
 * Additive increase, multiplicative decrease, as TCP finds its window (Chiu and Jain 1989, "Analysis of the Increase
 * and Decrease Algorithms for Congestion Avoidance"): until the first sign of congestion one request more with each
 * answer, from then on one more with each round of answers. Being turned away halves the number; answers that take
 * twice as long as the quickest one of as many rows take a tenth off. What was sent before the last decrease tells
 * nothing new.
 */
export function createFlight(): Flight {
	let limit: number = start;
	let hasSeenCongestion = false;
	let decreasedAt = -Infinity;
	let fullest = 0;
	let quickest = Infinity;

	function decrease(sentAt: number, factor: number): void {
		if (sentAt >= decreasedAt) {
			hasSeenCongestion = true;
			limit = Math.max(1, limit * factor);
			decreasedAt = performance.now();
		}
	}

	return {
		limit: () => Math.floor(limit),
		answered(rows, sentAt, milliseconds) {
			if (rows < fullest) {
				return;
			}
			quickest = rows > fullest ? milliseconds : Math.min(quickest, milliseconds);
			fullest = rows;
			if (milliseconds > slow * quickest) {
				decrease(sentAt, 0.9);
			} else {
				limit = Math.min(most, limit + (hasSeenCongestion ? 1 / limit : 1));
			}
		},
		throttled: (sentAt) => decrease(sentAt, 0.5),
	};
}

/**
 * Asks again where that may help, after pauses that grow, and finds out how many requests the endpoint takes at
 * once. A request keeps its place in flight until it has failed for good, so that a busy endpoint is asked less. A model
 * in this process is asked once, and each sample has taken its share of the time.
 */
export function createAdaptiveLine(endpoint: Endpoint, maximumWait: number): Line {
	if (endpoint.isLocal) {
		const { maximumBatch, maximumInFlight = 1 } = endpoint;
		const policy = { maximumBatch, maximumWait, maximumInFlight: () => maximumInFlight };
		const once = askOnce(endpoint);
		const ask: Line['ask'] = async (samples, signal) => {
			const { reply, milliseconds } = await once(samples, signal);
			return { reply, milliseconds: milliseconds / samples.length };
		};
		return { endpoint, policy, ask };
	}
	const flight = createFlight();
	const once = askOnce(endpoint);

	async function ask(samples: readonly Sample[], run: AbortSignal) {
		// The request's own: so many listeners at the run's are taken for a leak.
		const signal = AbortSignal.any([run]);
		for (let attempt = 1; ; attempt++) {
			const sentAt = performance.now();
			try {
				const answer: { readonly reply: Reply; readonly milliseconds: number } = await once(samples, signal);
				flight.answered(samples.length, sentAt, answer.milliseconds);
				return answer;
			} catch (error) {
				const kind = error instanceof ProblemError ? toTransient(error.problem) : undefined;
				if (kind === 'throttled') {
					flight.throttled(sentAt);
				}
				if (kind === undefined || attempt >= attempts[kind]) {
					throw error;
				}
				const pause = Math.min(longestPause, firstPause * 2 ** (attempt - 1));
				await delay(pause * (0.5 + Math.random() / 2), signal);
			}
		}
	}

	const policy = { maximumBatch: endpoint.maximumBatch, maximumWait, maximumInFlight: flight.limit };
	return { endpoint, policy, ask };
}

function toTransient(problem: Problem): 'throttled' | 'failed' | undefined {
	return problem.code === 'httpStatus' && problem.status === 503 ? 'throttled' : transient[problem.code];
}

/** Rejects with the signal's reason. */
async function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	let stop: (() => void) | undefined;
	try {
		await new Promise<void>((resolve, reject) => {
			const timer = setTimeout(resolve, milliseconds);
			stop = () => {
				clearTimeout(timer);
				reject(signal.reason as Error);
			};
			signal.addEventListener('abort', stop, { once: true });
		});
	} finally {
		if (stop) {
			signal.removeEventListener('abort', stop);
		}
	}
}
