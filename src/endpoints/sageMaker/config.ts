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
	readonly inferenceComponent?: string;
	readonly endpointUrl?: string;
}
