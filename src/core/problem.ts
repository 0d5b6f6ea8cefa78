/**
 * Everything that can go wrong on a picture's way, as plain data: it crosses the worker and the webview as it
 * is, and only `vscode/` puts it into words. `detail` is a library's or a server's own text, for the reader's
 * eyes only: no code looks into it.
 */
export type Problem =
	FileProblem | ImageProblem | ModelProblem | AnswerProblem | AwsProblem | HttpProblem | EndpointProblem;

export type FileProblem =
	| { readonly code: 'fileNotFound' }
	| { readonly code: 'fileIsFolder' }
	| { readonly code: 'fileUnreadable'; readonly detail: string }
	| { readonly code: 'fileEmpty' }
	/** `bytes` and `limit` in bytes. */
	| { readonly code: 'fileTooLarge'; readonly bytes: number; readonly limit: number };

export type ImageProblem =
	/** The content is no format that is known, whatever the file's name says. */
	| { readonly code: 'notAnImage' }
	/** A known format, cut short or damaged. */
	| { readonly code: 'imageBroken'; readonly format: string; readonly detail: string }
	/** A known format, a variant that is not read. */
	| { readonly code: 'imageUnsupported'; readonly format: string; readonly detail: string }
	/** `limit` in pixels. */
	| { readonly code: 'imageTooLarge'; readonly width: number; readonly height: number; readonly limit: number }
	| { readonly code: 'decodeTimeout'; readonly seconds: number }
	| { readonly code: 'decodeMemory' }
	/** Preprocessing `none` takes 28×28 pictures alone. */
	| { readonly code: 'notDigitSize'; readonly width: number; readonly height: number }
	| { readonly code: 'noInk' };

export type ModelProblem =
	/** `problem` of the model's file. */
	| { readonly code: 'modelFileFailed'; readonly path: string; readonly problem: FileProblem }
	| { readonly code: 'modelBroken'; readonly detail: string }
	| { readonly code: 'modelUnsupported'; readonly detail: string }
	/** Python's pickle, which runs what is in it: the model must be saved anew with `save_model`. */
	| { readonly code: 'modelPickled' }
	/** An archive without one model; `files` are those that could be it, at most 20. */
	| { readonly code: 'modelArchive'; readonly files: readonly string[] }
	/** `features` of the model, which must be `expected`. */
	| { readonly code: 'modelFeatures'; readonly features: number; readonly expected: number };

/** `excerpt` is the first 200 characters of what came back. */
export type AnswerProblem =
	| { readonly code: 'answerUnreadable'; readonly excerpt: string }
	| { readonly code: 'answerRowCount'; readonly expected: number; readonly received: number; readonly excerpt: string }
	| { readonly code: 'answerLabelRange'; readonly label: number; readonly classes: number; readonly excerpt: string };

/**
 * Of a REST API or a container, over HTTP. `host` has its port, where it is not the default one; `excerpt` is
 * the first 200 characters of what came back.
 */
export type HttpProblem =
	| { readonly code: 'urlInvalid'; readonly url: string }
	/** Only https, or http to this machine. */
	| { readonly code: 'urlInsecure'; readonly url: string }
	/** A name or a value of the configured headers that HTTP does not allow. */
	| { readonly code: 'headersInvalid'; readonly detail: string }
	| { readonly code: 'hostUnreachable'; readonly host: string; readonly detail: string }
	| { readonly code: 'httpTimeout'; readonly host: string; readonly seconds: number }
	/** Not followed: a picture and a key go to no address but the configured one. */
	| { readonly code: 'redirectRefused'; readonly host: string; readonly location: string }
	| { readonly code: 'apiKeyMissing' }
	/** 403 `Forbidden`: the key is wrong, or none was sent. */
	| { readonly code: 'apiKeyRefused'; readonly sent: boolean }
	/** 403 `Missing Authentication Token` or 404: no such path or method, or IAM is wanted and was not used. */
	| { readonly code: 'apiPathUnknown'; readonly url: string }
	/** 401, or 403 with AWS's reason: the signature, the credentials or their rights. `detail`: 1000 characters. */
	| { readonly code: 'apiAccessDenied'; readonly reason: string; readonly detail: string }
	/** 413. `bytes` of the request's body. */
	| { readonly code: 'requestTooLarge'; readonly bytes: number }
	/** 415. */
	| { readonly code: 'contentTypeRefused'; readonly contentType: string; readonly excerpt: string }
	/** 429. */
	| { readonly code: 'tooManyRequests'; readonly excerpt: string }
	/** 502: what stands behind the gateway failed. */
	| { readonly code: 'serviceFailed'; readonly excerpt: string }
	/** 504: what stands behind the gateway took too long. */
	| { readonly code: 'serviceTimeout'; readonly excerpt: string }
	/** A container's own words: at most 1000 characters. */
	| { readonly code: 'containerRefused'; readonly status: number; readonly detail: string }
	| { readonly code: 'httpStatus'; readonly status: number; readonly excerpt: string };

