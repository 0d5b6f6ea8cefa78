import type { DeployJob, Job } from '../../core/job.ts';
import type { AwsTarget } from '../target.ts';

/** Something that a job needs in S3. */
export interface Upload {
	/** Below the job's own folder, such as `train/00000.csv`. */
	readonly path: string;
	readonly bytes: Uint8Array;
}

/** What is still to be uploaded, in any order; `has` tells of what is there already and need not be made again. */
export type Uploads = (has: (path: string) => boolean) => AsyncIterable<Upload>;

export interface Caller {
	/** Twelve digits. */
	readonly account: string;
	/** The one that the target stands for. */
	readonly region: string;
}

/**
 * Jobs on SageMaker. Everything rejects with a `ProblemError` of an `AwsProblem` or a `JobProblem`, or with the
 * signal's reason.
 */
export interface Jobs {
	/** Whose account it is. */
	identify(target: AwsTarget, signal: AbortSignal): Promise<Caller>;
	/** Rejects unless the bucket is there, in the region, and may be used. */
	checkBucket(target: AwsTarget, bucket: string, signal: AbortSignal): Promise<void>;
	/**
	 * Uploads what is missing and has SageMaker create the job. Called again after whatever has come between, it goes
	 * on where it was: what is in S3 and what SageMaker has stays.
	 * @param onUploaded told how many of them are in S3
	 */
	start<Of extends Job>(
		job: Of,
		uploads: Uploads,
		onUploaded: (count: number) => void,
		signal: AbortSignal,
	): Promise<Of>;
	/** The job as SageMaker has it now. */
	refresh<Of extends Job>(job: Of, signal: AbortSignal): Promise<Of>;
	/** Asks SageMaker to stop a training or a transform, which takes a while. */
	stop<Of extends Job>(job: Of, signal: AbortSignal): Promise<Of>;
	/** Deletes the endpoint, its configuration and its model, as far as they are there; what is in S3 stays. */
	deleteEndpoint(job: DeployJob, signal: AbortSignal): Promise<DeployJob>;
	/** The object at an S3 URI. @param limit in bytes */
	download(target: AwsTarget, uri: string, limit: number, signal: AbortSignal): Promise<Uint8Array>;
	/** The S3 URIs below one, in their order. */
	list(target: AwsTarget, uri: string, signal: AbortSignal): Promise<readonly string[]>;
}
