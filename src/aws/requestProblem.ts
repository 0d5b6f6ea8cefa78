import { modelRefusal } from '../core/modelRefusal.ts';
import type { Problem } from '../core/problem.ts';
import { withoutTokens } from '../core/withoutTokens.ts';
import { NetworkError } from '../network/networkError.ts';
import { partitionOf } from './jobsRole.ts';
import type { AwsProblem } from './problems.ts';

/** What the SDK's errors have in common. */
export interface SdkError {
	readonly name: string;
	readonly message: string;
	readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
	readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
	/** Of a `ModelError`. */
	readonly OriginalStatusCode?: number;
	readonly OriginalMessage?: string;
	readonly LogStreamArn?: string;
}

/** The request that failed, as far as a problem tells of it. */
export interface FailedCall {
	readonly profile?: string | undefined;
	readonly region: string;
	/** Such as `sagemaker:InvokeEndpoint`. */
	readonly action: string;
	readonly endpointName?: string | undefined;
	/** What it was about, where it is no endpoint and IAM does not name it: its ARN from the service on. */
	readonly resource?: string | undefined;
	/** Of the body. */
	readonly bytes?: number;
	/** Values in each row. */
	readonly features?: number;
	readonly accept?: string;
}

/** AWS's services and SDKs have several names for one matter. */
const kinds: readonly (readonly [
	RegExp,
	'denied' | 'expired' | 'keys' | 'clock' | 'throttled' | 'notReady' | 'tooLarge',
])[] = [
	[/^AccessDenied(Exception)?$|^NotAuthorized$/, 'denied'],
	[/^ExpiredToken(Exception)?$/, 'expired'],
	[/^Request(Expired|InTheFuture|TimeTooSkewed)$/, 'clock'],
	[
		/^(UnrecognizedClient|InvalidSignature|MissingAuthenticationToken|IncompleteSignature)(Exception)?$|^InvalidClientTokenId$|^SignatureDoesNotMatch$/,
		'keys',
	],
	[/^Throttl|^TooManyRequests|^RequestLimitExceeded|^SlowDown$/, 'throttled'],
	[/^ModelNotReady(Exception)?$/, 'notReady'],
	[/^RequestEntityTooLarge(Exception)?$|^PayloadTooLarge/, 'tooLarge'],
];

/**
 * What an error of a request to AWS stands for. The error itself goes no further: a signature's error repeats the
 * whole request, tokens and all.
 */
export function requestProblem(thrown: unknown, call: FailedCall): Problem {
	const error = thrown as SdkError;
	const { profile, region, action, endpointName = '', bytes = 0 } = call;
	const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
	const requestId = error.$metadata?.requestId ?? error.$response?.headers?.['x-amzn-requestid'];
	const context = { ...(profile !== undefined && { profile }), region, ...(requestId !== undefined && { requestId }) };
	if (thrown instanceof NetworkError) {
		return { ...thrown.problem, ...context };
	}
	const tooLarge = { code: 'rowsTooLarge', ...context, bytes } as const;
	const detail = redact(error.message);

	if (error.name === 'ModelError') {
		return modelProblem(error, call, context);
	}
	let kind = kinds.find(([pattern]) => pattern.test(error.name))?.[1];
	if (kind === 'keys' && /Signature (expired|not yet current)/.test(error.message)) {
		kind = 'clock';
	}
	switch (kind) {
		case 'denied':
			return { code: 'awsAccessDenied', ...context, ...deniedAction(error.message, call) };
		case 'expired':
			return { code: 'awsCredentialsExpired', ...context };
		case 'keys':
			return { code: 'awsKeysRejected', ...context };
		case 'clock': {
			const minutes = minutesAhead(error.$response?.headers?.['date']);
			return { code: 'awsClockSkew', ...context, ...(minutes !== undefined && { minutes }) };
		}
		case 'throttled':
			return { code: 'awsThrottled', ...context };
		case 'notReady':
			return { code: 'awsEndpointNotReady', ...context, endpointName, detail };
		case 'tooLarge':
			return tooLarge;
		case undefined:
			break;
	}
	if (status === 413) {
		return tooLarge;
	}
	if (/^Validation(Error|Exception)$/.test(error.name)) {
		if (/^Endpoint \S+ .*not found|^Could not find endpoint/i.test(error.message)) {
			return { code: 'awsEndpointNotFound', ...context, endpointName };
		}
		if (/not in ?service|InService/i.test(error.message)) {
			return { code: 'awsEndpointNotReady', ...context, endpointName, detail };
		}
	}
	if (status === 429) {
		return { code: 'awsThrottled', ...context };
	}
	if (isForeign(error, status)) {
		const contentType = error.$response?.headers?.['content-type'];
		return {
			code: 'awsAnswerForeign',
			...context,
			...(status !== undefined && { status }),
			...(contentType !== undefined && { contentType }),
		};
	}
	if (status !== undefined && status >= 500) {
		return { code: 'awsServiceFailed', ...context, status, detail };
	}
	if (status !== undefined && status >= 400) {
		return { code: 'awsRequestRefused', ...context, detail };
	}
	return { code: 'unexpected', detail: `${action}: ${error.name}: ${detail}` };
}

