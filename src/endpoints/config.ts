import type { PixelRange } from '../core/csv.ts';

/** An entry of the setting `digitClassifier.endpoints`, checked. Nothing secret is in it. */
export type EndpointConfig = SageMakerConfig | RestApiConfig | ContainerConfig | ModelFileConfig;

export type EndpointType = EndpointConfig['type'];

interface CommonConfig {
	/** Unique; what `digitClassifier.endpoint` names. */
	readonly name: string;
	/** Display names of the classes, by label. */
	readonly labels?: readonly string[];
}

interface CsvConfig extends CommonConfig {
	/** Default `0-1`. */
	readonly pixelRange?: PixelRange;
}

interface AnswerConfig extends CsvConfig {
	/** The `Accept` header; default `text/csv`. */
	readonly accept?: string;
}

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

export interface RestApiConfig extends CommonConfig {
	readonly type: 'restApi';
	/** https, or http to a loopback address. */
	readonly url: string;
	/** The form's field for the picture; default `img`. */
	readonly field?: string;
	/** `original` bytes, or the 28×28 `digit` as a JPEG; default: the original where it is 28×28, else the digit. */
	readonly send?: 'original' | 'digit';
	readonly headers?: Readonly<Record<string, string>>;
	/** `apiKey`: an `x-api-key` from VS Code's secret storage. `iam`: SigV4 for `execute-api`. Default: `none`. */
	readonly authentication?: 'none' | 'apiKey' | 'iam';
	/** For `iam`. */
	readonly profile?: string;
	/** For `iam`; default: the profile's. */
	readonly region?: string;
}

/** SageMaker's container contract: `POST /invocations`, `GET /ping`. */
export interface ContainerConfig extends AnswerConfig {
	readonly type: 'container';
	/** Such as `http://localhost:8080`. */
	readonly url: string;
}

export interface ModelFileConfig extends CsvConfig {
	readonly type: 'modelFile';
	/** Absolute, or starting with `~/`. */
	readonly path: string;
}
