import type { StreamedAnswer, WireHead } from '../http.ts';
import { readObject, type StoredObject } from './buckets.ts';
import { checksumHeader } from './checksum.ts';
import { s3Error } from './s3Error.ts';
import { bucketOf, type S3Request } from './s3Request.ts';
import { storeBody } from './storeBody.ts';

/** @throws AwsError */
export async function putObject(request: S3Request): Promise<StreamedAnswer> {
	const { head, body, buckets, key } = request;
	const bucket = bucketOf(request);
	if (head.headers['if-none-match'] === '*' && bucket.objects.has(key)) {
		throw s3Error('PreconditionFailed', undefined, { Condition: 'If-None-Match' });
	}
	const { path, size, md5, checksum } = await storeBody(head, body, buckets);
	await buckets.put(bucket, {
		key,
		files: [{ path, size }],
		size,
		etag: md5,
		modified: buckets.now(),
		headers: keptHeaders(head),
		...(checksum && { checksum }),
	});
	return {
		status: 200,
		headers: {
			etag: `"${md5}"`,
			'x-amz-server-side-encryption': 'AES256',
			...(checksum && { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' }),
		},
	};
}

const kept = ['content-type', 'content-encoding', 'content-disposition', 'content-language', 'cache-control'];

/** What is stored with an object and comes back with it. */
export function keptHeaders({ headers }: WireHead): Readonly<Record<string, string>> {
	const pairs = Object.entries(headers).flatMap(([name, value]) =>
		value !== undefined && (kept.includes(name) || name.startsWith('x-amz-meta-')) ? [[name, value] as const] : [],
	);
	const { 'content-encoding': encoding, ...others } = Object.fromEntries(pairs);
	// That of the upload alone.
	const stays = encoding
		?.split(',')
		.filter((one) => one.trim() !== 'aws-chunked')
		.join(',');
	return { 'content-type': 'binary/octet-stream', ...others, ...(stays && { 'content-encoding': stays }) };
}

/** `GetObject` and `HeadObject`, with a range or without. @throws AwsError */
export function getObject(request: S3Request): StreamedAnswer {
	const { head, key } = request;
	const object = bucketOf(request).objects.get(key);
	if (object === undefined) {
		throw s3Error('NoSuchKey', undefined, { Key: key });
	}
	const condition = head.headers['if-match'];
	if (condition !== undefined && condition.replaceAll('"', '') !== object.etag) {
		throw s3Error('PreconditionFailed', undefined, { Condition: 'If-Match' });
	}
	const range = rangeOf(head.headers['range'], object.size);
	const [start, end] = range ?? [0, object.size];
	return {
		status: range ? 206 : 200,
		headers: {
			...object.headers,
			...(range && { 'content-range': `bytes ${start}-${end - 1}/${object.size}` }),
			...(!range && checksumHeaders(head, object)),
			'accept-ranges': 'bytes',
			'content-length': String(end - start),
			etag: `"${object.etag}"`,
			'last-modified': object.modified.toUTCString(),
			'x-amz-server-side-encryption': 'AES256',
		},
		...(head.method === 'GET' && { body: readObject(object, start, end) }),
	};
}

function checksumHeaders({ headers }: WireHead, { checksum, files }: StoredObject): Record<string, string> {
	return headers['x-amz-checksum-mode'] === 'ENABLED' && checksum
		? {
				[checksumHeader(checksum.algorithm)]: checksum.value,
				'x-amz-checksum-type': checksum.value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT',
				...(files.length > 1 && { 'x-amz-mp-parts-count': String(files.length) }),
			}
		: {};
}

/** `bytes=FIRST-LAST`, `bytes=FIRST-` or `bytes=-COUNT`, as start and end; undefined of anything else. @throws AwsError */
function rangeOf(header: string | undefined, size: number): readonly [start: number, end: number] | undefined {
	const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
	if (first === '' && last === '') {
		return undefined;
	}
	const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
	const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
	if (start >= end) {
		throw s3Error('InvalidRange', undefined, { RangeRequested: header ?? '', ActualObjectSize: String(size) });
	}
	return [start, end];
}

/** @throws AwsError */
export async function deleteObject(request: S3Request): Promise<StreamedAnswer> {
	await request.buckets.deleteObject(bucketOf(request), request.key);
	return { status: 204 };
}
