import type { Jobs } from './jobs/jobs.ts';
import type { Profile } from './sharedFiles.ts';
import type { AwsTarget } from './target.ts';

export type { AwsTarget } from './target.ts';

export interface InvokeRequest {
	readonly endpointName: string;
	/** Rows. */
	readonly body: string;
	/** Of the rows; default `text/csv`. */
	readonly contentType?: string;
	/** Values in each row. */
	readonly features: number;
	readonly accept: string;
	readonly targetVariant?: string;
	readonly targetModel?: string;
	readonly targetContainerHostname?: string;
	readonly inferenceComponent?: string;
	/** Kept with what the endpoint captures of the request. */
	readonly inferenceId?: string;
	/** Handed to the model as it is. */
	readonly customAttributes?: string;
	/** Whether the endpoint answers into S3, and takes no choice of what is behind it. */
	readonly asynchronous?: boolean;
}

export interface InvokeReply {
	readonly body: string;
	readonly contentType?: string;
	readonly region: string;
	readonly requestId?: string;
	/** The production variant that answered. */
	readonly variant?: string;
}

export interface EndpointSummary {
	readonly name: string;
	readonly modified?: Date;
}

export interface EndpointDescription {
	/** Such as `InService`. */
	readonly status: string;
	readonly variants: readonly string[];
	/** Whether what is sent is stored in S3. */
	readonly capturesData: boolean;
}

export interface RequestToSign {
	readonly method: string;
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
}

/**
 * All that is asked of AWS. Everything rejects with a `ProblemError` of an `AwsProblem`, or with the signal's
 * reason within moments of its abort.
 */
export interface Aws {
	/** Those of the shared config files, by name. None where there are no files. */
	listProfiles(): Promise<Profile[]>;
	invoke(target: AwsTarget, request: InvokeRequest, signal: AbortSignal): Promise<InvokeReply>;
	/** Pages of at most 100 by name. Many users are not allowed to list, and yet to invoke. */
	listInServiceEndpoints(target: AwsTarget, signal: AbortSignal): AsyncGenerator<EndpointSummary[], void, undefined>;
	describeEndpoint(target: AwsTarget, endpointName: string, signal: AbortSignal): Promise<EndpointDescription>;
	/** Where SageMaker Runtime's requests go. */
	runtimeUrl(target: AwsTarget): Promise<string>;
	/** All headers of the request with those of Signature Version 4, for a service such as `execute-api`. */
	sign(
		target: AwsTarget,
		service: string,
		request: RequestToSign,
		signal: AbortSignal,
	): Promise<Record<string, string>>;
	/** Loaded at the first call. */
	jobs(): Promise<Jobs>;
}

export interface AwsDependencies {
	/** Asks for the code of the device; `undefined` where the user gives none. */
	readonly askMfaCode?: (serial: string) => Promise<string | undefined>;
	/** The longest that one call may take, credentials apart; default 70 (a container must answer within 60), or 900. */
	readonly seconds?: number;
}
