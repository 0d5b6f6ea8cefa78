import type { Job, JobState } from '../../core/job.ts';
import { jobLogs } from '../cloudWatch.ts';
import type { SendOptions } from '../management.ts';
import type { JobClients } from './clients.ts';
import { isCreated } from './jobProblem.ts';

/** Makes one request, named as IAM names it; rejects with a `ProblemError`. */
export type Request = <Result>(
	action: string,
	send: (clients: JobClients, options: SendOptions) => Promise<Result>,
) => Promise<Result>;

/** What jobs of a kind ask of SageMaker. */
export interface JobKind<Of extends Job> {
	/** Has SageMaker create it; once it has, nothing more. */
	create(job: Of, request: Request): Promise<void>;
	/** What SageMaker says of it now. */
	describe(job: Of, request: Request): Promise<Partial<Of>>;
	/** Absent where SageMaker has no way to stop one. */
	stop?(job: Of, request: Request): Promise<void>;
}

/** Has something created, once: an earlier request, whose answer was lost, may have done it. */
export async function createOnce(action: string, send: Parameters<Request>[1], request: Request): Promise<void> {
	await request(action, async (clients, options) => unless(isCreated, send(clients, options)));
}

/** How a job stands, in what SageMaker says of it. */
export function standing(
	job: Job,
	{
		state,
		step,
		reason = '',
	}: { readonly state: JobState; readonly step?: string | undefined; readonly reason?: string | undefined },
): Pick<Job, 'state' | 'step' | 'problem'> {
	const problem = { code: 'jobFailed', job: job.kind, reason, logs: jobLogs(job) } as const;
	return { state, ...(step !== undefined && { step }), ...(state === 'failed' && { problem }) };
}

/** Does without the answer of a request whose error says that it is not needed. */
export async function unless(isNoMatter: (error: unknown) => boolean, request: Promise<unknown>): Promise<void> {
	try {
		await request;
	} catch (error) {
		if (!isNoMatter(error)) {
			throw error;
		}
	}
}
