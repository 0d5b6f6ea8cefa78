import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
	DeleteBucketCommand,
	DeleteObjectCommand,
	DeleteObjectsCommand,
	GetBucketEncryptionCommand,
	GetBucketVersioningCommand,
	GetObjectCommand,
	GetPublicAccessBlockCommand,
	HeadBucketCommand,
	HeadObjectCommand,
	ListBucketsCommand,
	ListObjectsV2Command,
	PutBucketEncryptionCommand,
	PutBucketVersioningCommand,
	PutObjectCommand,
	PutPublicAccessBlockCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { OperationFault } from '../../../../tools/sageMakerServer/faults.ts';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { createBucket, createClients, getText, putText, startAccount } from './awsClients.ts';

const Bucket = 'digits';
const faults: OperationFault[] = [];
const { server, s3 } = await startAccount({ faults });
await createBucket(s3, Bucket);

describe('a bucket', () => {
	test('is made, found, listed and deleted', async () => {
		await createBucket(s3, 'short-lived');
		expect((await s3.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name)).toEqual([Bucket, 'short-lived']);
		expect((await s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).BucketRegion).toBe('us-east-1');
		await putText(s3, 'short-lived', 'a', '');
		await expect(s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }))).rejects.toThrow('is not empty');
		await s3.send(new DeleteObjectCommand({ Bucket: 'short-lived', Key: 'a' }));
		await s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }));
		await expect(s3.send(new HeadBucketCommand({ Bucket: 'short-lived' }))).rejects.toMatchObject({ name: 'NotFound' });
	});

	test.each([
		['Digits', 'InvalidBucketName'],
		['10.0.0.1', 'InvalidBucketName'],
		[Bucket, 'BucketAlreadyOwnedByYou'],
	])('is not made as %s', async (name, error) => {
		await expect(createBucket(s3, name)).rejects.toMatchObject({ name: error });
	});

	test('of another region is not served', async () => {
		const { s3: elsewhere } = createClients(server.url, 'eu-west-1');
		await createBucket(elsewhere, 'digits-eu', 'eu-west-1');
		await expect(s3.send(new ListObjectsV2Command({ Bucket: 'digits-eu' }))).rejects.toMatchObject({
			name: 'PermanentRedirect',
			$response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
		});
	});

	test('keeps its settings', async () => {
		await createBucket(s3, 'settings');
		const bucket = { Bucket: 'settings' };
		const encryption = await s3.send(new GetBucketEncryptionCommand(bucket));
		expect(
			encryption.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
		).toBe('AES256');
		await expect(s3.send(new GetPublicAccessBlockCommand(bucket))).rejects.toMatchObject({
			name: 'NoSuchPublicAccessBlockConfiguration',
		});
		const rules = [
			{
				ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: 'key' },
				BucketKeyEnabled: true,
			},
		];
		const access = {
			BlockPublicAcls: true,
			IgnorePublicAcls: true,
			BlockPublicPolicy: true,
			RestrictPublicBuckets: true,
		};
		await s3.send(new PutBucketEncryptionCommand({ ...bucket, ServerSideEncryptionConfiguration: { Rules: rules } }));
		await s3.send(new PutPublicAccessBlockCommand({ ...bucket, PublicAccessBlockConfiguration: access }));
		await s3.send(new PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Suspended' } }));
		expect((await s3.send(new GetBucketEncryptionCommand(bucket))).ServerSideEncryptionConfiguration?.Rules).toEqual(
			rules,
		);
		expect((await s3.send(new GetPublicAccessBlockCommand(bucket))).PublicAccessBlockConfiguration).toEqual(access);
		expect((await s3.send(new GetBucketVersioningCommand(bucket))).Status).toBe('Suspended');
	});
});

