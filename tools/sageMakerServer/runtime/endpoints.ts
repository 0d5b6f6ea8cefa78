import type { ContainerOptions, Predict } from './container.ts';

export const endpointStatuses = [
	'OutOfService',
	'Creating',
	'Updating',
	'SystemUpdating',
	'RollingBack',
	'InService',
	'Deleting',
	'Failed',
	'UpdateRollbackFailed',
] as const;

export type EndpointStatus = (typeof endpointStatuses)[number];

/** Something that goes wrong in place of an answer. */
export type Fault =
	| 'accessDenied'
	| 'expiredToken'
	| 'throttled'
	| 'modelError'
	| 'modelNotReady'
	| 'serviceUnavailable'
	| 'internalFailure'
	| 'internalDependency'
	/** The answer comes after 60 seconds. */
	| 'slow'
	/** The connection is reset before a byte of the answer. */
	| 'droppedBefore'
	/** The connection is reset in the middle of the answer's body. */
	| 'droppedAmid'
	/** 200, `text/csv`, and nothing that a model says. */
	| 'garbage'
	/** 200 or 204, and nothing. */
	| 'emptyOk'
	| 'noContent'
	/** 200 and more than anybody reads. */
	| 'endless'
	/** 200 and a sign-in page, as a captive portal answers. */
	| 'htmlOk'
	/** 502 and a page, as a proxy answers. */
	| 'htmlBadGateway';

/** A SageMaker endpoint of the test server. */
export interface EndpointDefinition {
	readonly name: string;
	/** Default `us-east-1`. */
	readonly region?: string;
	/** Default `InService`. */
	readonly status?: EndpointStatus;
	/** How its containers answer; they predict as the server does by default. */
	readonly container?: Omit<ContainerOptions, 'predict'> & { readonly predict?: Predict };
	/** Production variants, the first answers by default; default `AllTraffic` alone. */
	readonly variants?: readonly string[];
	/** Of a multi-model endpoint: a request must name one. */
	readonly targetModels?: readonly string[];
	/** Host names of the containers of a multi-container endpoint with direct invocation: a request must name one. */
	readonly containerHostnames?: readonly string[];
	/** A request must name one. */
	readonly inferenceComponents?: readonly string[];
	/** SageMaker's own limit of a request's body, in bytes; default 6 MiB. */
	readonly maximumPayload?: number;
	/** Of asynchronous inference; `waits`: how often its answer is looked for in vain. */
	readonly asynchronous?: { readonly waits: number };
	readonly dataCapture?: boolean;
	readonly fault?: Fault;
	/** Only so many requests meet the fault; default: all. */
	readonly faultTimes?: number;
	/** For the people who run `npm run sagemaker`. */
	readonly description?: string;
}

/** One endpoint of each behaviour. */
export const scenarioEndpoints: readonly EndpointDefinition[] = [
	{ name: 'digits', description: 'multi:softmax, a label per line' },
	{
		name: 'digits-softprob',
		container: { objective: 'multi:softprob' },
		description: 'multi:softprob, a line of ten probabilities per row',
	},
	{ name: 'digits-one-line', container: { rows: 'oneLine' }, description: 'multi:softmax of old images, 0.0,3.0' },
	{
		name: 'digits-one-line-softprob',
		container: { objective: 'multi:softprob', rows: 'oneLine' },
		description: 'multi:softprob of old images, [p, …],[p, …]',
	},
	{
		name: 'digits-selectable',
		container: { inferenceOutput: ['predicted_label', 'probabilities', 'labels'] },
		description: 'selectable inference: predicted_label,probabilities,labels',
	},
	{ name: 'digits-variants', variants: ['Blue', 'Green'], description: 'two production variants, Blue and Green' },
	{
		name: 'digits-multi-model',
		targetModels: ['tuned.tar.gz', 'getting-started.tar.gz'],
		container: { rows: 'oneLine' },
		description: 'multi-model: targetModel tuned.tar.gz or getting-started.tar.gz',
	},
	{
		name: 'digits-multi-container',
		containerHostnames: ['first', 'second'],
		description: 'multi-container: targetContainerHostname first or second',
	},
	{
		name: 'digits-components',
		inferenceComponents: ['digits-component'],
		description: 'inference component digits-component',
	},
	{
		name: 'digits-async',
		asynchronous: { waits: 2 },
		container: { objective: 'multi:softprob' },
		description: 'asynchronous inference: "asynchronous": true',
	},
	{
		name: 'digits-async-slow',
		asynchronous: { waits: Infinity },
		description: 'asynchronous inference without an end',
	},
	{ name: 'digits-captured', dataCapture: true, description: 'data capture is on' },
	{ name: 'digits-elsewhere', region: 'eu-west-1', description: 'is in eu-west-1' },
	{ name: 'creating', status: 'Creating', description: 'is not in service yet' },
	{ name: 'failed', status: 'Failed', description: 'failed to be created' },
	{ name: 'access-denied', fault: 'accessDenied', description: 'AccessDeniedException' },
	{
		name: 'expired-once',
		fault: 'expiredToken',
		faultTimes: 1,
		description: 'ExpiredTokenException once, then healthy',
	},
	{ name: 'throttled', fault: 'throttled', description: 'ThrottlingException, always' },
	{
		name: 'throttled-twice',
		fault: 'throttled',
		faultTimes: 2,
		description: 'ThrottlingException twice, then healthy',
	},
	{ name: 'model-error', fault: 'modelError', description: 'ModelError: the container answers 500 and a page' },
	{ name: 'model-not-ready', fault: 'modelNotReady', description: 'ModelNotReadyException, 429' },
	{ name: 'service-unavailable', fault: 'serviceUnavailable', description: 'ServiceUnavailable, 503' },
	{ name: 'internal-failure', fault: 'internalFailure', description: 'InternalFailure, 500' },
	{ name: 'internal-dependency', fault: 'internalDependency', description: 'InternalDependencyException, 530' },
	{ name: 'slow', fault: 'slow', description: 'answers after 60 seconds' },
	{ name: 'dropped-before', fault: 'droppedBefore', description: 'drops the connection before the answer' },
	{ name: 'dropped-amid', fault: 'droppedAmid', description: 'drops the connection amid the answer' },
	{ name: 'garbage', fault: 'garbage', description: '200 text/csv and garbage' },
	{ name: 'empty-ok', fault: 'emptyOk', description: '200 and nothing' },
	{ name: 'no-content', fault: 'noContent', description: '204' },
	{ name: 'endless', fault: 'endless', description: '200 and 20 MB' },
	{ name: 'html-ok', fault: 'htmlOk', description: '200 and a captive portal’s page' },
	{ name: 'html-bad-gateway', fault: 'htmlBadGateway', description: '502 and a proxy’s page' },
	{ name: 'small-limit', maximumPayload: 20_000, description: 'SageMaker answers 413 over 20,000 bytes' },
	{
		name: 'small-container-limit',
		container: { maximumContentLength: 20_000 },
		description: 'the container answers 413 over 20,000 bytes: a ModelError',
	},
];
