import { redact, type SdkError } from '../requestProblem.ts';
import type { JobProblem } from './problems.ts';

/** What a request of a job was about, as far as a problem tells of it. */
export interface JobRequest {
	readonly region: string;
	readonly role?: string;
	readonly image?: string;
	readonly bucket?: string;
	readonly name?: string;
}

/** What an error stands for that only jobs meet; undefined of all others. */
export function jobProblem(error: SdkError, request: JobRequest): JobProblem | undefined {
	const { region, role = '', image = '', bucket = '', name = '' } = request;
	const { message } = error;
	const status = error.$metadata?.httpStatusCode;
	const detail = redact(message);
	if (/^(PermanentRedirect|AuthorizationHeaderMalformed|301)$/.test(error.name) || status === 301) {
		const theirs = error.$response?.headers?.['x-amz-bucket-region'] ?? /expecting '([a-z0-9-]+)'/.exec(message)?.[1];
		return { code: 'bucketElsewhere', bucket, ...(theirs !== undefined && { region: theirs }) };
	}
	// HEAD has no body that could say what was not found, or not allowed.
	if (status === 403 && /^(Unknown.*|Forbidden)$/.test(error.name) && error.$metadata?.requestId !== undefined) {
		return { code: 'bucketDenied', bucket };
	}
	if (error.name === 'NoSuchBucket' || (error.name === 'NotFound' && bucket !== '')) {
		return { code: 'bucketNotFound', bucket };
	}
	if (/^(ResourceLimitExceeded|LimitExceeded)/.test(error.name)) {
		return { code: 'jobQuota', region, detail };
	}
	if (/^ResourceNotFound|^NoSuchKey$/.test(error.name)) {
		return { code: 'jobNotFound', name };
	}
	if (!/^Validation(Error|Exception)$/.test(error.name)) {
		return undefined;
	}
	const missing =
		/(?:Could not (?:find|access) model data at|No S3 objects found under S3 URL) "?(s3:\/\/[^\s"]*[^\s".])/.exec(
			message,
		);
	if (missing) {
		return { code: 'objectNotFound', uri: missing[1] as string };
	}
	if (/assume ?role|role .*(not|does not) (exist|be assumed)/i.test(message)) {
		return { code: 'jobRole', role, detail };
	}
	if (/image .*(not found|does not exist|not accessible)/i.test(message)) {
		return { code: 'jobImageUnknown', region, image };
	}
	if (/could not find|not found/i.test(message)) {
		return { code: 'jobNotFound', name };
	}
	return undefined;
}

/** Whether SageMaker already has what was to be created: an earlier request of the same job, whose answer was lost. */
export function isCreated(error: unknown): boolean {
	const { name, message } = error as SdkError;
	return (
		(name === 'ResourceInUse' || /^Validation(Error|Exception)$/.test(name)) &&
		/already exist|must be unique|name.*in use/i.test(message)
	);
}