describe('an object', () => {
	test.each([
		['a text', () => 'héllo', {}],
		[
			'a stream, in aws-chunked with a trailer',
			() => Readable.from([Buffer.from('hé'), Buffer.from('llo')]),
			{ ContentLength: 6 },
		],
		['with SHA-256', () => 'héllo', { ChecksumAlgorithm: 'SHA256' as const }],
		['with SHA-1', () => 'héllo', { ChecksumAlgorithm: 'SHA1' as const }],
	])('comes back as it went: %s', async (_, body, options) => {
		const Key = "a folder/ä+&='!~";
		const { ETag } = await s3.send(
			new PutObjectCommand({
				Bucket,
				Key,
				Body: body(),
				ContentType: 'text/plain',
				Metadata: { of: 'tests' },
				...options,
			}),
		);
		expect(ETag).toBe(`"${createHash('md5').update('héllo').digest('hex')}"`);
		const got = await s3.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
		expect(await got.Body?.transformToString()).toBe('héllo');
		expect(got).toMatchObject({ ETag, ContentType: 'text/plain', ContentLength: 6, Metadata: { of: 'tests' } });
		expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ETag, ContentLength: 6 });
	});

	test.each([
		['bytes=2-4', 'cde', 'bytes 2-4/10'],
		['bytes=7-', 'hij', 'bytes 7-9/10'],
		['bytes=-2', 'ij', 'bytes 8-9/10'],
		['bytes=8-99', 'ij', 'bytes 8-9/10'],
	])('gives %s', async (Range, content, range) => {
		await putText(s3, Bucket, 'letters', 'abcdefghij');
		const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'letters', Range }));
		expect([await got.Body?.transformToString(), got.ContentRange]).toEqual([content, range]);
	});

	test('is refused where its checksum or its signature is another’s', async () => {
		const put = (client: S3Client, options: object) =>
			client.send(new PutObjectCommand({ Bucket, Key: 'refused', Body: 'hello', ...options }));
		await expect(put(s3, { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
		await expect(put(s3, { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
		const other = new S3Client({
			endpoint: server.url,
			region: 'us-east-1',
			credentials: { ...exampleKey, secretAccessKey: 'another' },
		});
		await expect(put(other, {})).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
		await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'refused' }))).rejects.toMatchObject({
			name: 'NoSuchKey',
		});
	});

	test('does not replace another on request', async () => {
		await putText(s3, Bucket, 'once', 'first');
		await expect(
			s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: 'second', IfNoneMatch: '*' })),
		).rejects.toMatchObject({ name: 'PreconditionFailed' });
		expect(await getText(s3, Bucket, 'once')).toBe('first');
	});
});

test('lists objects in pages and by folder', async () => {
	await createBucket(s3, 'listed');
	const keys = ['a/1', 'a/2', 'a b', 'ä/3', 'z&<'];
	for (const key of keys) {
		await putText(s3, 'listed', key, key);
	}
	const pages: (string | undefined)[][] = [];
	let ContinuationToken: string | undefined;
	do {
		const page = await s3.send(new ListObjectsV2Command({ Bucket: 'listed', MaxKeys: 2, ContinuationToken }));
		pages.push(page.Contents?.map(({ Key }) => Key) ?? []);
		ContinuationToken = page.NextContinuationToken;
	} while (ContinuationToken !== undefined);
	expect(pages).toEqual([['a b', 'a/1'], ['a/2', 'z&<'], ['ä/3']]);
	const folders = await s3.send(new ListObjectsV2Command({ Bucket: 'listed', Delimiter: '/' }));
	expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['a/', 'ä/']);
	expect(folders.Contents?.map(({ Key }) => Key)).toEqual(['a b', 'z&<']);
	const { Deleted } = await s3.send(
		new DeleteObjectsCommand({ Bucket: 'listed', Delete: { Objects: keys.slice(1).map((Key) => ({ Key })) } }),
	);
	expect(Deleted).toHaveLength(4);
	const left = await s3.send(new ListObjectsV2Command({ Bucket: 'listed' }));
	expect(left.Contents?.map(({ Key }) => Key)).toEqual(['a/1']);
});

test.each([
	['throttled', 'SlowDown', 503],
	['accessDenied', 'AccessDenied', 403],
	['expiredToken', 'ExpiredToken', 400],
] as const)('fails once as told: %s', async (fault, name, status) => {
	faults.push({ operation: 'PutObject', nameContains: fault, fault, times: 1 });
	await expect(putText(s3, Bucket, fault, '')).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
	await putText(s3, Bucket, fault, '');
});
