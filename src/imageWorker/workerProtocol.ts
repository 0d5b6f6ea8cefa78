import type { Preprocessing } from '../core/normalization.ts';
import type { Prepared } from '../core/ports.ts';
import type { Reply } from './queue.ts';
import type { PrepareLimits } from './prepare.ts';

/** To the worker, which answers each with one {@link WorkerReply}: what `prepare` takes. */
export interface WorkerRequest {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly preprocessing: Preprocessing;
	readonly options: PrepareLimits & { readonly steps: boolean };
}

export type WorkerReply = Reply<Prepared>;