/** Whether an answer was neither JSON nor XML, or an error without a name, as no service of AWS gives. */
function isForeign({ name, message }: SdkError, status = 0): boolean {
	return name === 'SyntaxError' || /XML parse error/.test(message) || (/^Unknown/.test(name) && status < 500);
}

/** The container's answer was no success; most often the row does not fit the model. */
function modelProblem(error: SdkError, call: FailedCall, context: Context): Problem {
	const { endpointName = '', region, bytes = 0, features = 0, accept = '' } = call;
	const message = error.OriginalMessage ?? error.message;
	const request = { asked: endpointName, bytes, features, accept };
	const refusal = modelRefusal(error.OriginalStatusCode, message, request);
	if (refusal) {
		return { ...refusal, ...context };
	}
	const [, group = `/aws/sagemaker/Endpoints/${endpointName}`, stream] =
		/:log-group:([^:]+)(?::log-stream:(.+))?$/.exec(error.LogStreamArn ?? '') ?? [];
	return {
		code: 'awsModelFailed',
		...context,
		endpointName,
		...(error.OriginalStatusCode !== undefined && { status: error.OriginalStatusCode }),
		detail: message.slice(0, 1000),
		logs: { region, group, ...(stream !== undefined && { stream }) },
	};
}

type Context = Pick<AwsProblem & { code: 'awsThrottled' }, 'profile' | 'region' | 'requestId'>;

/** IAM names what is missing, which may be of another service, such as of KMS; the service's own refusals do not. */
function deniedAction(message: string, call: FailedCall): { action: string; resource?: string } {
	// S3 has the resource in quotes.
	const [, named = call.action, on] =
		/not authorized to perform: (\S+)(?: on resource: "?([^\s"]+))?/.exec(message) ?? [];
	const resource = on ?? (named === call.action ? resourceOf(call) : undefined);
	return { action: named, ...(resource && { resource }) };
}

function resourceOf({ resource, region, endpointName }: FailedCall): string | undefined {
	const named = resource ?? (endpointName && `sagemaker:${region}:*:endpoint/${endpointName.toLowerCase()}`);
	return named && `arn:${partitionOf(region)}:${named}`;
}

function minutesAhead(date: string | undefined): number | undefined {
	const theirs = Date.parse(date ?? '');
	return Number.isNaN(theirs) ? undefined : Math.round((Date.now() - theirs) / 60_000);
}

/** One line of at most 300 characters, in which nothing that looks like a key or a token is left. */
export function redact(text: string): string {
	const line = text.split('\n', 1)[0] ?? '';
	return withoutTokens(line).slice(0, 300);
}
