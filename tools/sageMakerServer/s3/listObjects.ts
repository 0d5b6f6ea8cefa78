import type { StreamedAnswer } from '../http.ts';
import type { StoredObject } from './buckets.ts';
import { s3Error, xmlAnswer } from './s3Error.ts';
import { bucketOf, type S3Request } from './s3Request.ts';

const maximumKeys = 1000;

/** `ListObjectsV2`: objects and, with a delimiter, what their keys have in common, in the order of their UTF-8 bytes. @throws AwsError */
export function listObjects(request: S3Request): StreamedAnswer {
	const { query } = request;
	const bucket = bucketOf(request);
	const prefix = query.get('prefix') ?? '';
	const delimiter = query.get('delimiter') ?? '';
	const size = pageSize(query.get('max-keys'));
	const token = query.get('continuation-token');
	const after = token === null ? (query.get('start-after') ?? '') : decodeToken(token);
	const all = [...bucket.objects.values()]
		.filter(({ key }) => key.startsWith(prefix))
		.sort((a, b) => compareKeys(a.key, b.key));
	const entries = group(all, prefix, delimiter).filter(({ name }) => compareKeys(name, after) > 0);
	const page = entries.slice(0, size);
	const isTruncated = page.length < entries.length && size > 0;
	const encode = keyEncoder(query);
	return xmlAnswer('ListBucketResult', {
		Name: bucket.name,
		Prefix: encode(prefix),
		...(delimiter !== '' && { Delimiter: encode(delimiter) }),
		MaxKeys: size,
		...(query.get('encoding-type') === 'url' && { EncodingType: 'url' }),
		KeyCount: page.length,
		IsTruncated: isTruncated,
		...(token !== null && { ContinuationToken: token }),
		...(isTruncated && { NextContinuationToken: encodeToken(page.at(-1)?.name ?? '') }),
		...(query.has('start-after') && { StartAfter: encode(query.get('start-after') ?? '') }),
		Contents: page.flatMap(({ object }) => (object ? [summary(object, encode)] : [])),
		CommonPrefixes: page.flatMap(({ name, object }) => (object ? [] : [{ Prefix: encode(name) }])),
	});
}

interface Entry {
	/** The object's key, or the common prefix. */
	readonly name: string;
	readonly object?: StoredObject;
}

function group(objects: readonly StoredObject[], prefix: string, delimiter: string): readonly Entry[] {
	const entries: Entry[] = [];
	for (const object of objects) {
		const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
		const name = end === -1 ? object.key : object.key.slice(0, end + delimiter.length);
		if (end === -1) {
			entries.push({ name, object });
		} else if (entries.at(-1)?.name !== name) {
			entries.push({ name });
		}
	}
	return entries;
}

function summary({ key, modified, etag, size, checksum, files }: StoredObject, encode: (key: string) => string) {
	return {
		Key: encode(key),
		LastModified: modified.toISOString(),
		ETag: `"${etag}"`,
		...(checksum && {
			ChecksumAlgorithm: checksum.algorithm,
			ChecksumType: files.length > 1 ? 'COMPOSITE' : 'FULL_OBJECT',
		}),
		Size: size,
		StorageClass: 'STANDARD',
	};
}

/** Of `max-keys` and its like. @throws AwsError */
export function pageSize(text: string | null): number {
	if (text !== null && !/^\d{1,10}$/.test(text)) {
		throw s3Error('InvalidArgument', 'Provided max-keys not an integer or within integer range');
	}
	return Math.min(Number(text ?? maximumKeys), maximumKeys);
}

/** How keys are written in an answer: those with characters that XML cannot hold come percent-encoded on request. */
export function keyEncoder(query: URLSearchParams): (key: string) => string {
	return query.get('encoding-type') === 'url'
		? (key) => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+')
		: (key) => key;
}

export function compareKeys(a: string, b: string): number {
	return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function encodeToken(key: string): string {
	return Buffer.from(`after ${key}`).toString('base64');
}

function decodeToken(token: string): string {
	const key = /^after (.*)$/s.exec(Buffer.from(token, 'base64').toString('utf8'))?.[1];
	if (key === undefined) {
		throw s3Error('InvalidArgument', 'The continuation token provided is incorrect');
	}
	return key;
}
