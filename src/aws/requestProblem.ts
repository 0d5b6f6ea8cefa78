import type { Problem } from '../core/problem.ts';
import { networkReason } from './networkReason.ts';
import type { AwsProblem } from './problems.ts';

/** What the SDK's errors have in common, and those of Node below it. */
export interface SdkError {
	readonly name: string;
	readonly message: string;
	readonly code?: string;
	readonly hostname?: string;
	readonly address?: string;
	readonly port?: number;
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
	/** Of the body. */
	readonly bytes?: number;
	/** Values in each row. */
	readonly features?: number;
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
	const { profile, region, action, endpointName = '' } = call;
	const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
	const requestId = error.$metadata?.requestId ?? error.$response?.headers?.['x-amzn-requestid'];
	const context = { ...(profile !== undefined && { profile }), region, ...(requestId !== undefined && { requestId }) };
	// Node's error of several addresses at once has no message.
	const detail = redact(error.message || (error.code ?? ''));

	const reason = networkReason(error, status);
	if (reason) {
		const host = hostOf(error);
		return { code: 'awsUnreachable', ...context, ...(host !== undefined && { host }), reason, detail };
	}
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
			return tooLarge(call, context);
		case undefined:
			break;
	}
	if (status === 413) {
		return tooLarge(call, context);
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
function modelProblem(error: SdkError, call: FailedCall, context: Context): AwsProblem {
	const { endpointName = '', region, features = 0 } = call;
	const message = error.OriginalMessage ?? error.message;
	if (error.OriginalStatusCode === 413) {
		return tooLarge(call, context);
	}
	const expected = expectedFeatures(message);
	if (expected !== undefined) {
		return { code: 'awsFeatureCount', ...context, endpointName, sent: features, expected };
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

/** XGBoost's words in its versions, and those of the container for pickled models. */
function expectedFeatures(message: string): number | undefined {
	const found =
		/num_feature\D* \((\d+) vs\. \d+\)/.exec(message) ??
		/feature size of trained model (\d+)/.exec(message) ??
		/Feature shape mismatch, expected: (\d+)/.exec(message);
	return found ? Number(found[1]) : undefined;
}

type Context = Pick<AwsProblem & { code: 'awsThrottled' }, 'profile' | 'region' | 'requestId'>;

function tooLarge({ bytes = 0 }: FailedCall, context: Context): AwsProblem {
	return { code: 'awsPayloadTooLarge', ...context, bytes };
}

/** IAM names what is missing; the service's own refusals do not. */
function deniedAction(message: string, call: FailedCall): { action: string; resource?: string } {
	const { action, region, endpointName } = call;
	const [, named = action, on] = /not authorized to perform: (\S+)(?: on resource: (\S+))?/.exec(message) ?? [];
	const resource = on ?? (endpointName && `arn:aws:sagemaker:${region}:*:endpoint/${endpointName.toLowerCase()}`);
	return { action: named, ...(resource && { resource }) };
}

function minutesAhead(date: string | undefined): number | undefined {
	const theirs = Date.parse(date ?? '');
	return Number.isNaN(theirs) ? undefined : Math.round((Date.now() - theirs) / 60_000);
}

function hostOf({ hostname, address, port }: SdkError): string | undefined {
	return hostname ?? (address !== undefined && port !== undefined ? `${address}:${port}` : address);
}

/** One line of at most 300 characters, in which nothing that looks like a key or a token is left. */
export function redact(text: string): string {
	const line = text.split('\n', 1)[0] ?? '';
	return line.replace(/[A-Za-z0-9+/=_-]{40,}|\b(AKIA|ASIA)[A-Z0-9]{12,}/g, '…').slice(0, 300);
}
