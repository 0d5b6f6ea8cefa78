import type { EndpointConfig } from '../../endpoints/config.ts';
import type { Step } from './steps.ts';

/** The questions of one kind, and what has been answered when they are through. */
export interface KindSteps {
	readonly steps: readonly Step[];
	/** All but the name. */
	readonly config: () => DistributiveOmit<EndpointConfig, 'name'>;
	readonly suggestedName: () => string;
	readonly apiKey?: () => string | undefined;
	/** What a user should know before saving, in words. */
	readonly caution?: (signal: AbortSignal) => Promise<string | undefined>;
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
