import { AwsError, type Answer } from '../http.ts';
import { toXml, type XmlFields } from '../xml.ts';

/** An error of S3's own. `members` become further elements of its body. */
export function s3Error(code: S3ErrorCode, message?: string, members: Readonly<Record<string, string>> = {}): AwsError {
	const [status, text] = s3Errors[code];
	return new AwsError(code, status, message ?? text, members);
}

export type S3ErrorCode = keyof typeof s3Errors;

/** After "List of error codes" in the API reference. */
const s3Errors = {
	AccessDenied: [403, 'Access Denied'],
	BadDigest: [400, 'The Content-MD5 you specified did not match what we received.'],
	BucketAlreadyExists: [
		409,
		'The requested bucket name is not available. The bucket namespace is shared by all users of the system. ' +
			'Please select a different name and try again.',
	],
	BucketAlreadyOwnedByYou: [409, 'Your previous request to create the named bucket succeeded and you already own it.'],
	BucketNotEmpty: [409, 'The bucket you tried to delete is not empty'],
	EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
	ExpiredToken: [400, 'The provided token has expired.'],
	IllegalLocationConstraintException: [
		400,
		'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
	],
	IncompleteBody: [400, 'You did not provide the number of bytes specified by the Content-Length HTTP header'],
	InternalError: [500, 'We encountered an internal error. Please try again.'],
	InvalidArgument: [400, 'Invalid Argument'],
	InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
	InvalidBucketName: [400, 'The specified bucket is not valid.'],
	InvalidPart: [
		400,
		'One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified ' +
			"entity tag may not match the part's entity tag.",
	],
	InvalidPartOrder: [400, 'The list of parts was not in ascending order. Parts must be ordered by part number.'],
	InvalidRange: [416, 'The requested range is not satisfiable'],
	InvalidRequest: [400, 'Invalid Request'],
	InvalidToken: [400, 'The provided token is malformed or otherwise invalid.'],
	MalformedTrailerError: [
		400,
		'The request contained trailing data that was not well-formed or did not conform to our published schema.',
	],
	MalformedXML: [400, 'The XML you provided was not well-formed or did not validate against our published schema'],
	MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
	NoSuchBucket: [404, 'The specified bucket does not exist'],
	NoSuchBucketPolicy: [404, 'The bucket policy does not exist'],
	NoSuchCORSConfiguration: [404, 'The CORS configuration does not exist'],
	NoSuchKey: [404, 'The specified key does not exist.'],
	NoSuchLifecycleConfiguration: [404, 'The lifecycle configuration does not exist'],
	NoSuchPublicAccessBlockConfiguration: [404, 'The public access block configuration was not found'],
	NoSuchTagSet: [404, 'The TagSet does not exist'],
	NoSuchUpload: [
		404,
		'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
	],
	NotImplemented: [501, 'A header you provided implies functionality that is not implemented'],
	OwnershipControlsNotFoundError: [404, 'The bucket ownership controls were not found'],
	PermanentRedirect: [
		301,
		'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future ' +
			'requests to this endpoint.',
	],
	PreconditionFailed: [412, 'At least one of the pre-conditions you specified did not hold'],
	RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
	ServiceUnavailable: [503, 'Service is unable to handle request.'],
	SignatureDoesNotMatch: [
		403,
		'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
	],
	SlowDown: [503, 'Please reduce your request rate.'],
	XAmzContentSHA256Mismatch: [400, "The provided 'x-amz-content-sha256' header does not match what was computed."],
} satisfies Record<string, readonly [status: number, message: string]>;

/** What S3 calls the errors of `sigV4.ts`. */
const signatureErrors: Readonly<Record<string, S3ErrorCode>> = {
	MissingAuthenticationTokenException: 'AccessDenied',
	UnrecognizedClientException: 'InvalidAccessKeyId',
	ExpiredTokenException: 'ExpiredToken',
	InvalidSignatureException: 'SignatureDoesNotMatch',
	IncompleteSignatureException: 'InvalidRequest',
};

/** An error as S3 writes it down. */
export function xmlError(error: AwsError): Answer {
	const renamed = signatureErrors[error.type];
	const { type, status, message, members } = renamed === undefined ? error : s3Error(renamed);
	const region = members['Region'];
	return {
		status,
		headers: {
			'content-type': 'application/xml',
			...(typeof region === 'string' && { 'x-amz-bucket-region': region }),
		},
		body: xmlDocument('Error', { Code: type, Message: message, ...(members as XmlFields) }, ''),
	};
}

const s3Namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

export function xmlAnswer(name: string, fields: XmlFields): Answer {
	return { status: 200, headers: { 'content-type': 'application/xml' }, body: xmlDocument(name, fields, s3Namespace) };
}

function xmlDocument(name: string, fields: XmlFields, namespace: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${namespace}>${toXml(fields)}</${name}>`;
}
