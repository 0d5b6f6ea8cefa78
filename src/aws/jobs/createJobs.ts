import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { jobUri, withoutProblem, type Job, type JobKindName } from '../../core/job.ts';
import { ProblemError } from '../../core/problem.ts';
import type { SendOptions } from '../management.ts';
import type { SdkError } from '../requestProblem.ts';
import type { Session } from '../sessions.ts';
import type { AwsTarget } from '../target.ts';
import { createClientSource } from './clients.ts';
import { deleteDeployed, deploy } from './deploy.ts';
import type { JobKind, Request } from './jobKind.ts';
import { jobProblem, type JobRequest } from './jobProblem.ts';
import type { Jobs } from './jobs.ts';
import { checkBucket, getObject, listKeys, parseS3Uri, putObject } from './storage.ts';
import { train } from './train.ts';
import { transform } from './transform.ts';

/** Runs one call within a session, as `createAws` does with all of its own; without a deadline where it may be long. */
export type RunCall = <Result>(
	target: AwsTarget,
	call: { readonly action: string; readonly isLong: boolean; readonly resource?: string },
	run: (session: Session, options: SendOptions) => Promise<Result>,
	signal: AbortSignal,
) => Promise<Result>;

/** Of S3; an object takes what it takes. */
const longActions = ['s3:PutObject', 's3:GetObject'];

/** What IAM has to allow it on. */
function resourceOf(action: string, bucket = ''): string {
	return `s3:::${bucket}${longActions.includes(action) ? '/*' : ''}`;
}

export function createJobs(runCall: RunCall): Jobs {
	const clientsOf = createClientSource();

	function requestsOf(target: AwsTarget, about: Omit<JobRequest, 'region'>, signal: AbortSignal): Request {
		return async (action, send) =>
			runCall(
				target,
				{
					action,
					isLong: longActions.includes(action),
					...(action.startsWith('s3:') && { resource: resourceOf(action, about.bucket) }),
				},
				async (session, options) => {
					try {
						return await send(clientsOf(session), options);
					} catch (error) {
						const problem = jobProblem(error as SdkError, { ...about, region: session.region });
						throw problem ? new ProblemError(problem) : error;
					}
				},
				signal,
			);
	}

	const requestsOfJob = (job: Job, signal: AbortSignal) => requestsOf(job.target, job, signal);
	const requestsOfUri = (target: AwsTarget, uri: string, signal: AbortSignal) =>
		requestsOf(target, { bucket: parseS3Uri(uri).bucket }, signal);

	return {
		async identify(target, signal) {
			const request = requestsOf(target, {}, signal);
			const { Account: account = '' } = await request('sts:GetCallerIdentity', async ({ sts }, options) =>
				sts.send(new GetCallerIdentityCommand({}), options),
			);
			const region = await runCall(
				target,
				{ action: 'sts:GetCallerIdentity', isLong: false },
				async (session) => session.region,
				signal,
			);
			return { account, region };
		},

		async checkBucket(target, bucket, signal) {
			await checkBucket(bucket, requestsOf(target, { bucket }, signal));
		},

		async start(job, uploads, onUploaded, signal) {
			const request = requestsOfJob(job, signal);
			const folder = jobUri(job);
			const { key: prefix } = parseS3Uri(folder);
			const there = new Set((await listKeys(folder, request)).map((key) => key.slice(prefix.length)));
			onUploaded(there.size);
			for await (const { path, bytes } of uploads((wanted) => there.has(wanted))) {
				signal.throwIfAborted();
				await putObject(jobUri(job, path), bytes, request);
				there.add(path);
				onUploaded(there.size);
			}
			await kindOf(job).create(job, request);
			return { ...withoutProblem(job), state: 'running' };
		},

		async refresh(job, signal) {
			return describe(job, requestsOfJob(job, signal));
		},

		async stop(job, signal) {
			await kindOf(job).stop?.(job, requestsOfJob(job, signal));
			return { ...job, state: 'stopping' };
		},

		async deleteEndpoint(job, signal) {
			await deleteDeployed(job, requestsOfJob(job, signal));
			return { ...withoutProblem(job), state: 'deleted' };
		},

		async download(target, uri, limit, signal) {
			return getObject(uri, limit, requestsOfUri(target, uri, signal));
		},

		async list(target, uri, signal) {
			const { bucket } = parseS3Uri(uri);
			const keys = await listKeys(uri, requestsOfUri(target, uri, signal));
			return keys.map((key) => `s3://${bucket}/${key}`);
		},
	};
}

const kinds: { readonly [Kind in JobKindName]: JobKind<Extract<Job, { readonly kind: Kind }>> } = {
	train,
	deploy,
	transform,
};

function kindOf<Of extends Job>({ kind }: Of): JobKind<Of> {
	// Every job has the kind of one of them; TypeScript cannot follow that through the index.
	return kinds[kind] as unknown as JobKind<Of>;
}

async function describe<Of extends Job>(job: Of, request: Request): Promise<Of> {
	return { ...withoutProblem(job), ...(await kindOf(job).describe(job, request)) };
}
