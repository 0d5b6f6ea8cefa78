import { createHash, randomBytes } from 'node:crypto';
import type { StreamedAnswer } from '../http.ts';
import { elementsOf, textOf } from '../xml.ts';
import type { MultipartUpload, UploadedPart } from './buckets.ts';
import { checksumAlgorithms, checksumHeader, compositeChecksum, type Checksum } from './checksum.ts';
import { compareKeys, keyEncoder, pageSize } from './listObjects.ts';
import { keptHeaders } from './objectOperations.ts';
import { receiveText } from './receiveBody.ts';
import { s3Error, xmlAnswer } from './s3Error.ts';
import { bucketOf, type S3Request } from './s3Request.ts';
import { storeBody } from './storeBody.ts';

const maximumPartNumber = 10_000;
/** Of all parts but the last. */
const minimumPartSize = 5 * 1024 * 1024;

/** @throws AwsError */
export function createMultipartUpload(request: S3Request): StreamedAnswer {
	const { head, buckets, key } = request;
	const bucket = bucketOf(request);
	const name = head.headers['x-amz-checksum-algorithm'];
	const algorithm = checksumAlgorithms.find((known) => known === name);
	if (name !== undefined && algorithm === undefined) {
		throw s3Error('NotImplemented', `Checksums with ${name} are not known to this server.`);
	}
	const id = randomBytes(24).toString('base64url');
	const initiated = buckets.now();
	const upload = { id, key, initiated, headers: keptHeaders(head), parts: new Map(), ...(algorithm && { algorithm }) };
	bucket.uploads.set(id, upload);
	return {
		...xmlAnswer('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: id }),
		headers: {
			'content-type': 'application/xml',
			...(algorithm && { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': 'COMPOSITE' }),
		},
	};
}

/** @throws AwsError */
export async function uploadPart(request: S3Request): Promise<StreamedAnswer> {
	const { head, body, buckets, query } = request;
	const number = Number(query.get('partNumber'));
	if (!(Number.isInteger(number) && number >= 1 && number <= maximumPartNumber)) {
		throw s3Error('InvalidArgument', `Part number must be an integer between 1 and ${maximumPartNumber}, inclusive`);
	}
	const upload = uploadOf(request);
	const { path, size, md5, checksum } = await storeBody(head, body, buckets);
	if (uploadOf(request).algorithm !== undefined && checksum?.algorithm !== upload.algorithm) {
		await buckets.discard([{ path, size }]);
		throw s3Error(
			'InvalidRequest',
			`Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm?.toLowerCase() ?? 'null'}, ` +
				`actual checksum Type: ${checksum?.algorithm.toLowerCase() ?? 'null'}`,
		);
	}
	const before = upload.parts.get(number);
	const part = { number, path, size, etag: md5, modified: buckets.now(), ...(checksum && { checksum }) };
	upload.parts.set(number, part);
	await buckets.discard(before ? [before] : []);
	return {
		status: 200,
		headers: { etag: `"${md5}"`, ...(checksum && { [checksumHeader(checksum.algorithm)]: checksum.value }) },
	};
}

/** @throws AwsError */
export function listParts(request: S3Request): StreamedAnswer {
	const { bucketName, key, query } = request;
	const upload = uploadOf(request);
	const size = pageSize(query.get('max-parts'));
	const after = Number(query.get('part-number-marker') ?? 0);
	const rest = sortedParts(upload).filter(({ number }) => number > after);
	const page = rest.slice(0, size);
	return xmlAnswer('ListPartsResult', {
		Bucket: bucketName,
		Key: key,
		UploadId: upload.id,
		...(upload.algorithm && { ChecksumAlgorithm: upload.algorithm, ChecksumType: 'COMPOSITE' }),
		PartNumberMarker: after,
		NextPartNumberMarker: page.at(-1)?.number ?? after,
		MaxParts: size,
		IsTruncated: page.length < rest.length,
		Part: page.map(({ number, modified, etag, size: bytes, checksum }) => ({
			PartNumber: number,
			LastModified: modified.toISOString(),
			ETag: `"${etag}"`,
			Size: bytes,
			...(checksum && { [`Checksum${checksum.algorithm}`]: checksum.value }),
		})),
	});
}

/** @throws AwsError */
export async function completeMultipartUpload(request: S3Request): Promise<StreamedAnswer> {
	const { head, body, buckets, key } = request;
	const bucket = bucketOf(request);
	const xml = await receiveText(head, body);
	const upload = uploadOf(request);
	const chosen = elementsOf(xml, 'Part').map((element) => chosenPart(element, upload));
	if (chosen.length === 0) {
		throw s3Error('MalformedXML');
	}
	if (chosen.some(({ number }, index) => index > 0 && number <= (chosen[index - 1] as UploadedPart).number)) {
		throw s3Error('InvalidPartOrder');
	}
	if (chosen.slice(0, -1).some(({ size }) => size < minimumPartSize)) {
		throw s3Error('EntityTooSmall');
	}
	const etag = `${md5OfMd5s(chosen)}-${chosen.length}`;
	const checksum = checksumOf(upload, chosen);
	bucket.uploads.delete(upload.id);
	await buckets.discard([...upload.parts.values()].filter((part) => !chosen.includes(part)));
	await buckets.put(bucket, {
		key,
		files: chosen,
		size: chosen.reduce((sum, { size }) => sum + size, 0),
		etag,
		modified: buckets.now(),
		headers: upload.headers,
		...(checksum && { checksum }),
	});
	return xmlAnswer('CompleteMultipartUploadResult', {
		Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${encodeURIComponent(key)}`,
		Bucket: bucket.name,
		Key: key,
		ETag: `"${etag}"`,
		...(checksum && { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: 'COMPOSITE' }),
	});
}

export async function abortMultipartUpload(request: S3Request): Promise<StreamedAnswer> {
	const upload = uploadOf(request);
	bucketOf(request).uploads.delete(upload.id);
	await request.buckets.discard([...upload.parts.values()]);
	return { status: 204 };
}

/** Of all that is under way; pages begin after a key and the upload's id. @throws AwsError */
export function listMultipartUploads(request: S3Request): StreamedAnswer {
	const { query } = request;
	const bucket = bucketOf(request);
	const prefix = query.get('prefix') ?? '';
	const size = pageSize(query.get('max-uploads'));
	const afterKey = query.get('key-marker') ?? '';
	const afterId = query.get('upload-id-marker') ?? '';
	const encode = keyEncoder(query);
	const rest = [...bucket.uploads.values()]
		.filter(({ key }) => key.startsWith(prefix))
		.sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.id, b.id))
		.filter(({ key, id }) => (compareKeys(key, afterKey) || (afterId === '' ? 0 : compareKeys(id, afterId))) > 0);
	const page = rest.slice(0, size);
	const isTruncated = page.length < rest.length;
	const last = page.at(-1);
	return xmlAnswer('ListMultipartUploadsResult', {
		Bucket: bucket.name,
		KeyMarker: encode(afterKey),
		UploadIdMarker: afterId,
		...(isTruncated && last && { NextKeyMarker: encode(last.key), NextUploadIdMarker: last.id }),
		Prefix: encode(prefix),
		...(query.get('encoding-type') === 'url' && { EncodingType: 'url' }),
		MaxUploads: size,
		IsTruncated: isTruncated,
		Upload: page.map(({ key, id, initiated }) => ({
			Key: encode(key),
			UploadId: id,
			StorageClass: 'STANDARD',
			Initiated: initiated.toISOString(),
		})),
	});
}

function uploadOf(request: S3Request): MultipartUpload {
	const id = request.query.get('uploadId') ?? '';
	const upload = bucketOf(request).uploads.get(id);
	if (upload?.key !== request.key) {
		throw s3Error('NoSuchUpload', undefined, { UploadId: id });
	}
	return upload;
}

function sortedParts({ parts }: MultipartUpload): readonly UploadedPart[] {
	return [...parts.values()].sort((a, b) => a.number - b.number);
}

/** The uploaded part that a `Part` of the request names, with its tag and, where there is one, its checksum. */
function chosenPart(xml: string, { parts, algorithm }: MultipartUpload): UploadedPart {
	const number = Number(textOf(xml, 'PartNumber'));
	const part = parts.get(number);
	const checksum = algorithm && textOf(xml, `Checksum${algorithm}`);
	if (part === undefined || textOf(xml, 'ETag')?.replaceAll('"', '') !== part.etag) {
		throw s3Error('InvalidPart', undefined, { PartNumber: String(number) });
	}
	if (algorithm !== undefined && checksum === undefined) {
		throw s3Error(
			'InvalidRequest',
			`The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the ` +
				`checksum for each part. It was missing for part ${number} in the request.`,
		);
	}
	if (algorithm !== undefined && checksum !== part.checksum?.value) {
		throw s3Error('InvalidPart', undefined, { PartNumber: String(number) });
	}
	return part;
}

function md5OfMd5s(parts: readonly UploadedPart[]): string {
	const md5 = createHash('md5');
	for (const { etag } of parts) {
		md5.update(Buffer.from(etag, 'hex'));
	}
	return md5.digest('hex');
}

function checksumOf({ algorithm }: MultipartUpload, parts: readonly UploadedPart[]): Checksum | undefined {
	return (
		algorithm &&
		compositeChecksum(
			algorithm,
			parts.map(({ checksum }) => checksum?.value ?? ''),
		)
	);
}
