declare module 'aws4' {
	export interface SigningRequest {
		readonly method: string;
		readonly host: string;
		readonly path: string;
		readonly body: string;
		readonly service: string;
		readonly region: string;
		readonly headers: Readonly<Record<string, string>>;
	}

	export interface SigningKey {
		readonly accessKeyId: string;
		readonly secretAccessKey: string;
		readonly sessionToken?: string | undefined;
	}

	interface Aws4 {
		sign(request: SigningRequest, key: SigningKey): { readonly headers: Readonly<Record<string, string | number>> };
	}

	const aws4: Aws4;
	export default aws4;
}
