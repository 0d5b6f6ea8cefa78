import type { LoadAws } from '../aws/index.ts';
import type { Endpoint } from '../core/ports.ts';
import type { Translate } from '../core/translate.ts';
import type { ClassifyDigits } from '../models/classifyDigits.ts';
import type { CommonConfig } from './config.ts';
import type { ModelFiles } from './modelFile/endpoint.ts';

/** What endpoints need from the machine. */
export interface EndpointDependencies {
	/** The bytes of the model that ships inside. */
	readonly readBuiltInModel: () => Promise<Uint8Array>;
	readonly modelFiles: ModelFiles;
	/** Models of this machine on other threads; without it they hold the caller's. */
	readonly classifyElsewhere?: ClassifyDigits;
	readonly aws: LoadAws;
	/** The API key kept for the endpoint of this name. */
	readonly apiKey: (endpoint: string) => Promise<string | undefined>;
}

/** All there is to know of a kind of endpoint before one is made. It is light: what has weight comes with `create`. */
export interface EndpointKind<Config extends CommonConfig> {
	/** The `type` of its configs. */
	readonly type: Config['type'];
	/** Such as _Container_. */
	title(t: Translate): string;
	/** A few words beside the title: what is needed, or where it runs. */
	description(t: Translate): string;
	/** What tells one endpoint of this kind from the others, on one line. */
	describe(config: Config, t: Translate): string;
	create(config: Config, dependencies: EndpointDependencies): Promise<Endpoint>;
	/**
	 * Whether the endpoint is there to answer; only where asking is quick and costs nothing.
	 * Rejects with nothing but the signal's reason.
	 */
	isHealthy?(config: Config, signal: AbortSignal): Promise<boolean>;
}
