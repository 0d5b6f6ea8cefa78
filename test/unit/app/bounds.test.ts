import { describe, expect, test } from 'vitest';
import { classifyPictures } from '../../../src/app/classifyPictures.ts';
import type { Pipeline } from '../../../src/app/classifyPictures.ts';
import { askOnce, pipe } from '../../../src/app/pipe.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import type { Endpoint } from '../../../src/core/ports.ts';
import { picture, broken, endpoint, pipeline, collect, settle, countReads, never } from './pictures.ts';

const unaborted = new AbortController().signal;

describe('what is held', () => {
	test.each([
		['digit', undefined],
		['original', Uint8Array.of(1)],
	] as const)('an endpoint that needs the %s gets it', async (needs, original) => {
		const { answering } = endpoint(1);
		const originals: (Uint8Array | undefined)[] = [];
		const classify: Endpoint['classify'] = async (samples, signal) => {
			originals.push(...samples.map((sample) => sample.original));
			return answering.classify(samples, signal);
		};
		await collect(classifyPictures([picture('a', 1)], pipeline({ ...answering, needs, classify }), unaborted));
		expect(originals).toEqual([original]);
	});

	// In flight, waiting for the next request, and being prepared.
	test.each<[string, Partial<Endpoint>, number]>([
		['a request each', { maximumBatch: 1 }, 4 + 4],
		['requests of ten', { maximumBatch: 10 }, 4 * 10 + 9 + 4],
		['on this machine', { isLocal: true }, 1 + 4],
		['while nothing answers at all', { warmUp: never, maximumBatch: 1 }, 4 + 4],
	])('%s: pictures are read ahead for the next request alone', async (_, kind, expected) => {
		const { answering } = endpoint(32);
		const silent = { ...answering, classify: never, ...kind };
		const { pictures, read } = countReads(200);
		const outcomes = classifyPictures(pictures, pipeline(silent), unaborted);
		const controller = new AbortController();
		void outcomes.next();
		await settle();
		controller.abort();
		expect(read()).toBe(expected);
	});

	test('the next item is asked for when the last has come', async () => {
		let [waiting, most, given] = [0, 0, 0];
		const items: AsyncIterableIterator<string> = {
			[Symbol.asyncIterator]: () => items,
			async next() {
				waiting += 1;
				most = Math.max(most, waiting);
				await settle();
				waiting -= 1;
				given += 1;
				return given > 10 ? { done: true, value: undefined } : { done: false, value: `${given}` };
			},
		};
		const { answering } = endpoint(1);
		const line = { endpoint: answering, policy: { maximumBatch: 1, maximumWait: 0, maximumInFlight: () => 1 } };
		const made: string[] = [];
		const makeReady = async (item: string): Promise<never> => {
			made.push(item);
			throw new Error('enough');
		};
		const give = async (): Promise<void> => undefined;
		const whole = { ...line, ask: askOnce(answering) };
		await pipe(items, { makeReady, line: Promise.resolve(whole), concurrency: 4, give }, unaborted);
		expect([most, made.length]).toEqual([1, 10]);
	});

	test.each([1, 2, 7])('%i are read and prepared at once', async (concurrency) => {
		const { answering } = endpoint(1);
		const { pictures, read } = countReads(20);
		void classifyPictures(pictures, { ...pipeline(answering), prepare: never, concurrency }, unaborted).next();
		await settle();
		expect(read()).toBe(concurrency);
	});

	test('who takes slowly is waited for', async () => {
		const { answering } = endpoint(1);
		const { pictures, read } = countReads(200);
		const outcomes = classifyPictures(pictures, pipeline(answering), unaborted);
		await outcomes.next();
		await settle();
		const before = read();
		expect(before).toBeLessThan(20);
		await outcomes.next();
		await settle();
		expect(read()).toBe(before + 1);
	});
});

describe('an endpoint that is still being loaded', () => {
	test('holds up no reading and preparing', async () => {
		const { answering, batches } = endpoint(10);
		const { pictures, read } = countReads(3);
		let load: ((loaded: Endpoint) => void) | undefined;
		const loading = new Promise<Endpoint>((resolve) => (load = resolve));
		const outcomes = collect(classifyPictures(pictures, { ...pipeline(answering), endpoint: loading }, unaborted));
		await settle();
		expect(read()).toBe(3);
		load?.(answering);
		expect((await outcomes).map(({ ok }) => ok)).toEqual([true, true, true]);
		expect(batches).toEqual([['0', '1', '2']]);
	});

	test('and fails: each picture has that problem, and its digit', async () => {
		const unknown = Promise.reject(new ProblemError({ code: 'endpointUnknown', name: 'gone' }));
		const failing = { ...pipeline(endpoint(1).answering), endpoint: unknown };
		const outcomes = await collect(classifyPictures([picture('a', 1), broken('b')], failing, unaborted));
		expect(outcomes.toSorted((one, other) => one.index - other.index)).toMatchObject([
			{ index: 0, ok: false, problem: { code: 'endpointUnknown' }, prepared: { applied: 'none' } },
			{ index: 1, ok: false, problem: { code: 'fileNotFound' } },
		]);
	});

	test('is warmed up before the first picture is prepared, and heard in `classify` where that fails', async () => {
		const { answering } = endpoint(1, () => new ProblemError({ code: 'modelBroken', detail: 'short' }));
		const order: string[] = [];
		const warmUp = async () => {
			order.push('warm-up');
			throw new Error('short');
		};
		const pictures = [{ name: 'a', read: async () => (order.push('read'), await settle(), Uint8Array.of(1)) }];
		const plain = pipeline({ ...answering, warmUp });
		const prepare: Pipeline['prepare'] = async (...job) => (order.push('prepare'), plain.prepare(...job));
		const outcomes = await collect(classifyPictures(pictures, { ...plain, prepare }, unaborted));
		expect(order.toSorted()).toEqual(['prepare', 'read', 'warm-up']);
		expect(order.at(-1)).toBe('prepare');
		expect(outcomes).toMatchObject([{ ok: false, problem: { code: 'modelBroken' } }]);
	});
});
