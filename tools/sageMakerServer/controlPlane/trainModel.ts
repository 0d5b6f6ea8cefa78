import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { Channel, CreateTrainingJobRequest, MetricData, SecondaryStatus } from '@aws-sdk/client-sagemaker';
import { AwsError } from '../http.ts';
import { committedModel } from '../runtime/xgboostModel.ts';
import { readObject } from '../s3/buckets.ts';
import { storeObject } from '../s3/storeBody.ts';
import { parseS3Uri, type Context } from './context.ts';
import { JobFailure, outputBucket, type Job } from './jobs.ts';
import { judgeModel } from './judgeModel.ts';
import { packTar } from '../../../src/endpoints/modelFile/packTar.ts';
import { toSeconds } from './resources.ts';
import { wait } from './times.ts';
import { runXgboost } from './runXgboost.ts';

export interface TrainingJob extends Job {
	readonly input: CreateTrainingJobRequest;
	readonly transitions: {
		readonly status: SecondaryStatus;
		readonly start: Date;
		end?: Date;
		readonly message: string;
	}[];
	metrics: readonly (Pick<MetricData, 'MetricName' | 'Value'> & { readonly Timestamp: number })[];
}

/** Where a training job leaves its model. */
export function artifactUri({ OutputDataConfig: output, TrainingJobName: name }: CreateTrainingJobRequest): string {
	return `${output?.S3OutputPath?.replace(/\/$/, '') ?? ''}/${name ?? ''}/output/model.tar.gz`;
}

/** The steps of a training job. Rejects with a `JobFailure`, or once `signal` is aborted. */
export async function trainModel(context: Context, job: TrainingJob, signal: AbortSignal): Promise<void> {
	const { now, logs, pythons, times } = context;
	const enter = async (status: SecondaryStatus, message: string) => {
		const last = job.transitions.at(-1);
		job.modified = now();
		if (last) {
			last.end = now();
		}
		job.transitions.push({ status, start: now(), message });
		await wait(times.jobStep, signal);
	};
	const folder = await mkdtemp(join(tmpdir(), 'digit-classifier-training-'));
	try {
		await enter('Starting', 'Preparing the instances for training');
		await enter('Downloading', 'Downloading the training image');
		job.started = now();
		const channels = await downloadChannels(context, job, folder);
		const log = logs.open('/aws/sagemaker/TrainingJobs', `${job.name}/algo-1-${job.started.getTime()}`, job.region);
		await enter('Training', 'Training image download completed. Training in progress.');
		const hyperparameters = job.input.HyperParameters ?? {};
		const image = job.input.AlgorithmSpecification?.TrainingImage ?? '';
		const report = (metrics: Readonly<Record<string, number>>) => {
			const Timestamp = toSeconds(now());
			job.metrics = Object.entries(metrics).map(([MetricName, Value]) => ({ MetricName, Value, Timestamp }));
		};
		const training = { folder, channels, hyperparameters, image, pythons };
		const model = await runXgboost(training, { log, report }, signal);
		if (model === undefined) {
			await judgeModel(committedModel, training, { log, report }, signal);
		}
		await enter('Uploading', 'Uploading generated training model');
		await upload(context, job, await readFile(model ?? committedModel));
	} catch (error) {
		throw error instanceof AwsError ? new JobFailure(`ClientError: ${error.message}`) : error;
	} finally {
		const last = job.transitions.at(-1);
		if (last) {
			last.end = now();
		}
		await rm(folder, { recursive: true, force: true });
	}
	job.transitions.push({ status: 'Completed', start: now(), end: now(), message: 'Training job completed' });
}

/** The folder of each channel's files, by the channel's name. */
async function downloadChannels(
	{ buckets }: Context,
	{ input, region }: TrainingJob,
	folder: string,
): Promise<Readonly<Record<string, string>>> {
	const folders: Record<string, string> = {};
	for (const channel of input.InputDataConfig ?? []) {
		checkContentType(channel);
		const name = channel.ChannelName as string;
		const { bucket, key: prefix } = parseS3Uri(channel.DataSource?.S3DataSource?.S3Uri ?? '');
		const target = (folders[name] = join(folder, name));
		await mkdir(target);
		const objects = [...buckets.get(bucket, region).objects.values()].filter(({ key }) => key.startsWith(prefix));
		for (const [index, object] of objects.entries()) {
			await pipeline(
				readObject(object),
				createWriteStream(join(target, `${index}-${object.key.split('/').at(-1) ?? ''}`)),
			);
		}
	}
	return folders;
}

/** The container takes a channel for libsvm where nothing is said, and fails with rows of CSV. */
function checkContentType({ ContentType: type }: Channel): void {
	if (!/^(text\/)?csv\b/.test(type ?? '')) {
		throw new JobFailure(
			`ClientError: Blankspace and colon not found in firstline of the file. ContentType by default is in libsvm. ` +
				`Please ensure the file is in libsvm format., exit code: 1`,
		);
	}
}

async function upload({ buckets }: Context, { input, region }: TrainingJob, model: Buffer): Promise<void> {
	const { bucket: name, key } = parseS3Uri(artifactUri(input));
	const bucket = outputBucket(buckets, name, region);
	const archive = gzipSync(packTar([{ name: 'xgboost-model', bytes: model }]));
	await storeObject(buckets, { bucket, key, contentType: 'application/x-tar' }, Readable.from([archive]));
}
