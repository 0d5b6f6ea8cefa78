import { endpointStatuses, type EndpointDefinition } from './endpoints.ts';
import { AwsError, jsonAnswer, type Answer, type WireRequest } from './http.ts';
import { account } from './runtime.ts';
import type { Verified } from './sigV4.ts';

const mediaType = 'application/x-amz-json-1.1';
/** The first endpoint of a list is this old and each one after it a day older; seconds since 1970. */
const newestCreation = Date.UTC(2026, 0, 1) / 1000;
const day = 24 * 60 * 60;

/** SageMaker's `ListEndpoints` and `DescribeEndpoint`. @throws AwsError */
export function answerSageMaker(
	request: WireRequest,
	{ key, region }: Verified,
	definitions: readonly EndpointDefinition[],
): Answer {
	const operation = request.headers['x-amz-target']?.replace(/^SageMaker\./, '') ?? '';
	const input = JSON.parse(request.body.toString('utf8') || '{}') as Record<string, unknown>;
	const endpoints = definitions
		.map((definition, index) => ({ ...definition, created: newestCreation - index * day }))
		.filter((endpoint) => (endpoint.region ?? 'us-east-1') === region);
	if (key.denied?.includes(`sagemaker:${operation}`)) {
		throw new AwsError(
			'AccessDeniedException',
			400,
			`User: ${key.arn} is not authorized to perform: sagemaker:${operation} on resource: ` +
				`arn:aws:sagemaker:${region}:${account}:endpoint/* ` +
				`because no identity-based policy allows the sagemaker:${operation} action`,
			{},
			'Message',
		);
	}
	switch (operation) {
		case 'ListEndpoints':
			return listEndpoints(input, endpoints, region);
		case 'DescribeEndpoint':
			return describeEndpoint(input, endpoints, region);
		default:
			throw new AwsError('UnknownOperationException', 400, 'The requested operation is not supported.');
	}
}

type Dated = EndpointDefinition & { readonly created: number };

function listEndpoints(input: Record<string, unknown>, endpoints: readonly Dated[], region: string): Answer {
	const { MaxResults: size = 10, NextToken: token, NameContains: part = '', StatusEquals: status } = input;
	const { SortBy: sortBy = 'CreationTime', SortOrder: order = 'Descending' } = input;
	if (typeof size !== 'number' || size < 1 || size > 100) {
		throw constraintError('maxResults', size, 'Member must have value between 1 and 100');
	}
	if (status !== undefined && !endpointStatuses.some((known) => known === status)) {
		throw constraintError(
			'statusEquals',
			status,
			`Member must satisfy enum value set: [${endpointStatuses.join(', ')}]`,
		);
	}
	const found = endpoints
		.filter(({ name }) => name.includes(String(part)))
		.filter((endpoint) => status === undefined || statusOf(endpoint) === status)
		.sort((a, b) => compareBy(String(sortBy), a, b) * (order === 'Ascending' ? 1 : -1));
	const start = token === undefined ? 0 : decodeToken(token);
	const next = start + size;
	return jsonAnswer(
		{
			Endpoints: found.slice(start, next).map((endpoint) => summary(endpoint, region)),
			...(next < found.length && { NextToken: encodeToken(next) }),
		},
		mediaType,
	);
}

function describeEndpoint(input: Record<string, unknown>, endpoints: readonly Dated[], region: string): Answer {
	const name = String(input['EndpointName']);
	const endpoint = endpoints.find((one) => one.name === name);
	if (endpoint === undefined) {
		throw validationException(`Could not find endpoint "${arnOf(name, region)}".`);
	}
	return jsonAnswer(
		{
			...summary(endpoint, region),
			EndpointConfigName: `${name}-config`,
			ProductionVariants: (endpoint.variants ?? ['AllTraffic']).map((variant) => ({
				VariantName: variant,
				CurrentWeight: 1,
				CurrentInstanceCount: 1,
			})),
			...(endpoint.dataCapture && {
				DataCaptureConfig: {
					EnableCapture: true,
					CaptureStatus: 'Started',
					CurrentSamplingPercentage: 100,
					DestinationS3Uri: 's3://digit-captures',
					KmsKeyId: '',
				},
			}),
		},
		mediaType,
	);
}

function summary(endpoint: Dated, region: string) {
	return {
		EndpointName: endpoint.name,
		EndpointArn: arnOf(endpoint.name, region),
		CreationTime: endpoint.created,
		LastModifiedTime: endpoint.created + 300,
		EndpointStatus: statusOf(endpoint),
	};
}

function statusOf({ status = 'InService' }: EndpointDefinition) {
	return status;
}

function arnOf(name: string, region: string): string {
	return `arn:aws:sagemaker:${region}:${account}:endpoint/${name.toLowerCase()}`;
}

function compareBy(sortBy: string, a: Dated, b: Dated): number {
	switch (sortBy) {
		case 'Name':
			return a.name < b.name ? -1 : 1;
		case 'Status':
			return statusOf(a) < statusOf(b) ? -1 : 1;
		default:
			return a.created - b.created;
	}
}

function encodeToken(start: number): string {
	return Buffer.from(`start=${start}`).toString('base64');
}

function decodeToken(token: unknown): number {
	const start = /^start=(\d+)$/.exec(Buffer.from(String(token), 'base64').toString())?.[1];
	if (start === undefined) {
		throw validationException('Invalid NextToken.');
	}
	return Number(start);
}

function validationException(message: string): AwsError {
	return new AwsError('ValidationException', 400, message);
}

function constraintError(member: string, value: unknown, constraint: string): AwsError {
	return validationException(
		`1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
	);
}

/** An error in JSON 1.1: the type in the body too, and 400 for what REST JSON calls 403. */
export function json11Error(error: AwsError): Answer {
	return {
		status: error.status === 403 ? 400 : error.status,
		headers: { 'content-type': mediaType, 'x-amzn-errortype': error.type },
		body: JSON.stringify({ __type: error.type, [error.messageMember]: error.message }),
	};
}
