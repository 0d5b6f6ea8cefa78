import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAdaptiveLine, createFlight } from '../../../src/app/adaptiveLine.ts';
import type { Endpoint, Sample } from '../../../src/core/ports.ts';
import { asDigit } from '../../../src/core/image.ts';
import { ProblemError, type Problem } from '../../../src/core/problem.ts';
import { endpoint } from './pictures.ts';

const unaborted = new AbortController().signal;
const sample: Sample = { name: '1', digit: asDigit(new Uint8Array(784)) };
const throttled: Problem = { code: 'awsThrottled' };
const serviceFailed: Problem = { code: 'serviceFailed', excerpt: '' };

beforeEach(() => {
	vi.useFakeTimers();
	// The longest pauses.
	vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

/** A line whose endpoint fails with these problems before it answers. */
function failing(...problems: readonly Problem[]) {
	const { answering, batches } = endpoint(4, (batch) => {
		const problem = problems[batch - 1];
		return problem && new ProblemError(problem);
	});
	return { line: createAdaptiveLine(answering, 0), batches };
}

describe('asking again', () => {
	test.each<[string, readonly Problem[], number]>([
		['not needed', [], 0],
		['throttled', [throttled, throttled, throttled], 500 + 1000 + 2000],
		['throttled, over HTTP', [{ code: 'tooManyRequests', excerpt: '' }], 500],
		['no room, over HTTP', [{ code: 'httpStatus', status: 503, excerpt: '' }], 500],
		['a gateway without a service', [serviceFailed, serviceFailed], 500 + 1000],
		['a broken connection', [{ code: 'hostUnreachable', host: 'a', reason: 'reset', detail: '' }], 500],
		['throttled for long', Array<Problem>(7).fill(throttled), 500 + 1000 + 2000 + 4000 + 8000 + 16_000 + 20_000],
	])('%s', async (_, problems, milliseconds) => {
		const { line, batches } = failing(...problems);
		const started = performance.now();
		const asked = line.ask([sample], unaborted);
		await vi.runAllTimersAsync();
		expect((await asked).reply.predictions).toEqual([{ label: 0 }]);
		expect(performance.now() - started).toBe(milliseconds);
		expect(batches).toHaveLength(problems.length + 1);
	});

	test.each<[string, readonly Problem[], number]>([
		['what no other try mends', [{ code: 'awsEndpointNotFound', endpointName: 'gone' }], 1],
		['another status', [{ code: 'httpStatus', status: 500, excerpt: '' }], 1],
		['a service that goes on failing', Array<Problem>(9).fill(serviceFailed), 3],
		['throttled beyond patience', Array<Problem>(9).fill(throttled), 8],
	])('no more: %s', async (_, problems, tries) => {
		const { line, batches } = failing(...problems);
		const asked = line.ask([sample], unaborted);
		const refused = expect(asked).rejects.toMatchObject({ problem: problems[0] });
		await vi.runAllTimersAsync();
		await refused;
		expect(batches).toHaveLength(tries);
	});

	test('ends at once with an abort', async () => {
		const { line, batches } = failing(throttled);
		const controller = new AbortController();
		const asked = line.ask([sample], controller.signal);
		const refused = expect(asked).rejects.toThrow('left');
		await vi.advanceTimersByTimeAsync(100);
		controller.abort(new Error('left'));
		await refused;
		expect(vi.getTimerCount()).toBe(0);
		expect(batches).toHaveLength(1);
	});

	test('counts the time of the answer alone', async () => {
		const { line } = failing(throttled);
		const asked = line.ask([sample], unaborted);
		await vi.runAllTimersAsync();
		expect((await asked).milliseconds).toBe(0);
	});
});

test('a model in this process is asked by one at a time, and once', async () => {
	const { answering } = endpoint(4, () => new ProblemError(throttled));
	const line = createAdaptiveLine({ ...answering, isLocal: true }, 0);
	expect(line.policy.maximumInFlight()).toBe(1);
	await expect(line.ask([sample], unaborted)).rejects.toMatchObject({ problem: throttled });
});

describe('how many requests at once', () => {
	/** `limit` after rounds of answers, each as many as the limit allows, that take what `latency` says. */
	function after(rounds: number, latency: (limit: number) => number): number {
		const flight = createFlight();
		for (let round = 0; round < rounds; round++) {
			const [limit, sentAt] = [flight.limit(), performance.now()];
			const milliseconds = latency(limit);
			vi.advanceTimersByTime(milliseconds);
			for (let answer = 0; answer < limit; answer++) {
				flight.answered(10, sentAt, milliseconds);
			}
		}
		return flight.limit();
	}

	test.each<[string, number, (limit: number) => number, readonly [least: number, most: number]]>([
		['four to begin with', 0, () => 100, [4, 4]],
		['twice as many with each round', 2, () => 100, [16, 16]],
		['32 at the most', 20, () => 100, [32, 32]],
		['no more than ten at a time, the others wait', 200, (limit) => 100 * Math.max(1, limit / 10), [10, 22]],
		['one after the other', 200, (limit) => 25 * limit, [4, 9]],
	])('%s', (_, rounds, latency, [least, most]) => {
		const limit = after(rounds, latency);
		expect(limit).toBeGreaterThanOrEqual(least);
		expect(limit).toBeLessThanOrEqual(most);
	});

	test('half as many where some are turned away, once for those that were sent together', () => {
		const flight = createFlight();
		for (let answer = 0; answer < 12; answer++) {
			flight.answered(10, 0, 100);
		}
		const sentAt = performance.now();
		vi.advanceTimersByTime(100);
		[1, 2, 3].forEach(() => flight.throttled(sentAt));
		expect(flight.limit()).toBe(8);
		for (let answer = 0; answer < 9; answer++) {
			flight.answered(10, performance.now(), 100);
		}
		expect(flight.limit()).toBe(9);
	});

	test('never none', () => {
		const flight = createFlight();
		for (let time = 0; time < 10; time++) {
			vi.advanceTimersByTime(1000);
			flight.throttled(performance.now());
		}
		expect(flight.limit()).toBe(1);
	});

	test('requests that are not full tell nothing of the time that full ones take', () => {
		const flight = createFlight();
		flight.answered(10, 0, 100);
		flight.answered(1, 0, 5);
		flight.answered(10, performance.now(), 100);
		expect(flight.limit()).toBe(6);
	});

	test('none waits in vain: a round that is turned away is asked by fewer', async () => {
		let inFlight = 0;
		let most = 0;
		const answering: Endpoint = {
			...endpoint(1).answering,
			async classify() {
				inFlight += 1;
				most = Math.max(most, inFlight);
				const isTooMany = inFlight > 2;
				await new Promise((resolve) => setTimeout(resolve, 50));
				inFlight -= 1;
				if (isTooMany) {
					throw new ProblemError(throttled);
				}
				return { predictions: [{ label: 1 }] };
			},
		};
		const line = createAdaptiveLine(answering, 0);
		const asked = Promise.all([1, 2, 3, 4].map(async () => line.ask([sample], unaborted)));
		await vi.runAllTimersAsync();
		expect(await asked).toHaveLength(4);
		expect(most).toBe(4);
		expect(line.policy.maximumInFlight()).toBeLessThan(4);
	});
});
