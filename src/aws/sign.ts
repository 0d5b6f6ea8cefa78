import { SignatureV4, type SignatureV4CryptoInit } from '@smithy/signature-v4';
import type { AwsCredentials } from './credentials.ts';
import type { RequestToSign } from './aws.ts';

export interface SigningScope {
	/** Such as `execute-api`. */
	readonly service: string;
	readonly region: string;
	readonly credentials: AwsCredentials;
	/** The SDK's own. */
	readonly sha256: SignatureV4CryptoInit['sha256'];
}

/** The headers of a request with those of AWS Signature Version 4. */
export async function signRequest(request: RequestToSign, scope: SigningScope): Promise<Record<string, string>> {
	const { method, url, headers, body } = request;
	const query: Record<string, string[]> = {};
	for (const [name, value] of url.searchParams) {
		(query[name] ??= []).push(value);
	}
	const signed = await new SignatureV4(scope).sign({
		method,
		protocol: url.protocol,
		hostname: url.hostname,
		path: url.pathname,
		query,
		headers: { ...headers, host: url.host },
		body,
	});
	return signed.headers;
}
