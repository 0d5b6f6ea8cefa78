import { invokeContainer, type Predict } from './container.ts';
import type { EndpointDefinition, Fault } from './endpoints.ts';
import { AwsError, type Answer, type WireRequest } from './http.ts';
import type { Verified } from './sigV4.ts';

export const account = '123456789012';

const maximumPayload = 6 * 1024 * 1024;
const slowMilliseconds = 60_000;

/** The endpoint's name of `/endpoints/NAME/invocations`. */
export function invokedEndpoint(path: string): string | undefined {
	const name = /^\/endpoints\/([^/]*)\/invocations$/.exec(path)?.[1];
	return name === undefined ? undefined : decodeURIComponent(name);
}

/** SageMaker Runtime's `InvokeEndpoint`. It counts how often each endpoint has met its fault. */
export class Runtime {
	readonly #endpoints: readonly EndpointDefinition[];
	readonly #predict: Predict;
	readonly #faults = new Map<string, number>();

	constructor(endpoints: readonly EndpointDefinition[], predict: Predict) {
		this.#endpoints = endpoints;
		this.#predict = predict;
	}

	/** SageMaker's front door refuses bodies that are too large before it looks at anything else. */
	checkPayload(name: string, { body }: WireRequest): Answer | undefined {
		const limit = this.#endpoints.find((endpoint) => endpoint.name === name)?.maximumPayload ?? maximumPayload;
		return body.length <= limit
			? undefined
			: {
					status: 413,
					headers: { 'content-type': 'text/plain' },
					body: `HTTP content length exceeded ${limit} bytes.`,
				};
	}

	/** @throws AwsError */
	invoke(name: string, request: WireRequest, { key, region }: Verified): Answer {
		checkName(name);
		const arn = `arn:aws:sagemaker:${region}:${account}:endpoint/${name.toLowerCase()}`;
		if (key.denied?.includes('sagemaker:InvokeEndpoint')) {
			throw accessDenied(key.arn, arn);
		}
		const endpoint = this.#endpoints.find((one) => one.name === name && (one.region ?? 'us-east-1') === region);
		if (endpoint === undefined || endpoint.status === 'Creating' || endpoint.status === 'Failed') {
			// An endpoint that never came into service is as good as none to the runtime.
			throw validationError(`Endpoint ${name} of account ${account} not found.`);
		}
		const variant = checkTargets(endpoint, request.headers);
		const headers = { 'x-amzn-invoked-production-variant': variant };
		const fault = this.#nextFault(endpoint);
		if (fault !== undefined) {
			const answer = this.#fail(fault, { name, region, arn, user: key.arn });
			if (answer !== undefined) {
				return { ...answer, headers: { ...headers, ...answer.headers } };
			}
		}
		const answer = this.#invokeContainer(endpoint, request);
		if (answer.status >= 400) {
			throw modelError(answer.status, answer.body ?? '', name, region);
		}
		return {
			...answer,
			headers: { ...headers, ...answer.headers },
			...(fault === 'slow' && { delayMilliseconds: slowMilliseconds }),
			...(fault === 'droppedBefore' && { drop: 'before' }),
			...(fault === 'droppedAmid' && { drop: 'amid' }),
		};
	}

	#invokeContainer(endpoint: EndpointDefinition, { headers, body }: WireRequest): Answer {
		const { 'content-type': contentType, accept } = headers;
		return invokeContainer(
			{ body, ...(contentType !== undefined && { contentType }), ...(accept !== undefined && { accept }) },
			{ ...endpoint.container, predict: this.#predict },
		);
	}

