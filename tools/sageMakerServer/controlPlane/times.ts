import { setTimeout } from 'node:timers/promises';

/** How long things take, in milliseconds, besides what they really take. */
export interface Times {
	/** Until an endpoint is in service, or has failed. */
	readonly endpoint: number;
	/** Until an endpoint that is being deleted is gone. */
	readonly deletion: number;
	/** Each step of a job: its machine starts, data comes, the result goes. */
	readonly jobStep: number;
}

export const defaultTimes: Times = { endpoint: 0, deletion: 0, jobStep: 0 };

/** Rejects with an `AbortError`. */
export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
	await setTimeout(milliseconds, undefined, { signal });
}
