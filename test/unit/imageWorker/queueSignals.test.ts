import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createQueue } from '../../../src/imageWorker/queue.ts';
import { FakeThread } from './fakeThread.ts';

test('all jobs of a signal have one listener, and those that are not done end with it', async () => {
	const thread = new FakeThread();
	const queue = createQueue<string, string>({
		startThread: () => thread,
		maximumThreads: 1,
		timeLimit: 5000,
		idleTime: 10_000,
		timeout: { code: 'prepareTimeout', seconds: 5 },
	});
	const controller = new AbortController();
	const jobs = ['a', 'b', 'c'].map(async (job) => queue.add(() => job, controller.signal));
	const settled = Promise.allSettled(jobs);
	expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
	thread.answer({ ok: true, result: 'A' });
	await jobs[0];
	controller.abort('left');
	expect(await settled).toEqual([
		{ status: 'fulfilled', value: 'A' },
		{ status: 'rejected', reason: 'left' },
		{ status: 'rejected', reason: 'left' },
	]);
});
