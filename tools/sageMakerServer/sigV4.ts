import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError, type WireHead, type WireRequest } from './http.ts';
import type { IssuedKey } from './keys.ts';

export interface SignatureContext {
	/** The service that the credential scope must name. */
	readonly service: string;
	/** The regions that the credential scope may name. */
	readonly regions: readonly string[];
	readonly findKey: (accessKeyId: string) => IssuedKey | undefined;
	readonly now: Date;
}

export interface Verified {
	readonly key: IssuedKey;
	readonly region: string;
}

const algorithm = 'AWS4-HMAC-SHA256';
const maximumSkewMilliseconds = 5 * 60 * 1000;

/**
 * Verifies AWS Signature Version 4 in the `Authorization` header, after "Create a signed AWS API request" in the
 * IAM User Guide, and independently of every SDK.
 * @throws AwsError in the words of the services.
 */
export function verifySignature(request: WireRequest, context: SignatureContext): Verified {
	return verifyHead(request, sha256(request.body), context);
}

/**
 * The same for a body that is still to come: `payloadHash` is what was signed in its place.
 * @throws AwsError in the words of the services.
 */
export function verifyHead(request: WireHead, payloadHash: string, context: SignatureContext): Verified {
	const authorization = request.headers['authorization'];
	if (authorization === undefined) {
		throw new AwsError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
	}
	const { accessKeyId, scope, signedHeaders, signature } = parseAuthorization(authorization);
	const timestamp = request.headers['x-amz-date'] ?? '';
	const key = context.findKey(accessKeyId);
	if (key === undefined) {
		throw new AwsError('UnrecognizedClientException', 403, 'The security token included in the request is invalid.');
	}
	checkTime(timestamp, context.now);
	const region = checkScope(scope, timestamp, context);
	checkSignedHeaders(signedHeaders, request);

	const path = context.service === 's3' ? request.path : canonicalPath(request.path);
	const canonical = canonicalRequest({ ...request, path }, signedHeaders, payloadHash);
	const stringToSign = [algorithm, timestamp, scope.join('/'), sha256(canonical)];
	const signingKey = scope.reduce<Buffer>(hmac, Buffer.from(`AWS4${key.secretAccessKey}`));
	const expected = hmac(signingKey, stringToSign.join('\n')).toString('hex');
	if (signature.length !== expected.length || !timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) {
		throw invalidSignature(
			'The request signature we calculated does not match the signature you provided. ' +
				'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
		);
	}
	checkSession(key, request.headers['x-amz-security-token'], context.now);
	return { key, region };
}

function invalidSignature(message: string): AwsError {
	return new AwsError('InvalidSignatureException', 403, message);
}

function parseAuthorization(authorization: string) {
	const space = authorization.indexOf(' ');
	const fields = new Map(
		authorization
			.slice(space + 1)
			.split(',')
			.map((field) => field.trim())
			.map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
	);
	const credential = fields.get('Credential');
	const signedHeaders = fields.get('SignedHeaders');
	const signature = fields.get('Signature');
	const [accessKeyId, ...scope] = credential?.split('/') ?? [];
	if (
		authorization.slice(0, space) !== algorithm ||
		!accessKeyId ||
		scope.length !== 4 ||
		!signedHeaders ||
		!signature
	) {
		throw new AwsError(
			'IncompleteSignatureException',
			403,
			`Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. ` +
				`Authorization header requires 'SignedHeaders' parameter.`,
		);
	}
	return { accessKeyId, scope, signedHeaders: signedHeaders.split(';'), signature };
}

function checkTime(timestamp: string, now: Date): void {
	const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
	if (!match) {
		throw new AwsError(
			'IncompleteSignatureException',
			403,
			`Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601`,
		);
	}
	const [, year, month, day, hour, minute, second] = match.map(Number) as number[];
	const signed = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second);
	const earliest = new Date(now.getTime() - maximumSkewMilliseconds);
	const latest = new Date(now.getTime() + maximumSkewMilliseconds);
	if (signed < earliest.getTime()) {
		throw invalidSignature(
			`Signature expired: ${timestamp} is now earlier than ${basicFormat(earliest)} (${basicFormat(now)} - 5 min.)`,
		);
	}
	if (signed > latest.getTime()) {
		throw invalidSignature(
			`Signature not yet current: ${timestamp} is still later than ${basicFormat(latest)} (${basicFormat(now)} + 5 min.)`,
		);
	}
}

/** `20260101T000000Z`. */
function basicFormat(date: Date): string {
	return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

function checkScope(scope: readonly string[], timestamp: string, context: SignatureContext): string {
	const [date, region, service, terminator] = scope as [string, string, string, string];
	if (date !== timestamp.slice(0, 8)) {
		throw invalidSignature(
			`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ` +
				`'${date}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
		);
	}
	if (!context.regions.includes(region)) {
		throw invalidSignature('Credential should be scoped to a valid region. ');
	}
	if (service !== context.service) {
		throw invalidSignature(`Credential should be scoped to correct service: '${context.service}'. `);
	}
	if (terminator !== 'aws4_request') {
		throw invalidSignature(
			`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'. `,
		);
	}
	return region;
}

function checkSignedHeaders(signedHeaders: readonly string[], { headers }: WireHead): void {
	const required = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
	const missing = required.find((name) => !signedHeaders.includes(name));
	if (missing !== undefined) {
		throw invalidSignature(
			missing === 'host'
				? `'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.`
				: `'${missing}' must be a 'SignedHeader' in the AWS Authorization.`,
		);
	}
	const sorted = [...signedHeaders].sort();
	if (signedHeaders.some((name, index) => name !== sorted[index] || headers[name] === undefined)) {
		throw invalidSignature('SignedHeaders must be sorted and name headers of the request.');
	}
}

function checkSession(key: IssuedKey, token: string | undefined, now: Date): void {
	if (key.sessionToken === undefined ? token !== undefined : token === undefined) {
		throw new AwsError('UnrecognizedClientException', 403, 'The security token included in the request is invalid.');
	}
	if (token !== key.sessionToken || (key.expiration !== undefined && key.expiration <= now)) {
		throw new AwsError('ExpiredTokenException', 403, 'The security token included in the request is expired');
	}
}

/** The service that the request's signature is scoped to; undefined without one. */
export function signedService({ headers }: WireHead): string | undefined {
	return /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '')?.[1];
}

function canonicalRequest(request: WireHead, signedHeaders: readonly string[], payloadHash: string): string {
	const headers = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
	return [
		request.method,
		request.path,
		canonicalQuery(request.query),
		headers.join(''),
		signedHeaders.join(';'),
		payloadHash,
	].join('\n');
}

/** Of every service but S3, which takes the path as it is: dot segments and empty segments go, and what is encoded is encoded once more. */
function canonicalPath(path: string): string {
	const segments: string[] = [];
	for (const segment of path.split('/')) {
		if (segment === '..') {
			segments.pop();
		} else if (segment !== '' && segment !== '.') {
			segments.push(encode(segment));
		}
	}
	return `/${segments.join('/')}${path.length > 1 && path.endsWith('/') ? '/' : ''}`;
}

function canonicalQuery(query: string): string {
	return query
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => encode(decodeURIComponent(part)));
			return [name, value] as const;
		})
		.sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
		.map((pair) => pair.join('='))
		.join('&');
}

/** By code point: what is compared is ASCII. */
function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** RFC 3986: all but unreserved characters. */
function encode(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(data: string | Buffer): string {
	return createHash('sha256').update(data).digest('hex');
}

function hmac(key: Buffer, data: string): Buffer {
	return createHmac('sha256', key).update(data).digest();
}
