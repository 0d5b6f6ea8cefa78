import type { Profile } from './sharedFiles.ts';

/** Whose credentials, and where. */
export interface AwsTarget {
	/** Of the shared config files; without it the default credential chain decides. */
	readonly profile?: string;
	/** Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's. */
	readonly region?: string;
	/** In place of AWS's own address, for SageMaker's services alone. */
	readonly endpointUrl?: string;
}

export interface InvokeRequest {
	readonly endpointName: string;
	/** CSV rows. */
	readonly body: string;
	/** Values in each row. */
	readonly features: number;
	readonly accept: string;
	readonly targetVariant?: string;
	readonly targetModel?: string;
	readonly inferenceComponent?: string;
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
	/** All headers of the request with those of Signature Version 4, for a service such as `execute-api`. */
	sign(
		target: AwsTarget,
		service: string,
		request: RequestToSign,
		signal: AbortSignal,
	): Promise<Record<string, string>>;
}

export interface AwsDependencies {
	/** Asks for the code of the device; `undefined` where the user gives none. */
	readonly askMfaCode?: (serial: string) => Promise<string | undefined>;
	/** The longest that one call may take, credentials apart; default 70: a container must answer within 60. */
	readonly seconds?: number;
}
