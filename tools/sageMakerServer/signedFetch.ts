import aws4 from 'aws4';
import { exampleKey, type IssuedKey } from './keys.ts';

/** A request to be signed by `aws4`; what is sent may differ from what was signed. */
export interface SignedRequest {
	readonly path: string;
	readonly body?: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Default: {@link exampleKey}. */
	readonly key?: Pick<IssuedKey, 'accessKeyId' | 'secretAccessKey'> & { readonly sessionToken?: string | undefined };
	readonly region?: string;
	readonly service?: string;
	readonly date?: Date;
	readonly sentPath?: string;
	readonly sentBody?: string;
	readonly sentHeaders?: Readonly<Record<string, string>>;
}

/** Sends a POST signed for SageMaker in us-east-1, with long-term keys or with temporary ones. */
export function signedFetch(url: string, request: SignedRequest): Promise<Response> {
	const { path, body = '', key = exampleKey, region = 'us-east-1', service = 'sagemaker', date = new Date() } = request;
	const signed = aws4.sign(
		{
			method: 'POST',
			host: new URL(url).host,
			path,
			body,
			service,
			region,
			headers: { ...request.headers, 'X-Amz-Date': date.toISOString().replace(/[-:]|\.\d+/g, '') },
		},
		key,
	);
	return fetch(url + (request.sentPath ?? path), {
		method: 'POST',
		body: request.sentBody ?? body,
		headers: { ...withoutHostAndLength(signed.headers), ...request.sentHeaders },
	});
}

/** `fetch` sets these itself, to the same values. */
function withoutHostAndLength(headers: Readonly<Record<string, string | number>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([name]) => !['host', 'content-length'].includes(name.toLowerCase()))
			.map(([name, value]) => [name, String(value)]),
	);
}
