import type { Problem } from './problem.ts';

/** What runs on SageMaker for minutes or hours, as plain data: it is kept, and outlives the window that started it. */
export type Job = TrainJob | DeployJob | TransformJob;

export type JobKindName = Job['kind'];

/**
 * - `preparing`: what it needs is on its way to S3; nothing runs yet.
 * - `interrupted`: that failed or was stopped, and can go on where it was; `problem` says why it failed.
 * - `running`, `stopping`: as SageMaker says.
 * - `completed`, `stopped`, `failed`: it has ended.
 * - `deleted`: what it made is gone again.
 */
export type JobState =
	'preparing' | 'interrupted' | 'running' | 'stopping' | 'completed' | 'stopped' | 'failed' | 'deleted';

/** Whose credentials, and where. */
export interface JobTarget {
	readonly profile?: string;
	readonly region: string;
}

interface JobBase {
	/** In SageMaker and in S3: unique, up to 63 letters, digits and hyphens. */
	readonly name: string;
	readonly target: JobTarget;
	/** Twelve digits. */
	readonly account: string;
	/** What it needs and makes stands in `s3://<bucket>/digit-classifier/<name>/`. */
	readonly bucket: string;
	/** The ARN of the execution role. */
	readonly role: string;
	/** Of SageMaker's XGBoost container, such as `3.2-0`. */
	readonly image: string;
	/** Such as `ml.m5.large`; without one an endpoint is serverless. */
	readonly instanceType?: string;
	/** When it was started, in milliseconds since 1970. */
	readonly created: number;
	readonly state: JobState;
	/** What SageMaker calls the step it is at, such as `Downloading`. */
	readonly step?: string;
	/** Why it failed or was interrupted, or why its state could not be asked for just now. */
	readonly problem?: Problem;
}

export interface TrainJob extends JobBase {
	readonly kind: 'train';
	readonly instanceType: string;
	readonly dataset: string;
	/** Rows of either channel; what has no label is in neither. */
	readonly rows: { readonly train: number; readonly validation: number };
	/** As XGBoost calls them. */
	readonly hyperparameters: Readonly<Record<string, string>>;
	/** The last ones that the training gave, such as `validation:merror`. */
	readonly metrics?: readonly Metric[];
	/** The S3 URI of the `model.tar.gz`, once there is one. */
	readonly artifact?: string;
}

export interface Metric {
	readonly name: string;
	readonly value: number;
}

export interface DeployJob extends JobBase {
	readonly kind: 'deploy';
	/** Where the model is from, for people. */
	readonly source: string;
	/** The S3 URI of the `model.tar.gz`. */
	readonly artifact: string;
	/** What it said of a known digit, once it was asked. */
	readonly answer?: string;
}

export interface TransformJob extends JobBase {
	readonly kind: 'transform';
	readonly instanceType: string;
	readonly dataset: string;
	readonly rows: number;
	/** The S3 URI of the `model.tar.gz`. */
	readonly artifact: string;
}

/** Of all keys in the bucket; every job has a folder of its own below it. */
export const jobPrefix = 'digit-classifier';

/** The S3 URI of something of the job's, such as `train/`. */
export function jobUri({ bucket, name }: Pick<Job, 'bucket' | 'name'>, path = ''): string {
	return `s3://${bucket}/${jobPrefix}/${name}/${path}`;
}

/** Whether nothing becomes of it any more, unless somebody acts. */
export function hasEnded({ state }: Pick<Job, 'state'>): boolean {
	return !['preparing', 'running', 'stopping'].includes(state);
}

/** The same, with nothing said against it. */
export function withoutProblem<Of extends Job>(job: Of): Of {
	return Object.fromEntries(Object.entries(job).filter(([key]) => key !== 'problem')) as unknown as Of;
}

/** For how long to wait between two questions about a job, in milliseconds: longer and longer, up to a minute. */
export function* pollPauses(): Generator<number, never, undefined> {
	for (let pause = 2_000; ; pause = Math.min(1.5 * pause, 60_000)) {
		yield pause;
	}
}

/** A name that no other job has: letters and digits of `stem`, and the second it was made in, in UTC. */
export function jobName(stem: string, now: Date): string {
	const time = now
		.toISOString()
		.replaceAll(/[-:]|\..*$/g, '')
		.replace('T', '-');
	const plain = stem.replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
	return `${plain.slice(0, 40).replace(/-+$/, '') || 'digits'}-${time}`;
}
