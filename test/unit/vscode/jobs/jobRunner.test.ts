import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Aws, Jobs, Uploads } from '../../../../src/aws/index.ts';
import type { Job } from '../../../../src/core/job.ts';
import { ProblemError } from '../../../../src/core/problem.ts';
import type { JobList, KeptJob } from '../../../../src/vscode/jobs/jobList.ts';
import { JobRunner } from '../../../../src/vscode/jobs/jobRunner.ts';
import { training } from '../../presentation/jobs/jobs.ts';

const nothing: Uploads = async function* () {
	// All is in S3 already.
};

const preparing = { ...training, state: 'preparing' } as const;

/** What SageMaker and S3 do in turn; whatever is not told is not expected. */
let steps: ((job: Job, signal: AbortSignal) => Promise<Job>)[];
let kept: readonly KeptJob[];
let settled: Job[];
let runner: JobRunner;

function createRunner(): JobRunner {
	const list: Pick<JobList, 'all' | 'get' | 'put' | 'touch'> = {
		all: () => kept,
		get: (name) => kept.find(({ job }) => job.name === name),
		put: async (changed) => {
			kept = [changed, ...kept.filter(({ job }) => job.name !== changed.job.name)];
		},
		touch: () => undefined,
	};
	const next = async (job: Job, signal: AbortSignal): Promise<Job> => {
		const step = steps.shift();
		if (!step) {
			throw new Error('Nothing more was expected');
		}
		return step(job, signal);
	};
	const jobs: Partial<Jobs> = {
		start: async (job, _, __, signal) => (await next(job, signal)) as typeof job,
		refresh: async (job, signal) => (await next(job, signal)) as typeof job,
		stop: async (job) => ({ ...job, state: 'stopping' }),
	};
	return new JobRunner({
		aws: async () => ({ jobs: async () => jobs }) as unknown as Aws,
		list: list as JobList,
		uploadsOf: async () => nothing,
		settle: async (ended) => {
			settled.push(ended.job);
			await list.put({ ...ended, isSettled: ended.job.state !== 'interrupted' });
		},
		report: (error) => {
			throw error;
		},
	});
}

const becomes = (change: Partial<Job>) => async (job: Job) => ({ ...job, ...change }) as Job;
const fails = (error: unknown) => async () => {
	throw error;
};
const now = () => kept[0]?.job;
const untilState = async (state: string) => vi.waitFor(() => expect(now()?.state).toBe(state), { timeout: 20_000 });

beforeEach(() => {
	steps = [];
	kept = [];
	settled = [];
	runner = createRunner();
});
afterEach(() => runner.dispose());

test('is followed to its end, which is told of once', async () => {
	steps = [
		becomes({ state: 'running' }),
		becomes({ state: 'running', step: 'Training' }),
		becomes({ state: 'completed' }),
	];
	await runner.start({ job: preparing });
	await vi.waitFor(() => expect(now()?.state).toBe('running'));
	runner.askSoon('train-1');
	await vi.waitFor(() => expect(now()?.step).toBe('Training'));
	runner.askSoon('train-1');
	await vi.waitFor(() => expect(settled).toHaveLength(1));
	createRunner().resumeAll();
	expect(settled).toHaveLength(1);
});

describe('a window that closes', () => {
	test.each(['preparing', 'running'] as const)('leaves it %s, and the next one goes on', async (state) => {
		steps = [
			async (_, signal) =>
				new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
		];
		kept = [{ job: { ...training, state } }];
		runner.resumeAll();
		await vi.waitFor(() => expect(steps).toHaveLength(0));
		runner.dispose();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(now()?.state).toBe(state);
		steps = [becomes({ state: 'completed' })];
		runner = createRunner();
		runner.resumeAll();
		await vi.waitFor(() => expect(settled).toHaveLength(1));
	});

	test('an end that nobody was told of is told of by the next one', async () => {
		kept = [{ job: { ...training, state: 'failed' } }];
		runner.resumeAll();
		await vi.waitFor(() => expect(settled).toHaveLength(1));
	});
});

test('an upload that fails is interrupted with its reason, and goes on where the user says so', async () => {
	steps = [fails(new ProblemError({ code: 'awsThrottled' }))];
	await runner.start({ job: preparing });
	await untilState('interrupted');
	expect(now()?.problem).toEqual({ code: 'awsThrottled' });
	await vi.waitFor(() => expect(settled.map(({ state }) => state)).toEqual(['interrupted']));
	steps = [becomes({ state: 'completed' })];
	await runner.resume(kept[0] as KeptJob);
	await untilState('completed');
	expect(now()?.problem).toBeUndefined();
});

test('an upload that is stopped ends at once', async () => {
	steps = [
		async (_, signal) =>
			new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
	];
	await runner.start({ job: preparing });
	await vi.waitFor(() => expect(steps).toHaveLength(0));
	await runner.stop(kept[0] as KeptJob);
	await untilState('interrupted');
});

test('an upload that is stopped and goes on before the stop has come to its end', async () => {
	let leave = (): void => undefined;
	steps = [
		async (_, signal) =>
			new Promise((__, reject) => {
				leave = () => reject(signal.reason as Error);
			}),
	];
	await runner.start({ job: preparing });
	await vi.waitFor(() => expect(steps).toHaveLength(0));
	await runner.stop(kept[0] as KeptJob);
	steps = [becomes({ state: 'completed' })];
	await runner.resume(kept[0] as KeptJob);
	await untilState('completed');
	leave();
});

test('what was created just as its upload was stopped can be stopped, and is followed', async () => {
	let create = (): void => undefined;
	steps = [
		async (job) =>
			new Promise((resolve) => {
				create = () => resolve({ ...job, state: 'running' });
			}),
	];
	await runner.start({ job: preparing });
	await vi.waitFor(() => expect(steps).toHaveLength(0));
	await runner.stop(kept[0] as KeptJob);
	create();
	await untilState('running');
	await new Promise((resolve) => setTimeout(resolve, 0));
	steps = [becomes({ state: 'stopped' })];
	await runner.stop(kept[0] as KeptJob);
	await untilState('stopped');
});

test('what runs is not lost where its state cannot be asked for, and is told apart from what is gone', async () => {
	kept = [{ job: training }];
	steps = [
		fails(new ProblemError({ code: 'awsThrottled' })),
		fails(new ProblemError({ code: 'jobNotFound', name: 'train-1' })),
	];
	runner.resumeAll();
	await vi.waitFor(() => expect(now()?.problem).toEqual({ code: 'awsThrottled' }));
	expect(now()?.state).toBe('running');
	runner.askSoon('train-1');
	await untilState('failed');
	expect(settled).toHaveLength(1);
});
