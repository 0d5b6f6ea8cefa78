import { GetObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { SendOptions } from './management.ts';
import type { SdkError } from './requestProblem.ts';

export interface StoredObject {
	readonly body: string;
	readonly contentType?: string;
}

/** The object at an address such as `s3://bucket/key`; `undefined` where there is none. */
export type ReadObject = (uri: string, options: SendOptions) => Promise<StoredObject | undefined>;

/** S3, as far as answers are read from it. It has a chunk of its own. */
export function createReadObject(config: S3ClientConfig): ReadObject {
	const client = new S3Client({
		...config,
		followRegionRedirects: true,
		// An address of one's own has no name for each bucket.
		forcePathStyle: config.endpoint !== undefined,
	});
	return async (uri, options) => {
		const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
		try {
			const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), options);
			const body = (await Body?.transformToString()) ?? '';
			return { body, ...(ContentType !== undefined && { contentType: ContentType }) };
		} catch (error) {
			if (isAbsent(error as SdkError)) {
				return undefined;
			}
			throw error;
		}
	};
}

/** Who may not list a bucket is not told what is not there: S3 denies that, and names `s3:ListBucket` or nothing. */
function isAbsent({ name, message }: SdkError): boolean {
	const isReadDenied = /not authorized to perform: (?!s3:ListBucket\b)/.test(message);
	return name === 'NoSuchKey' || (name === 'AccessDenied' && !isReadDenied);
}
