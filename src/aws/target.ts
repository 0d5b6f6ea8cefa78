/** Whose credentials, and where. */
export interface AwsTarget {
	/** Of the shared config files; without it the default credential chain decides. */
	readonly profile?: string;
	/** Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's. */
	readonly region?: string;
	/** In place of AWS's own address, for SageMaker's services alone. */
	readonly endpointUrl?: string;
}
