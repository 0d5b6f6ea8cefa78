import { open } from 'node:fs/promises';
import type { WireHead } from '../http.ts';
import type { Bucket, Buckets, StoredFile } from './buckets.ts';
import { receiveBody, type Received } from './receiveBody.ts';

/** Streams a request's body into a new file, which stays only if the body is what the request says. Rejects with an `AwsError`. */
export async function storeBody(
	head: Pick<WireHead, 'headers'>,
	body: AsyncIterable<Buffer>,
	buckets: Buckets,
): Promise<StoredFile & Received> {
	const path = await buckets.newFile();
	const file = await open(path, 'w');
	try {
		return { path, ...(await receiveBody(head, body, (bytes) => file.writeFile(bytes))) };
	} catch (error) {
		await buckets.discard([{ path, size: 0 }]);
		throw error;
	} finally {
		await file.close();
	}
}

/** Puts an object that no request brings: what SageMaker leaves in a bucket. Rejects as `content` does. */
export async function storeObject(
	buckets: Buckets,
	{ bucket, key, contentType }: { readonly bucket: Bucket; readonly key: string; readonly contentType: string },
	content: AsyncIterable<Buffer>,
): Promise<void> {
	const { path, size, md5 } = await storeBody({ headers: {} }, content, buckets);
	const headers = { 'content-type': contentType };
	await buckets.put(bucket, { key, files: [{ path, size }], size, etag: md5, modified: buckets.now(), headers });
}
