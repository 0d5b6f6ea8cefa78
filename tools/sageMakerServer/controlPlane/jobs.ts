import { AwsError } from '../http.ts';
import type { Bucket, Buckets } from '../s3/buckets.ts';
import type { Context } from './context.ts';
import { toSeconds, type Resource } from './resources.ts';
import { validationException } from './validateInput.ts';

export type JobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

/** A training or a transform job. */
export interface Job extends Resource {
	status: JobStatus;
	failureReason?: string;
	started?: Date;
	ended?: Date;
	/** Aborted when the job is to stop. */
	readonly stop: AbortController;
}

/** A job's failure in the words that `FailureReason` has. */
export class JobFailure extends Error {
	override readonly name = 'JobFailure';
}

export function newJob(name: string, region: string, { now }: Context): Job {
	return { name, region, created: now(), modified: now(), status: 'InProgress', stop: new AbortController() };
}

/** Runs a job in the background, up to its end. Its steps reject with a {@link JobFailure}, or once `signal` is aborted. */
export function runJob(job: Job, context: Context, steps: (signal: AbortSignal) => Promise<void>): void {
	const end = (status: JobStatus, reason?: string) => {
		job.status = status;
		job.ended = job.modified = context.now();
		if (reason !== undefined) {
			job.failureReason = reason;
		}
	};
	void steps(AbortSignal.any([job.stop.signal, context.signal])).then(
		() => end('Completed'),
		(error: unknown) => {
			if (job.stop.signal.aborted) {
				end('Stopped');
			} else if (!context.signal.aborted) {
				end('Failed', error instanceof JobFailure ? error.message : `InternalServerError: ${String(error)}`);
			}
		},
	);
}

/** @throws AwsError where it is over */
export function stopJob(job: Job, title: string): void {
	if (job.status !== 'InProgress') {
		throw validationException(`The request was rejected because the ${title} is in status ${job.status}.`);
	}
	job.status = 'Stopping';
	job.stop.abort();
}

/** The bucket that a job writes to. @throws JobFailure where it is not there, or in another region */
export function outputBucket(buckets: Buckets, name: string, region: string): Bucket {
	try {
		return buckets.get(name, region);
	} catch (error) {
		if (!(error instanceof AwsError)) {
			throw error;
		}
		const other = error.members['Region'];
		throw new JobFailure(
			typeof other === 'string'
				? `ClientError: Artifact upload failed:PermanentRedirect (301): The bucket is in this region: ${other}. ` +
						`Please use this region to retry the request`
				: `ClientError: Artifact upload failed:${error.type} (${error.status}): ${error.message}`,
		);
	}
}

/** The fields that the descriptions and lists of both kinds of job name after the kind. */
export function jobFields(kind: 'Training' | 'Transform', job: Job, arn: string): Readonly<Record<string, unknown>> {
	return {
		[`${kind}JobName`]: job.name,
		[`${kind}JobArn`]: arn,
		[`${kind}JobStatus`]: job.status,
		CreationTime: toSeconds(job.created),
		...(job.started && { [`${kind}StartTime`]: toSeconds(job.started) }),
		...(job.ended && { [`${kind}EndTime`]: toSeconds(job.ended) }),
	};
}
