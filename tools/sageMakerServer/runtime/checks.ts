import type { EndpointDefinition } from './endpoints.ts';
import { AwsError, type WireRequest } from '../http.ts';

export const account = '123456789012';

export function checkName(name: string): void {
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

export function arnOf(name: string, region: string): string {
	return `arn:aws:sagemaker:${region}:${account}:endpoint/${name.toLowerCase()}`;
}

/** What the API reference allows of the headers that are handed on. */
export function checkAttributes(headers: WireRequest['headers']): void {
	const attributes = headers['x-amzn-sagemaker-custom-attributes'] ?? '';
	const id = headers['x-amzn-sagemaker-inference-id'];
	if (attributes.length > 1024 || /[^\x20-\x7e]/.test(attributes)) {
		throw validationError('CustomAttributes must be at most 1024 visible US-ASCII characters.');
	}
	if (id !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,63}$/.test(id)) {
		throw validationError(`Value '${id}' at 'inferenceId' failed to satisfy constraint.`);
	}
}

/** Checks the headers that choose among what an endpoint has, and gives the production variant. */
export function checkTargets(endpoint: EndpointDefinition, headers: WireRequest['headers']): string {
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

export function validationError(message: string): AwsError {
	return new AwsError('ValidationError', 400, message, {}, 'Message');
}

export function accessDenied(user: string, endpointArn: string): AwsError {
	return new AwsError(
		'AccessDeniedException',
		403,
		`User: ${user} is not authorized to perform: sagemaker:InvokeEndpoint on resource: ${endpointArn} ` +
			`because no identity-based policy allows the sagemaker:InvokeEndpoint action`,
		{},
		'Message',
	);
}

export function modelError(status: number, originalMessage: string, endpoint: string, region: string): AwsError {
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