	#nextFault({ name, fault, faultTimes = Infinity }: EndpointDefinition): Fault | undefined {
		const met = this.#faults.get(name) ?? 0;
		if (fault === undefined || met >= faultTimes) {
			return undefined;
		}
		this.#faults.set(name, met + 1);
		return fault;
	}

	/** The answer in place of the container's, if the fault has one. */
	#fail(fault: Fault, where: { name: string; region: string; arn: string; user: string }): Answer | undefined {
		switch (fault) {
			case 'accessDenied':
				throw accessDenied(where.user, where.arn);
			case 'expiredToken':
				throw new AwsError('ExpiredTokenException', 403, 'The security token included in the request is expired');
			case 'throttled':
				throw new AwsError('ThrottlingException', 400, 'Rate exceeded');
			case 'modelError':
				throw modelError(500, '<!doctype html>\n<title>500 Internal Server Error</title>\n', where.name, where.region);
			case 'modelNotReady':
				throw new AwsError('ModelNotReadyException', 429, 'Model is not ready for inference.', {}, 'Message');
			case 'serviceUnavailable':
				throw new AwsError(
					'ServiceUnavailable',
					503,
					'The service is unavailable. Try your call again.',
					{},
					'Message',
				);
			case 'internalFailure':
				throw new AwsError('InternalFailure', 500, 'An internal failure occurred.', {}, 'Message');
			case 'internalDependency':
				throw new AwsError('InternalDependencyException', 530, 'An internal dependency failed.', {}, 'Message');
			case 'garbage':
				return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, body: 'lorem ipsum; 7 dolor' };
			case 'htmlOk':
				return {
					status: 200,
					headers: { 'content-type': 'text/html' },
					body: '<html><h1>Sign in to the network</h1></html>',
				};
			case 'htmlBadGateway':
				return { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><h1>502 Bad Gateway</h1></html>' };
			case 'slow':
			case 'droppedBefore':
			case 'droppedAmid':
				return undefined;
		}
	}
}

function checkName(name: string): void {
	const constraint =
		name.length > 63
			? 'Member must have length less than or equal to 63'
			: /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(name)
				? undefined
				: 'Member must satisfy regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*';
	if (constraint !== undefined) {
		throw validationError(
			`1 validation error detected: Value '${name}' at 'endpointName' failed to satisfy constraint: ${constraint}`,
		);
	}
}

/** Checks the headers that choose among what an endpoint has, and gives the production variant. */
function checkTargets(endpoint: EndpointDefinition, headers: WireRequest['headers']): string {
	const { name, variants = ['AllTraffic'], targetModels, containerHostnames, inferenceComponents } = endpoint;
	checkTarget(name, 'Inference Component Name', headers['x-amzn-sagemaker-inference-component'], inferenceComponents);
	checkTarget(name, 'Target Model', headers['x-amzn-sagemaker-target-model'], targetModels);
	checkTarget(
		name,
		'Target Container Hostname',
		headers['x-amzn-sagemaker-target-container-hostname'],
		containerHostnames,
	);
	const variant = headers['x-amzn-sagemaker-target-variant'];
	if (variant !== undefined && !variants.includes(variant)) {
		throw validationError(`Variant ${variant} of endpoint ${name} of account ${account} not found.`);
	}
	return variant ?? (variants[0] as string);
}

function checkTarget(endpoint: string, what: string, value: string | undefined, known: readonly string[] | undefined) {
	if (known === undefined && value !== undefined) {
		throw validationError(`${what} header is not supported by endpoint ${endpoint} of account ${account}.`);
	}
	if (known !== undefined && value === undefined) {
		throw validationError(`${what} header is required for endpoint ${endpoint} of account ${account}.`);
	}
	if (value !== undefined && !known?.includes(value)) {
		throw validationError(`${what} ${value} of endpoint ${endpoint} of account ${account} not found.`);
	}
}

function validationError(message: string): AwsError {
	return new AwsError('ValidationError', 400, message, {}, 'Message');
}

function accessDenied(user: string, endpointArn: string): AwsError {
	return new AwsError(
		'AccessDeniedException',
		403,
		`User: ${user} is not authorized to perform: sagemaker:InvokeEndpoint on resource: ${endpointArn} ` +
			`because no identity-based policy allows the sagemaker:InvokeEndpoint action`,
		{},
		'Message',
	);
}

function modelError(status: number, originalMessage: string, endpoint: string, region: string): AwsError {
	const group = `/aws/sagemaker/Endpoints/${endpoint}`;
	return new AwsError(
		'ModelError',
		424,
		`Received ${status < 500 ? 'client' : 'server'} error (${status}) from primary with message "${originalMessage}". ` +
			`See https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group} ` +
			`in account ${account} for more information.`,
		{
			OriginalStatusCode: status,
			OriginalMessage: originalMessage,
			LogStreamArn: `arn:aws:logs:${region}:${account}:log-group:${group}`,
		},
		'Message',
	);
}
