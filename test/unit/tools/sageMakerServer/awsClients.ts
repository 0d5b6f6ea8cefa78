import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	S3Client,
	CreateBucketCommand,
	GetObjectCommand,
	PutObjectCommand,
	type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, expect, vi } from 'vitest';
import { exampleKey } from '../../../../tools/sageMakerServer/keys.ts';
import { startSageMakerServer, type ServerOptions } from '../../../../tools/sageMakerServer/server.ts';

/** A server with its clients for all tests of a file. */
export async function startAccount(options: Partial<ServerOptions> = {}) {
	const server = await startSageMakerServer({ predict: () => [1], ...options });
	afterAll(async () => server.close());
	return { server, ...createClients(server.url) };
}

/** A folder for all tests of a file. */
export async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'digit-classifier-'));
	afterAll(async () => rm(folder, { recursive: true }));
	return folder;
}

/** Clients of the SDK for a server, in a region, that do not try again. */
export function createClients(endpoint: string, region = 'us-east-1') {
	const options = { endpoint, region, credentials: exampleKey, maxAttempts: 1 };
	return { s3: new S3Client(options), sageMaker: new SageMakerClient(options) };
}

export async function createBucket(s3: S3Client, bucket: string, region?: BucketLocationConstraint): Promise<void> {
	const configuration = region && { CreateBucketConfiguration: { LocationConstraint: region } };
	await s3.send(new CreateBucketCommand({ Bucket: bucket, ...configuration }));
}

export async function putText(s3: S3Client, bucket: string, key: string, text: string): Promise<void> {
	await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
}

export async function getBytes(s3: S3Client, bucket: string, key: string): Promise<Buffer> {
	const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
	return Buffer.from((await body?.transformToByteArray()) ?? []);
}

export async function getText(s3: S3Client, bucket: string, key: string): Promise<string> {
	return (await getBytes(s3, bucket, key)).toString();
}

/** The description of an endpoint or a job, once its status is one that stays. */
export async function settled<T>(
	describe: () => Promise<T>,
	statusOf: (description: T) => string | undefined,
): Promise<T> {
	return vi.waitFor(
		async () => {
			const description = await describe();
			expect(['InProgress', 'Stopping', 'Creating', 'Deleting']).not.toContain(statusOf(description));
			return description;
		},
		{ timeout: 60_000, interval: 50 },
	);
}