export type EndpointProblem =
	| { readonly code: 'endpointUnknown'; readonly name: string }
	/** Its entry in the settings is wrong. */
	| { readonly code: 'endpointInvalid'; readonly name: string; readonly detail: string }
	/** Something that is a mistake of ours: shown with the log. */
	| { readonly code: 'unexpected'; readonly detail: string };

/** Who asked and where, as far as it is known. */
interface AwsContext {
	/** Of the shared config files; absent where the default chain decides. */
	readonly profile?: string;
	readonly region?: string;
	/** The service's, for AWS's support. */
	readonly requestId?: string;
}

/** Where a model's log stands in CloudWatch. */
export interface CloudWatchLogs {
	readonly region: string;
	readonly group: string;
	readonly stream?: string;
}

/** Of AWS, on the way to a SageMaker endpoint. No key, token or signature is in any of them. */
export type AwsProblem =
	/** A shared config or credentials file that is there. */
	| { readonly code: 'awsConfigUnreadable'; readonly path: string; readonly detail: string }
	| { readonly code: 'awsProfileUnknown'; readonly profile: string }
	/** The profile does not say how to sign, or contradicts itself. */
	| { readonly code: 'awsProfileInvalid'; readonly profile: string; readonly detail: string }
	| { readonly code: 'awsRegionMissing'; readonly profile?: string }
	| { readonly code: 'awsRegionInvalid'; readonly region: string }
	/** No profile is chosen, and the default chain has found nothing. */
	| { readonly code: 'awsCredentialsMissing' }
	| { readonly code: 'awsCredentialsFailed'; readonly profile?: string; readonly detail: string }
	/** `aws sso login` or `aws login` is needed. */
	| { readonly code: 'awsSignInNeeded'; readonly command: 'sso login' | 'login'; readonly profile?: string }
	| { readonly code: 'awsProcessFailed'; readonly profile?: string; readonly detail: string }
	| { readonly code: 'awsMfaRejected'; readonly profile?: string }
	/** The user gave no code: nothing to report. */
	| { readonly code: 'awsMfaCancelled' }
	/** `action` such as `sagemaker:InvokeEndpoint`; `resource` an ARN, perhaps a pattern. */
	| (AwsContext & { readonly code: 'awsAccessDenied'; readonly action: string; readonly resource?: string })
	| (AwsContext & { readonly code: 'awsKeysRejected' })
	| (AwsContext & { readonly code: 'awsCredentialsExpired' })
	/** `minutes` by which this machine's clock is ahead of AWS's. */
	| (AwsContext & { readonly code: 'awsClockSkew'; readonly minutes?: number })
	| (AwsContext & { readonly code: 'awsEndpointNotFound'; readonly endpointName: string })
	/** Being created or updated, failed, or its model is still being loaded. */
	| (AwsContext & { readonly code: 'awsEndpointNotReady'; readonly endpointName: string; readonly detail: string })
	/** The container's own answer: `status` is its status, `detail` at most 1000 characters of its text. */
	| (AwsContext & {
			readonly code: 'awsModelFailed';
			readonly endpointName: string;
			readonly status?: number;
			readonly detail: string;
			readonly logs: CloudWatchLogs;
	  })
	/** The model was trained on another number of values than a row has. */
	| (AwsContext & {
			readonly code: 'awsFeatureCount';
			readonly endpointName: string;
			readonly sent: number;
			readonly expected: number;
	  })
	| (AwsContext & { readonly code: 'awsThrottled' })
	/** Of one row already. */
	| (AwsContext & { readonly code: 'awsPayloadTooLarge'; readonly bytes: number })
	| (AwsContext & { readonly code: 'awsTimeout'; readonly seconds: number })
	| (AwsContext & {
			readonly code: 'awsUnreachable';
			readonly host?: string;
			readonly reason: 'dns' | 'refused' | 'reset' | 'network' | 'tls' | 'proxy' | 'timeout';
			readonly detail: string;
	  })
	/** Something between here and AWS answered, such as a proxy or a sign-in page. */
	| (AwsContext & { readonly code: 'awsAnswerForeign'; readonly status?: number; readonly contentType?: string })
	/** AWS does not take the request as it is. */
	| (AwsContext & { readonly code: 'awsRequestRefused'; readonly detail: string })
	| (AwsContext & { readonly code: 'awsServiceFailed'; readonly status: number; readonly detail: string });

/** Carries a {@link Problem} up the stack. Its message is for logs. */
export class ProblemError extends Error {
	override readonly name = 'ProblemError';

	constructor(
		readonly problem: Problem,
		options?: ErrorOptions,
	) {
		super('detail' in problem ? `${problem.code}: ${problem.detail}` : problem.code, options);
	}
}

/** The problem an error stands for; one that is none of ours becomes `unexpected`. */
export function toProblem(error: unknown): Problem {
	if (error instanceof ProblemError) {
		return error.problem;
	}
	return { code: 'unexpected', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
