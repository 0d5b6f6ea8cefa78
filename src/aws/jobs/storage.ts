import {
	GetObjectCommand,
	HeadBucketCommand,
	HeadObjectCommand,
	ListObjectsV2Command,
	type S3Client,
} from '@aws-sdk/client-s3';
import { Upload as MultipartUpload } from '@aws-sdk/lib-storage';
import { ProblemError } from '../../core/problem.ts';
import type { SdkError } from '../requestProblem.ts';
import type { Request } from './jobKind.ts';

/** Bytes of a part of an upload: no file of rows has more, of which the longest rows take 16.5 MB. */
const partSize = 2 ** 24;

/** Bytes of a part of a download: less than any answer may have. */
const rangeSize = 5 * 2 ** 20;

/** Of `s3://bucket/key`. */
export function parseS3Uri(uri: string): { readonly bucket: string; readonly key: string } {
	const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
	return { bucket, key };
}

export async function checkBucket(bucket: string, request: Request): Promise<void> {
	const command = new HeadBucketCommand({ Bucket: bucket });
	await request('s3:ListBucket', async ({ s3 }, options) => s3.send(command, options));
}

/** All keys below a prefix, in their order. */
export async function listKeys(uri: string, request: Request): Promise<readonly string[]> {
	const { bucket, key: prefix } = parseS3Uri(uri);
	const keys: string[] = [];
	let token: string | undefined;
	do {
		const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token });
		const page = await request('s3:ListBucket', async ({ s3 }, options) => s3.send(command, options));
		keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
		token = page.NextContinuationToken;
	} while (token !== undefined);
	return keys;
}

/** In parts where it is large; what is cut off leaves no object behind, and no parts either. */
export async function putObject(uri: string, bytes: Uint8Array, request: Request): Promise<void> {
	const { bucket, key } = parseS3Uri(uri);
	await request('s3:PutObject', async ({ s3 }, { abortSignal }) => {
		const upload = new MultipartUpload({
			// It is typed for a client of another copy of the same package.
			client: s3 satisfies S3Client,
			params: { Bucket: bucket, Key: key, Body: bytes },
			partSize,
		});
		const abort = () => void upload.abort();
		abortSignal.addEventListener('abort', abort, { once: true });
		try {
			await upload.done();
		} finally {
			abortSignal.removeEventListener('abort', abort);
		}
	});
}

/** @throws ProblemError `objectNotFound`, `objectTooLarge` */
export async function getObject(uri: string, limit: number, request: Request): Promise<Uint8Array> {
	const { bucket, key } = parseS3Uri(uri);
	const where = { Bucket: bucket, Key: key };
	return request('s3:GetObject', async ({ s3 }, options) => {
		try {
			const { ContentLength: bytes = 0 } = await s3.send(new HeadObjectCommand(where), options);
			if (bytes > limit) {
				throw new ProblemError({ code: 'objectTooLarge', uri, bytes, limit });
			}
			const parts: Uint8Array[] = [];
			for (let from = 0; from < bytes; from += rangeSize) {
				const Range = `bytes=${from}-${Math.min(from + rangeSize, bytes) - 1}`;
				const { Body } = await s3.send(new GetObjectCommand({ ...where, Range }), options);
				parts.push((await Body?.transformToByteArray()) ?? new Uint8Array());
			}
			return Buffer.concat(parts);
		} catch (error) {
			// Of what is not there S3 says to whoever may not list the bucket that it is forbidden.
			const { name, $metadata: { httpStatusCode = 0 } = {} } = error as SdkError;
			throw /^(NotFound|NoSuchKey)$/.test(name) || httpStatusCode === 403
				? new ProblemError({ code: 'objectNotFound', uri })
				: error;
		}
	});
}
