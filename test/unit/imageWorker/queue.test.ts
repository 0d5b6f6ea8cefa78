import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProblemError } from '../../../src/core/problem.ts';
import { createQueue, type Queue } from '../../../src/imageWorker/queue.ts';
import { FakeThread } from './fakeThread.ts';

const { signal } = new AbortController();

let threads: FakeThread[];
let startThread: () => FakeThread;

function create(maximumThreads = 1): Queue<string, string> {
	return createQueue({
		startThread: () => startThread(),
		maximumThreads,
		timeLimit: 5000,
		idleTime: 10_000,
		timeout: { code: 'prepareTimeout', seconds: 5 },
	});
}

const logs = () => threads.map(({ log }) => log);

beforeEach(() => {
	vi.useFakeTimers();
	threads = [];
	startThread = () => {
		const thread = new FakeThread();
		threads.push(thread);
		return thread;
	};
});
afterEach(() => vi.useRealTimers());

test('one thread does one job after the other, in their order', async () => {
	const queue = create();
	const done = ['a', 'b', 'c'].map((job) => queue.add(() => job, signal));
	for (const [index, job] of done.entries()) {
		threads[0]?.answer({ ok: true, result: `${index}` });
		expect(await job).toBe(`${index}`);
	}
	expect(logs()).toEqual([['a', 'rests', 'b', 'rests', 'c', 'rests']]);
});

test('several threads are started once the first has answered, and no more than there may be', async () => {
	const queue = create(2);
	const [first] = ['a', 'b', 'c', 'd'].map((job) => queue.add(() => job, signal));
	expect(logs()).toEqual([['a']]);
	threads[0]?.answer({ ok: true, result: 'A' });
	await first;
	expect(logs()).toEqual([['a', 'rests', 'b'], ['c']]);
});

test('a job is made when its turn comes, and one that is alone takes the thread that is there', async () => {
	const queue = create(4);
	const toJob = vi.fn(() => 'a');
	const first = queue.add(toJob, signal);
	expect(toJob).toHaveBeenCalledOnce();
	threads[0]?.answer({ ok: true, result: 'A' });
	await first;
	void queue.add(() => 'b', signal);
	expect(logs()).toEqual([['a', 'rests', 'b']]);
});

test('a problem is the answer to its job alone', async () => {
	const queue = create();
	const [bad, good] = [queue.add(() => 'a', signal), queue.add(() => 'b', signal)];
	threads[0]?.answer({ ok: false, problem: { code: 'noInk' } });
	await expect(bad).rejects.toMatchObject({ problem: { code: 'noInk' } });
	threads[0]?.answer({ ok: true, result: 'B' });
	expect(await good).toBe('B');
	expect(threads).toHaveLength(1);
});

describe('the next job gets a fresh thread where the last one', () => {
	test.each<[string, string, () => void, object]>([
		['takes too long', 'a', () => vi.advanceTimersByTime(5000), { problem: { code: 'prepareTimeout', seconds: 5 } }],
		[
			'kills its thread',
			'a',
			() => threads[0]?.die(new ProblemError({ code: 'prepareMemory' })),
			{ problem: { code: 'prepareMemory' } },
		],
		[
			'cannot be handed over',
			'cannot be handed over',
			() => undefined,
			{ problem: { code: 'unexpected', detail: 'TypeError: could not be cloned' } },
		],
	])('%s', async (_, job, happen, reason) => {
		const queue = create();
		const results = Promise.allSettled([queue.add(() => job, signal), queue.add(() => 'b', signal)]);
		happen();
		await vi.advanceTimersByTimeAsync(0);
		threads.at(-1)?.answer({ ok: true, result: 'B' });
		expect(await results).toMatchObject([{ reason }, { value: 'B' }]);
		expect(logs().map((log) => log.at(-1))).toEqual(['ended', 'rests']);
	});
});

test.each([
	[
		'the job cannot be made',
		() => {
			throw new RangeError('too large');
		},
		undefined,
		'too large',
	],
	['no thread can be started', () => 'a', new Error('no more threads'), 'no more threads'],
])('where %s, the queue goes on', async (_, toJob: () => string, startError, message) => {
	const start = startThread;
	startThread = () => {
		startThread = start;
		if (startError) {
			throw startError;
		}
		return start();
	};
	const queue = create();
	const bad = queue.add(toJob, signal);
	const good = queue.add(() => 'b', signal);
	await expect(bad).rejects.toThrow(message);
	threads[0]?.answer({ ok: true, result: 'B' });
	expect(await good).toBe('B');
});

test('a thread that has ended of itself is not asked again', async () => {
	const queue = create();
	const first = queue.add(() => 'a', signal);
	threads[0]?.answer({ ok: true, result: 'A' });
	await first;
	if (threads[0]) {
		threads[0].isAlive = false;
	}
	void queue.add(() => 'b', signal);
	expect(logs()).toEqual([['a', 'rests'], ['b']]);
});

