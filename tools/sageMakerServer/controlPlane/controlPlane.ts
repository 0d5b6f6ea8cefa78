import { isNoAnswer, noAnswer, resourceLimitExceeded, type ErrorKind, type Faults } from '../faults.ts';
import { AwsError, jsonAnswer, type Answer, type WireRequest } from '../http.ts';
import { account } from '../runtime/checks.ts';
import type { Verified } from '../sigV4.ts';
import type { Context, Operations } from './context.ts';
import { endpointOperations } from './endpointOperations.ts';
import { createModels, modelOperations } from './modelOperations.ts';
import { trainingOperations } from './trainingOperations.ts';
import { transformOperations } from './transformOperations.ts';
import { isKnownOperation, validateInput } from './validateInput.ts';

const mediaType = 'application/x-amz-json-1.1';

/** SageMaker itself: models, endpoints, training and transform jobs. */
export class ControlPlane {
	readonly #operations: Operations;
	readonly #faults: Faults;

	constructor(context: Context, faults: Faults) {
		const models = createModels();
		this.#operations = {
			...modelOperations(context, models),
			...endpointOperations(context, models),
			...trainingOperations(context),
			...transformOperations(context, models),
		};
		this.#faults = faults;
	}

	/** Rejects with an `AwsError`. */
	async answer(request: WireRequest, { key, region }: Verified): Promise<Answer> {
		const operation = request.headers['x-amz-target']?.replace(/^SageMaker\./, '') ?? '';
		const run = this.#operations[operation];
		if (run === undefined || !isKnownOperation(operation)) {
			throw new AwsError('UnknownOperationException', 400, 'The requested operation is not supported.');
		}
		if (key.denied?.includes(`sagemaker:${operation}`)) {
			throw accessDenied(operation, key.arn, region);
		}
		const input = parseJson(request.body);
		validateInput(operation, input);
		const fault = this.#faults.next(operation, nameIn(input));
		if (fault !== undefined) {
			if (isNoAnswer(fault)) {
				return noAnswer(fault);
			}
			throw faultError(fault, { operation, region, user: key.arn, input });
		}
		return jsonAnswer(await run(input as never, { key, region }), mediaType);
	}
}

function parseJson(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8') || '{}');
	} catch {
		throw new AwsError('SerializationException', 400, 'The request is no JSON.');
	}
}

/** The name that a request gives or asks for. */
function nameIn(input: unknown): string {
	const entries = Object.entries(input as object);
	return String(
		entries.find(([member]) => /^(Model|Endpoint|EndpointConfig|TrainingJob|TransformJob)Name$/.test(member))?.[1] ??
			'',
	);
}

function accessDenied(operation: string, user: string, region: string): AwsError {
	return new AwsError(
		'AccessDeniedException',
		400,
		`User: ${user} is not authorized to perform: sagemaker:${operation} on resource: ` +
			`arn:aws:sagemaker:${region}:${account}:${resourceOf(operation)}/* ` +
			`because no identity-based policy allows the sagemaker:${operation} action`,
		{},
		'Message',
	);
}

/** What an operation is about, as ARNs name it. */
function resourceOf(operation: string): string {
	const [kind = 'Endpoint'] = /EndpointConfig|TrainingJob|TransformJob|Model/.exec(operation) ?? [];
	return kind.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}

function faultError(
	fault: ErrorKind,
	where: { readonly operation: string; readonly region: string; readonly user: string; readonly input: unknown },
): AwsError {
	switch (fault) {
		case 'accessDenied':
			return accessDenied(where.operation, where.user, where.region);
		case 'expiredToken':
			return new AwsError('ExpiredTokenException', 403, 'The security token included in the request is expired');
		case 'throttled':
			return new AwsError('ThrottlingException', 400, 'Rate exceeded');
		case 'resourceLimit':
			return resourceLimitExceeded(limitOf(where.operation, where.input));
		case 'serviceUnavailable':
			return new AwsError('ServiceUnavailable', 503, 'The service is unavailable. Try your call again.');
		case 'internalFailure':
			return new AwsError('InternalFailure', 500, 'An internal failure occurred.');
	}
}

/** As Service Quotas names it. */
function limitOf(operation: string, input: unknown): string {
	const instance = /"InstanceType":"([^"]+)"/.exec(JSON.stringify(input))?.[1] ?? 'ml.m5.large';
	const use =
		operation === 'CreateTrainingJob'
			? 'training job'
			: operation === 'CreateTransformJob'
				? 'transform job'
				: 'endpoint';
	return `${instance} for ${use} usage`;
}

/** An error in JSON 1.1: the type in the body too, and 400 for what REST JSON calls 403. */
export function json11Error(error: AwsError): Answer {
	return {
		status: error.status === 403 ? 400 : error.status,
		headers: { 'content-type': mediaType, 'x-amzn-errortype': error.type },
		body: JSON.stringify({ __type: error.type, [error.messageMember]: error.message }),
	};
}
