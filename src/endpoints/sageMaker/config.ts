import type { AnswerConfig } from '../config.ts';

export interface SageMakerConfig extends AnswerConfig {
	readonly type: 'sageMaker';
	readonly endpointName: string;
	/** Of the shared AWS config files; without it the default credential chain decides. */
	readonly profile?: string;
	/** Default: the profile's. */
	readonly region?: string;
	readonly targetVariant?: string;
	readonly targetModel?: string;
	readonly targetContainerHostname?: string;
	readonly inferenceComponent?: string;
	/** Kept with what the endpoint captures. */
	readonly inferenceId?: string;
	/** Handed to the model as it is. */
	readonly customAttributes?: string;
	/**
	 * Whether the endpoint is one of asynchronous inference, which answers into S3.
	 * @default false
	 */
	readonly asynchronous?: boolean;
	readonly endpointUrl?: string;
}
