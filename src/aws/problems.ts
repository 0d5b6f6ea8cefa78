/** Who asked and where, as far as it is known. */
interface AwsContext {
	/** Of the shared config files; absent where the default chain decides. */
	readonly profile?: string;
	readonly region?: string;
	/** The service's, for AWS's support. */
	readonly requestId?: string;
}

/** Where a model's or a job's log stands in CloudWatch. */
export interface CloudWatchLogs {
	readonly region: string;
	readonly group: string;
	readonly stream?: string;
	/** Of the streams' names, where the name itself is not known. */
	readonly prefix?: string;
}

/** Of AWS, on the way to a SageMaker endpoint. No key, token or signature is in any of them. */
export type AwsProblem =
	/** A shared config or credentials file that is there. */
	| { readonly code: 'awsConfigUnreadable'; readonly path: string; readonly detail: string }
	| { readonly code: 'awsProfileUnknown'; readonly profile: string }
	/** The profile does not say how to sign, or contradicts itself. */
	| { readonly code: 'awsProfileInvalid'; readonly profile: string; readonly detail: string }
	| { readonly code: 'awsRegionMissing'; readonly profile?: string }
	| { readonly code: 'awsRegionInvalid'; readonly region: string }
	/** No profile is chosen, and the default chain has found nothing. */
	| { readonly code: 'awsCredentialsMissing' }
	| { readonly code: 'awsCredentialsFailed'; readonly profile?: string; readonly detail: string }
	/** `aws sso login` or `aws login` is needed, with the `profile` that the credentials of the one in use begin with. */
	| { readonly code: 'awsSignInNeeded'; readonly command: 'sso login' | 'login'; readonly profile?: string }
	| { readonly code: 'awsProcessFailed'; readonly profile?: string; readonly detail: string }
	| { readonly code: 'awsMfaRejected'; readonly profile?: string }
	/** The user gave no code: nothing to report. */
	| { readonly code: 'awsMfaCancelled' }
	/** `action` such as `sagemaker:InvokeEndpoint`; `resource` an ARN, perhaps a pattern. */
	| (AwsContext & { readonly code: 'awsAccessDenied'; readonly action: string; readonly resource?: string })
	| (AwsContext & { readonly code: 'awsKeysRejected' })
	| (AwsContext & { readonly code: 'awsCredentialsExpired' })
	/** `minutes` by which this machine's clock is ahead of AWS's. */
	| (AwsContext & { readonly code: 'awsClockSkew'; readonly minutes?: number })
	| (AwsContext & { readonly code: 'awsEndpointNotFound'; readonly endpointName: string })
	/** Being created or updated, failed, or its model is still being loaded. */
	| (AwsContext & { readonly code: 'awsEndpointNotReady'; readonly endpointName: string; readonly detail: string })
	/** The container's own answer: `status` is its status, `detail` at most 1000 characters of its text. */
	| (AwsContext & {
			readonly code: 'awsModelFailed';
			readonly endpointName: string;
			readonly status?: number;
			readonly detail: string;
			readonly logs: CloudWatchLogs;
	  })
	| (AwsContext & { readonly code: 'awsThrottled' })
	| (AwsContext & { readonly code: 'awsTimeout'; readonly seconds: number })
	/** Something between here and AWS answered, such as a proxy or a sign-in page. */
	| (AwsContext & { readonly code: 'awsAnswerForeign'; readonly status?: number; readonly contentType?: string })
	/** AWS does not take the request as it is. */
	| (AwsContext & { readonly code: 'awsRequestRefused'; readonly detail: string })
	| (AwsContext & { readonly code: 'awsServiceFailed'; readonly status: number; readonly detail: string });

declare module '../core/problem.ts' {
	interface Problems {
		readonly aws: AwsProblem;
	}
}
