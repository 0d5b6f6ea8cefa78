import { setImmediate } from 'node:timers/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import { AwsError } from '../http.ts';
import { invokeContainer, type ContainerOptions } from '../runtime/container.ts';
import { readObject, type StoredObject } from '../s3/buckets.ts';
import { storeObject } from '../s3/storeBody.ts';
import { parseS3Uri, type Context } from './context.ts';
import { JobFailure, outputBucket, type Job } from './jobs.ts';
import { loadModel } from './loadModel.ts';
import { splitPayloads } from './splitPayloads.ts';
import { wait } from './times.ts';
import type { Model } from './modelOperations.ts';

export interface TransformJob extends Job {
	readonly input: CreateTransformJobRequest;
	readonly model: Model;
}

/** The steps of a transform job: each object of the input becomes one of the output. Rejects with a `JobFailure`, or once `signal` is aborted. */
export async function transformObjects(context: Context, job: TransformJob, signal: AbortSignal): Promise<void> {
	const { buckets, logs, now, times } = context;
	const { input, model, name, region } = job;
	await wait(times.jobStep, signal);
	job.started = now();
	const group = '/aws/sagemaker/TransformJobs';
	const machine = `${name}/i-0123456789abcdef0-${job.started.getTime()}`;
	const log = logs.open(group, machine, region);
	const dataLog = logs.open(group, `${machine}/data-log`, region);
	const strategy = input.BatchStrategy === 'SingleRecord' ? 'SINGLE_RECORD' : 'MULTI_RECORD';
	dataLog(
		`sagemaker logs: MaxConcurrentTransforms=${input.MaxConcurrentTransforms ?? 1}, ` +
			`MaxPayloadInMB=${input.MaxPayloadInMB ?? 6}, BatchStrategy=${strategy}`,
	);
	let container: ContainerOptions;
	try {
		container = await loadModel(context, model);
	} catch (error) {
		log(`Model could not be loaded: ${String(error)}`);
		throw new JobFailure('AlgorithmError: See job logs for more information');
	}
	await wait(times.jobStep, signal);
	const source = parseS3Uri(input.TransformInput?.DataSource?.S3DataSource?.S3Uri ?? '');
	const target = parseS3Uri(input.TransformOutput?.S3OutputPath ?? '');
	const from = buckets.get(source.bucket, region);
	const to = outputBucket(buckets, target.bucket, region);
	const objects = [...from.objects.values()].filter(({ key }) => key.startsWith(source.key));
	for (const object of objects) {
		const key = `${target.key.replace(/\/?$/, '/')}${relativeKey(object.key, source.key)}.out`.replace(/^\//, '');
		const contentType = input.TransformOutput?.Accept ?? 'binary/octet-stream';
		try {
			await storeObject(buckets, { bucket: to, key, contentType }, transformObject(object, job, container, signal));
		} catch (error) {
			signal.throwIfAborted();
			dataLog(`${source.bucket}/${object.key}: ${String(error)}`);
			throw new JobFailure('ClientError: See job logs for more information');
		}
	}
	await wait(times.jobStep, signal);
}

/** Of a prefix that ends in the middle of a name, its folder does not count. */
function relativeKey(key: string, prefix: string): string {
	return key.slice(prefix.lastIndexOf('/') + 1);
}

/** What the model answers to an object's payloads, joined. @throws AwsError of what it refuses */
async function* transformObject(
	object: StoredObject,
	{ input }: TransformJob,
	container: ContainerOptions,
	signal: AbortSignal,
): AsyncGenerator<Buffer> {
	const { ContentType: contentType, SplitType: split, CompressionType: compression } = input.TransformInput ?? {};
	const { Accept: accept, AssembleWith: assemble } = input.TransformOutput ?? {};
	const stored = readObject(object);
	// The iteration meets what goes wrong.
	const content = compression === 'Gzip' ? pipeline(stored, createGunzip(), () => undefined) : stored;
	const payloads = splitPayloads(content, {
		byLine: split === 'Line',
		single: input.BatchStrategy === 'SingleRecord',
		// Of 1024 × 1024 bytes each.
		maximumBytes: (input.MaxPayloadInMB ?? 6) * 1024 * 1024,
	});
	for await (const payload of payloads) {
		signal.throwIfAborted();
		// So that requests are answered between two long predictions.
		await setImmediate();
		const request = {
			body: payload,
			...(contentType !== undefined && { contentType }),
			...(accept !== undefined && { accept }),
		};
		const { status, body = '' } = invokeContainer(request, container);
		if (status >= 400) {
			throw new AwsError('ModelError', status, `Bad HTTP status received from algorithm: ${status}, ${body}`);
		}
		yield Buffer.from(assemble === 'Line' && !body.endsWith('\n') ? `${body}\n` : body);
	}
}
