import type { StreamedAnswer, WireHead } from '../http.ts';
import type { Bucket, Buckets } from './buckets.ts';

/** A request whose signature was verified. */
export interface S3Request {
	readonly head: WireHead;
	readonly query: URLSearchParams;
	/** Still to be read. */
	readonly body: AsyncIterable<Buffer>;
	/** That of the signature. */
	readonly region: string;
	readonly buckets: Buckets;
	/** Empty where the request is for none. */
	readonly bucketName: string;
	/** Of the object; empty where the request is for none. */
	readonly key: string;
}

/** The bucket that a request names. @throws AwsError */
export function bucketOf({ buckets, bucketName, region }: S3Request): Bucket {
	return buckets.get(bucketName, region);
}

export interface Operation {
	readonly method: string;
	/** The parameters that tell it from others. */
	readonly parameters: readonly string[];
	/** As the API reference calls it. */
	readonly name: string;
	/** Throws or rejects with an `AwsError`. */
	readonly run: (request: S3Request) => StreamedAnswer | Promise<StreamedAnswer>;
}
