import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBatcher, type BatchPolicy } from '../../../src/app/batcher.ts';

interface Item {
	readonly name: string;
	readonly samples: number;
}

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

function item(name: string, samples = 1): Item {
	return { name, samples };
}

/** A batcher whose requests take `answer` milliseconds, with what it sent as `time: names`. */
function setUp(policy: Partial<BatchPolicy>, answer: number) {
	const requests: string[] = [];
	const controller = new AbortController();
	const started = performance.now();
	const batcher = createBatcher<Item>(
		{ maximumBatch: 3, maximumWait: 150, maximumInFlight: () => 4, ...policy },
		({ samples }) => samples,
		async (items) => {
			requests.push(`${performance.now() - started}: ${items.map(({ name }) => name).join('')}`);
			await new Promise((resolve) => setTimeout(resolve, answer));
		},
		controller.signal,
	);
	return { batcher, requests, controller };
}

/** By time in milliseconds, ascending; `end` is the last one's. */
type Arrivals = readonly (readonly [time: number, ...Item[]])[];

const [a, b, c, d, e, f, g] = [...'abcdefg'].map((name) => item(name)) as [Item, Item, Item, Item, Item, Item, Item];

describe('what arrives when, and the requests it becomes', () => {
	test.each<[string, Arrivals, number, readonly string[], Partial<BatchPolicy>?]>([
		['nothing', [], 0, []],
		['one alone, and no more to come', [[0, a]], 0, ['0: a']],
		[
			'the end keeps none waiting',
			[
				[0, a],
				[100, b],
			],
			120,
			['120: ab'],
		],
		['full at once', [[0, a, b, c]], 500, ['0: abc']],
		[
			'full later',
			[
				[0, a],
				[50, b],
				[70, c],
			],
			500,
			['70: abc'],
		],
		['more than full', [[0, a, b, c, d]], 500, ['0: abc', '150: d']],
		[
			'never full',
			[
				[0, a],
				[149, b],
				[151, c],
			],
			500,
			['150: ab', '301: c'],
		],
		[
			'slower than any wait',
			[
				[0, a],
				[200, b],
			],
			500,
			['150: a', '350: b'],
		],
		['a picture with its digits stays together', [[0, a, item('bb', 2), item('cc', 2)]], 500, ['0: abb', '150: cc']],
		['what does not fit waits for the next', [[0, a, b, item('cc', 2)]], 500, ['0: ab', '150: cc']],
		['more digits than a request: alone', [[0, a, item('bbbbb', 5), c]], 500, ['0: a', '0: bbbbb', '150: c']],
		['one at a time', [[0, a, b, c]], 0, ['0: a', '1000: b', '2000: c'], { maximumBatch: 1, maximumInFlight: () => 1 }],
		[
			'bounded flight fills the next',
			[
				[0, a, b, c],
				[10, d],
				[900, e],
			],
			1200,
			['0: abc', '1000: de'],
			{ maximumInFlight: () => 1 },
		],
		[
			'the time in the queue counts',
			[
				[0, a, b, c],
				[900, d],
				[1040, e],
			],
			2000,
			['0: abc', '1050: de'],
			{ maximumInFlight: () => 1 },
		],
		['several in flight', [[0, a, b, c, d, e, f, g]], 0, ['0: abc', '0: def', '1000: g'], { maximumInFlight: () => 2 }],
	])('%s', async (_, arrivals, end, expected, policy = {}) => {
		const { batcher, requests } = setUp(policy, 1000);
		for (const [time, ...items] of arrivals) {
			setTimeout(() => items.forEach((next) => void batcher.add(next)), time);
		}
		const ended = vi.fn();
		setTimeout(() => void batcher.end().then(ended), end);
		await vi.advanceTimersByTimeAsync(5000);
		expect(requests).toEqual(expected);
		expect(ended).toHaveBeenCalledOnce();
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('room', () => {
	test.each<[string, Partial<BatchPolicy>, number]>([
		['a request that is not full', { maximumBatch: 3 }, 3 * 4 + 2],
		['none, where a request takes one', { maximumBatch: 1 }, 4],
		['one at a time', { maximumBatch: 1, maximumInFlight: () => 1 }, 1],
	])('besides what is in flight: %s', async (_, policy, expected) => {
		const { batcher } = setUp(policy, 1000);
		let added = 0;
		const adding = async () => {
			for (;;) {
				await batcher.add(item('a'));
				added += 1;
			}
		};
		void adding();
		await vi.advanceTimersByTimeAsync(149);
		expect(added).toBe(expected);
	});

	test('there is again when a request is answered', async () => {
		const { batcher, requests } = setUp({ maximumBatch: 1, maximumInFlight: () => 1 }, 1000);
		await batcher.add(a);
		const added = vi.fn();
		void batcher.add(b).then(added);
		await vi.advanceTimersByTimeAsync(999);
		expect(added).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(added).toHaveBeenCalledOnce();
		expect(requests).toEqual(['0: a', '1000: b']);
	});
});

test('an abort sends nothing any more, and releases who waits', async () => {
	const { batcher, requests, controller } = setUp({ maximumInFlight: () => 1 }, 1000);
	const waits = Promise.all([a, b, c, d, e, f].map((next) => batcher.add(next)));
	const ended = batcher.end();
	await vi.advanceTimersByTimeAsync(10);
	controller.abort();
	await waits;
	await ended;
	await batcher.add(g);
	await vi.advanceTimersByTimeAsync(5000);
	expect(requests).toEqual(['0: abc']);
});
