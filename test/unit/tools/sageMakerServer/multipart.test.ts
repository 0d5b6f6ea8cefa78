import { Readable } from 'node:stream';
import {
	AbortMultipartUploadCommand,
	CompleteMultipartUploadCommand,
	CreateMultipartUploadCommand,
	GetObjectCommand,
	ListMultipartUploadsCommand,
	ListPartsCommand,
	UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { expect, test } from 'vitest';
import type { OperationFault } from '../../../../tools/sageMakerServer/faults.ts';
import { createBucket, getBytes, startAccount } from './awsClients.ts';

const Bucket = 'digits';
const faults: OperationFault[] = [];
const { s3 } = await startAccount({ faults });
await createBucket(s3, Bucket);

/** Bytes that differ from part to part. */
function someBytes(length: number): Buffer {
	return Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 255));
}

const megabyte = 1024 * 1024;

test('uploads in parts, as @aws-sdk/lib-storage does', async () => {
	const bytes = someBytes(12 * megabyte);
	const body = Readable.from([bytes.subarray(0, 7_000_000), bytes.subarray(7_000_000)]);
	const { ETag } = await new Upload({ client: s3, params: { Bucket, Key: 'large', Body: body } }).done();
	expect(ETag).toMatch(/^"[\da-f]{32}-3"$/);
	expect((await getBytes(s3, Bucket, 'large')).equals(bytes)).toBe(true);
	const range = await s3.send(
		new GetObjectCommand({ Bucket, Key: 'large', Range: `bytes=${5 * megabyte - 2}-${5 * megabyte + 1}` }),
	);
	expect(await range.Body?.transformToByteArray()).toEqual(
		new Uint8Array(bytes.subarray(5 * megabyte - 2, 5 * megabyte + 2)),
	);
});

test('goes on with an upload after a failure, part by part', async () => {
	const bytes = someBytes(11 * megabyte);
	const upload = { Bucket, Key: 'resumed' };
	const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ ...upload, ChecksumAlgorithm: 'CRC32' }));
	const put = (PartNumber: number, start: number, end: number) =>
		s3.send(
			new UploadPartCommand({
				...upload,
				UploadId,
				PartNumber,
				Body: bytes.subarray(start, end),
				ChecksumAlgorithm: 'CRC32',
			}),
		);
	await put(1, 0, 6 * megabyte);
	faults.push({ operation: 'UploadPart', nameContains: 'resumed', fault: 'droppedBefore', times: 1 });
	await expect(put(2, 6 * megabyte, 11 * megabyte)).rejects.toThrow();
	const uploads = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'resumed' }));
	expect(uploads.Uploads?.map((one) => one.UploadId)).toEqual([UploadId]);
	const done = await s3.send(new ListPartsCommand({ ...upload, UploadId }));
	expect(done.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([[1, 6 * megabyte]]);
	await put(2, 6 * megabyte, 11 * megabyte);
	const { Parts } = await s3.send(new ListPartsCommand({ ...upload, UploadId }));
	const MultipartUpload = {
		Parts: Parts?.map(({ PartNumber, ETag, ChecksumCRC32 }) => ({ PartNumber, ETag, ChecksumCRC32 })),
	};
	await s3.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
	expect((await getBytes(s3, Bucket, 'resumed')).equals(bytes)).toBe(true);
});

test('refuses parts that are too small, wrong or out of order, and ends an upload', async () => {
	const upload = { Bucket, Key: 'wrong' };
	const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
	const tags = await Promise.all(
		[1, 2].map(async (PartNumber) => {
			const { ETag } = await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber, Body: `${PartNumber}` }));
			return { PartNumber, ETag };
		}),
	);
	const complete = (Parts: typeof tags) =>
		s3.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }));
	await expect(complete(tags)).rejects.toMatchObject({ name: 'EntityTooSmall' });
	await expect(complete(tags.toReversed())).rejects.toMatchObject({ name: 'InvalidPartOrder' });
	await expect(complete([{ ...(tags[0] as (typeof tags)[number]), PartNumber: 3 }])).rejects.toMatchObject({
		name: 'InvalidPart',
	});
	await s3.send(new AbortMultipartUploadCommand({ ...upload, UploadId }));
	await expect(complete(tags)).rejects.toMatchObject({ name: 'NoSuchUpload' });
});
