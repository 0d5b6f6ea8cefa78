import { randomUUID } from 'node:crypto';
import { answerBucket, type Answers } from './answers.ts';
import {
	accessDenied,
	account,
	arnOf,
	checkAttributes,
	checkName,
	checkTargets,
	modelError,
	validationError,
} from './checks.ts';
import { invokeContainer, type Predict } from './container.ts';
import type { EndpointDefinition, Fault } from './endpoints.ts';
import { AwsError, type Answer, type WireRequest } from '../http.ts';
import type { Verified } from '../sigV4.ts';

const maximumPayload = 6 * 1024 * 1024;
const slowMilliseconds = 60_000;

/** What `InvokeEndpointAsync` takes in its body. */
const maximumAsynchronousPayload = 128_000;

/** Of `/endpoints/NAME/invocations` or `/endpoints/NAME/async-invocations`. */
export function invokedEndpoint(path: string): { readonly name: string; readonly isAsynchronous: boolean } | undefined {
	const [, name, asynchronous] = /^\/endpoints\/([^/]*)\/(async-)?invocations$/.exec(path) ?? [];
	return name === undefined
		? undefined
		: { name: decodeURIComponent(name), isAsynchronous: asynchronous !== undefined };
}

/** Finds an endpoint, in whatever region if none is given. */
export type FindEndpoint = (name: string, region?: string) => EndpointDefinition | undefined;

/** SageMaker Runtime's `InvokeEndpoint`. It counts how often each endpoint has met its fault. */
export class Runtime {
	readonly #find: FindEndpoint;
	readonly #predict: Predict;
	readonly #faults = new Map<string, number>();

	readonly #answers: Answers;

	constructor(find: FindEndpoint, predict: Predict, answers: Answers) {
		this.#find = find;
		this.#predict = predict;
		this.#answers = answers;
	}

	/** SageMaker's front door refuses bodies that are too large before it looks at anything else. */
	checkPayload(name: string, { body }: WireRequest): Answer | undefined {
		const limit = this.#find(name)?.maximumPayload ?? maximumPayload;
		return body.length <= limit
			? undefined
			: {
					status: 413,
					headers: { 'content-type': 'text/plain' },
					body: `HTTP content length exceeded ${limit} bytes.`,
				};
	}

	/** `InvokeEndpointAsync`, with the rows in its body. @throws AwsError */
	invokeAsynchronously(name: string, request: WireRequest, verified: Verified): Answer {
		const endpoint = this.#open(name, verified);
		const { headers, body } = request;
		checkAttributes(headers);
		if (endpoint.asynchronous === undefined) {
			throw validationError(`Endpoint ${name} of account ${account} is not configured for asynchronous inference.`);
		}
		if ((headers['x-amzn-sagemaker-inputlocation'] === undefined) === (body.length === 0)) {
			throw validationError('Exactly one of Body and InputLocation must be provided.');
		}
		if (body.length > maximumAsynchronousPayload) {
			throw validationError(`Body must not exceed ${maximumAsynchronousPayload} bytes.`);
		}
		const answer = invokeContainer(
			{
				body,
				contentType: headers['x-amzn-sagemaker-content-type'] ?? '',
				accept: headers['x-amzn-sagemaker-accept'] ?? '',
			},
			{ predict: this.#predict, ...endpoint.container },
		);
		const id = headers['x-amzn-sagemaker-inference-id'] ?? randomUUID();
		const key = `/${answerBucket}/${name}/${randomUUID()}`;
		const hasFailed = answer.status >= 400;
		const text = answer.body ?? '';
		this.#answers.put(
			`${key}${hasFailed ? '-error.out' : '.out'}`,
			hasFailed ? `Received client error (${answer.status}) from primary with message "${text}"` : text,
			answer.headers?.['content-type'] ?? '',
			endpoint.asynchronous.waits,
		);
		return {
			status: 202,
			headers: {
				'content-type': 'application/json',
				'x-amzn-sagemaker-outputlocation': `s3:/${key}.out`,
				'x-amzn-sagemaker-failurelocation': `s3:/${key}-error.out`,
			},
			body: JSON.stringify({ InferenceId: id }),
		};
	}

	/** @throws AwsError */
	invoke(name: string, request: WireRequest, verified: Verified): Answer {
		const { key, region } = verified;
		const arn = arnOf(name, region);
		const endpoint = this.#open(name, verified);
		if (endpoint.asynchronous !== undefined) {
			throw validationError(`Endpoint ${name} of account ${account} is configured for asynchronous inference.`);
		}
		checkAttributes(request.headers);
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

	#open(name: string, { key, region }: Verified): EndpointDefinition {
		checkName(name);
		if (key.denied?.includes('sagemaker:InvokeEndpoint')) {
			throw accessDenied(key.arn, arnOf(name, region));
		}
		const endpoint = this.#find(name, region);
		if (endpoint === undefined || endpoint.status === 'Creating' || endpoint.status === 'Failed') {
			// An endpoint that never came into service is as good as none to the runtime.
			throw validationError(`Endpoint ${name} of account ${account} not found.`);
		}
		return endpoint;
	}

	#invokeContainer(endpoint: EndpointDefinition, { headers, body }: WireRequest): Answer {
		const { 'content-type': contentType, accept } = headers;
		return invokeContainer(
			{ body, ...(contentType !== undefined && { contentType }), ...(accept !== undefined && { accept }) },
			{ predict: this.#predict, ...endpoint.container },
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
			case 'emptyOk':
				return { status: 200, headers: { 'content-type': 'text/csv' }, body: '' };
			case 'noContent':
				return { status: 204, headers: { 'content-type': 'text/html' } };
			case 'endless':
				return { status: 200, headers: { 'content-type': 'text/csv' }, body: '7,'.repeat(10e6) };
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
