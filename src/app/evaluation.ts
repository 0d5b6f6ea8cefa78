import type { DatasetFacts } from '../core/dataset.ts';
import type { Preprocessing } from '../core/normalization.ts';
import type { Sent } from '../core/ports.ts';
import type { EvaluationResults } from '../evaluation/results.ts';

/** An evaluation, running or done, as it is shown, kept and exported. */
export interface Evaluation {
	readonly dataset: { readonly name: string; readonly count: number; readonly facts: DatasetFacts };
	/** See `Dataset`. */
	readonly idOf: (index: number) => string;
	readonly nameOf: (index: number) => string;
	readonly endpoint: EvaluatedEndpoint;
	readonly preprocessing: Preprocessing;
	/** Names of the classes, by label: the endpoint's, or digits; as many as there are in any label. */
	readonly classes: readonly string[];
	/** Milliseconds since 1970. */
	readonly started: number;
	/** When the last answer came. */
	readonly ended: number;
	readonly results: EvaluationResults;
}

/** Who answered, and where from. */
export interface EvaluatedEndpoint {
	/** The name the user gave it. */
	readonly name: string;
	/** Of the last request, where anything left the machine. */
	readonly sent?: Pick<Sent, 'destination' | 'region' | 'profile' | 'variant'>;
}

/** How far a run is. */
export interface Progress {
	/** Items that are classified or failed, those of earlier runs too. */
	readonly done: number;
	/** Of these, those that failed. */
	readonly failed: number;
	readonly total: number;
	/** Items a second, of late; 0 until it is known. */
	readonly perSecond: number;
	/** Until all is done, in seconds; undefined until the rate is known. */
	readonly secondsLeft: number | undefined;
	/** Requests that may be unanswered at once, as it stands. */
	readonly concurrency: number;
	/** What left the machine in this run, all together; the rest is that of the last request. Undefined: nothing did. */
	readonly sent: Sent | undefined;
}

/** Items whose results have just been written, and how far the run is with them. */
export interface EvaluationUpdate {
	/** In order of arrival. */
	readonly indexes: readonly number[];
	readonly progress: Progress;
}

/** What a run will send, before it is sent. */
export interface RunEstimate {
	readonly rows: number;
	readonly requests: number;
	/** Of the request bodies, as digits of MNIST take them on the average. */
	readonly bytes: number;
}
