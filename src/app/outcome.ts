import type { EndpointRef, ModelWarning, Prepared, Sent } from '../core/ports.ts';
import type { Prediction } from '../core/prediction.ts';
import type { Problem } from '../core/problem.ts';

/** How long each part of the way took, in milliseconds; `classify` is that of the request the picture went with. */
export interface Times {
	readonly read: number;
	readonly decode: number;
	readonly normalize: number;
	readonly classify: number;
}

export interface Classified {
	readonly ok: true;
	readonly endpoint: EndpointRef;
	readonly prepared: Prepared;
	/** One for each of the digits, in their order. */
	readonly predictions: readonly [Prediction, ...Prediction[]];
	readonly times: Times;
	/** What left the machine with this picture and those that went along. */
	readonly sent?: Sent;
	readonly warning?: ModelWarning;
}

export interface Failed {
	readonly ok: false;
	readonly problem: Problem;
	/** Present where the picture came as far as its digits, and it was the endpoint that failed. */
	readonly prepared?: Prepared;
	readonly endpoint?: EndpointRef;
}

/** What became of the picture at `index` in the list given. */
export type Outcome = { readonly index: number } & (Classified | Failed);