test('as many jobs as there may be are refused one by one where no thread can be started any more', async () => {
	const queue = create();
	const results = Promise.allSettled(Array.from({ length: 20_000 }, () => queue.add(() => 'a', signal)));
	startThread = () => {
		throw new Error('no more threads');
	};
	threads[0]?.die(new ProblemError({ code: 'prepareMemory' }));
	const codes = (await results).map(
		(result) => result.status === 'rejected' && (result.reason as ProblemError).problem.code,
	);
	expect(codes).toEqual(['prepareMemory', ...Array(19_999).fill('unexpected')]);
});

test.each([0, 1, 2, 3, 4])('an abort %i turns after the answer harms no other job', async (turns) => {
	const queue = create();
	const controller = new AbortController();
	const late = Promise.allSettled([queue.add(() => 'a', controller.signal)]);
	const others = Promise.all([queue.add(() => 'b', signal), queue.add(() => 'c', signal)]);
	threads[0]?.answer({ ok: true, result: 'A' });
	for (let turn = 0; turn < turns; turn++) {
		await Promise.resolve();
	}
	controller.abort();
	for (let count = 0; count < 2; count++) {
		await vi.advanceTimersByTimeAsync(0);
		threads.at(-1)?.answer({ ok: true, result: 'fine' });
	}
	expect(await others).toEqual(['fine', 'fine']);
	await late;
});

test('what is aborted ends at once with the reason, whether it waits or runs; the rest goes on', async () => {
	const queue = create();
	const [running, waiting] = [new AbortController(), new AbortController()];
	const results = Promise.allSettled([
		queue.add(() => 'a', running.signal),
		queue.add(() => 'b', waiting.signal),
		queue.add(() => 'c', signal),
	]);
	waiting.abort('changed my mind');
	running.abort('too slow');
	threads[1]?.answer({ ok: true, result: 'C' });
	expect(await results).toMatchObject([{ reason: 'too slow' }, { reason: 'changed my mind' }, { value: 'C' }]);
	expect(logs()).toEqual([
		['a', 'ended'],
		['c', 'rests'],
	]);
});

test('nothing is started for a signal that is aborted already', async () => {
	await expect(create().add(() => 'a', AbortSignal.abort('no'))).rejects.toBe('no');
	expect(threads).toEqual([]);
});

test('a thread that is started ahead is the one that the first job takes; where there is one, none is started', async () => {
	const queue = create(2);
	queue.warmUp();
	queue.warmUp();
	expect(logs()).toEqual([['rests']]);
	const done = queue.add(() => 'a', signal);
	queue.warmUp();
	threads[0]?.answer({ ok: true, result: 'A' });
	expect(await done).toBe('A');
	expect(logs()).toEqual([['rests', 'a', 'rests']]);
});

test('what cannot be started ahead is told to the job alone', async () => {
	startThread = () => {
		throw new Error('no more threads');
	};
	const queue = create();
	expect(() => queue.warmUp()).not.toThrow();
	await expect(queue.add(() => 'a', signal)).rejects.toThrow('no more threads');
});

test('once it is disposed of, it ends what it had, starts no thread and takes no job', async () => {
	const queue = create();
	const results = Promise.allSettled(['a', 'b'].map((job) => queue.add(() => job, signal)));
	queue.dispose();
	queue.warmUp();
	expect(await results).toMatchObject([{ reason: { name: 'AbortError' } }, { reason: { name: 'AbortError' } }]);
	await expect(queue.add(() => 'c', signal)).rejects.toHaveProperty('name', 'AbortError');
	expect(logs()).toEqual([['a', 'ended']]);
});

test('a thread without work ends after a while', async () => {
	const queue = create();
	const done = queue.add(() => 'a', signal);
	threads[0]?.answer({ ok: true, result: 'A' });
	await done;
	vi.advanceTimersByTime(9999);
	expect(logs()).toEqual([['a', 'rests']]);
	vi.advanceTimersByTime(1);
	expect(logs()).toEqual([['a', 'rests', 'ended']]);
	void queue.add(() => 'b', signal);
	expect(threads).toHaveLength(2);
});

test('disposing ends all threads and rejects what is still to be done', async () => {
	const queue = create(2);
	const first = queue.add(() => '', signal);
	threads[0]?.answer({ ok: true, result: '' });
	await first;
	const results = Promise.allSettled(['a', 'b', 'c'].map((job) => queue.add(() => job, signal)));
	queue.dispose();
	expect(await results).toEqual(Array(3).fill({ status: 'rejected', reason: expect.any(DOMException) }));
	expect(logs()).toEqual([
		['', 'rests', 'a', 'ended'],
		['b', 'ended'],
	]);
});
