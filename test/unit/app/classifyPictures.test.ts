import { describe, expect, test } from 'vitest';
import { classifyPictures, type Picture, type Pipeline } from '../../../src/app/classifyPictures.ts';
import type { Outcome } from '../../../src/app/outcome.ts';
import { normalize } from '../../../src/preprocessing/normalize.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import type { Endpoint } from '../../../src/core/ports.ts';
import type { GrayImage } from '../../../src/core/image.ts';

const unaborted = new AbortController().signal;

/** A picture whose one byte says the gray of its upper half. */
function picture(name: string, gray: number): Picture {
	return { name, read: async () => Uint8Array.of(gray) };
}

function broken(name: string): Picture {
	return {
		name,
		read: async () => {
			throw new ProblemError({ code: 'fileNotFound' });
		},
	};
}

/** Answers with the first pixel as the label, and keeps what it was asked. */
function endpoint(maximumBatch: number, fail?: (batch: number) => Error | undefined) {
	const batches: string[][] = [];
	const answering: Endpoint = {
		name: 'test',
		needs: 'digit',
		isLocal: false,
		maximumBatch,
		async classify(samples) {
			batches.push(samples.map(({ name }) => name));
			const error = fail?.(batches.length);
			if (error) {
				throw error;
			}
			return {
				predictions: samples.map(({ digit }) => ({ label: digit[0] as number })),
				sent: { destination: 'test', requests: 1, rows: samples.length, bytes: samples.length },
			};
		},
	};
	return { answering, batches };
}

function pipeline(answering: Endpoint, side = 28): Pipeline {
	return {
		prepare: async ([gray = 0], preprocessing) => {
			// One half is bright, since a blank picture shows no digit.
			const pixels = Uint8Array.from({ length: side * side }, (_, index) => (2 * index < side * side ? gray : 255));
			const image: GrayImage = { width: side, height: side, pixels };
			return {
				...normalize(image, preprocessing),
				picture: { format: 'png', originalWidth: side, originalHeight: side },
				times: { decode: 1, normalize: 1 },
			};
		},
		preprocessing: 'none',
		steps: false,
		endpoint: answering,
	};
}

async function collect(outcomes: AsyncIterable<Outcome>): Promise<Outcome[]> {
	const collected: Outcome[] = [];
	for await (const outcome of outcomes) {
		collected.push(outcome);
	}
	return collected;
}

describe('classifyPictures', () => {
	test('gives every picture its own outcome, whatever became of the others', async () => {
		const { answering, batches } = endpoint(10);
		const pictures = [picture('a', 3), broken('b'), picture('c', 5)];
		const outcomes = await collect(classifyPictures(pictures, pipeline(answering), unaborted));

		const byIndex = outcomes.toSorted((one, other) => one.index - other.index);
		expect(byIndex.map((outcome) => (outcome.ok ? outcome.predictions[0].label : outcome.problem.code))).toEqual([
			3,
			'fileNotFound',
			5,
		]);
		expect(batches).toEqual([['a', 'c']]);
	});

	test.each([
		[1, [['a'], ['b'], ['c']]],
		[2, [['a', 'b'], ['c']]],
		[3, [['a', 'b', 'c']]],
	])('asks for at most %i pictures at once, in order', async (maximumBatch, expected) => {
		const { answering, batches } = endpoint(maximumBatch);
		const pictures = ['a', 'b', 'c'].map((name, gray) => picture(name, gray));
		const outcomes = await collect(classifyPictures(pictures, pipeline(answering), unaborted));
		expect(batches).toEqual(expected);
		expect(outcomes.map(({ index }) => index)).toEqual([0, 1, 2]);
	});

	test('tells what was sent, and keeps the digit of a picture whose endpoint failed', async () => {
		const refused = new ProblemError({ code: 'answerUnreadable', excerpt: '<html>' });
		const { answering } = endpoint(1, (batch) => (batch === 2 ? refused : undefined));
		const outcomes = await collect(
			classifyPictures([picture('a', 1), picture('b', 2)], pipeline(answering), unaborted),
		);
		expect(outcomes).toMatchObject([
			{ ok: true, endpoint: { name: 'test' }, sent: { rows: 1 }, prepared: { applied: 'none' } },
			{ ok: false, problem: { code: 'answerUnreadable', excerpt: '<html>' }, prepared: { applied: 'none' } },
		]);
	});

	test('a picture that preprocessing refuses is never sent', async () => {
		const { answering, batches } = endpoint(10);
		const [outcome] = await collect(classifyPictures([picture('a', 1)], pipeline(answering, 27), unaborted));
		expect(outcome).toMatchObject({ ok: false, problem: { code: 'notDigitSize', width: 27, height: 27 } });
		expect(batches).toEqual([]);
	});

	test('an error that is none of ours becomes an outcome too', async () => {
		const { answering } = endpoint(1, () => new TypeError('x is not a function'));
		const [outcome] = await collect(classifyPictures([picture('a', 1)], pipeline(answering), unaborted));
		expect(outcome).toMatchObject({
			ok: false,
			problem: { code: 'unexpected', detail: 'TypeError: x is not a function' },
		});
	});
});

/** Resolves to nothing, ever. */
async function never(): Promise<never> {
	return new Promise(() => undefined);
}

/** Long enough for all that does not wait for anything from outside. */
async function settle(): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, 20));
}

function manyPictures(count: number): Picture[] {
	return Array.from({ length: count }, (_, index) => picture(`${index}`, index));
}

describe('a model on this machine', () => {
	test('answers each picture as soon as it is prepared, whatever the others take', async () => {
		const { answering, batches } = endpoint(32);
		const local = { ...pipeline(answering), endpoint: { ...answering, isLocal: true } };
		const pictures = [{ name: 'slow', read: never }, picture('a', 1), picture('b', 2), picture('c', 3)];
		const outcomes = classifyPictures(pictures, local, unaborted);
		const first = [await outcomes.next(), await outcomes.next(), await outcomes.next()];
		expect(first.map(({ value }) => value?.index)).toEqual([1, 2, 3]);
		expect(batches).toEqual([['a'], ['b'], ['c']]);
		await outcomes.return();
	});

	test('lets other work have its turn', async () => {
		const { answering } = endpoint(32);
		const classify: Endpoint['classify'] = async (samples, signal) => {
			const started = performance.now();
			while (performance.now() - started < 5);
			return answering.classify(samples, signal);
		};
		const local = { ...pipeline(answering), endpoint: { ...answering, isLocal: true, classify } };
		let turns = 0;
		const timer = setInterval(() => (turns += 1));
		await collect(classifyPictures(manyPictures(12), local, unaborted));
		clearInterval(timer);
		expect(turns).toBeGreaterThanOrEqual(4);
	});
});

test('all digits of a picture are asked for together, and it gets the predictions of all', async () => {
	const { answering, batches } = endpoint(3);
	const single = pipeline(answering);
	const prepare: Pipeline['prepare'] = async (...job) => {
		const prepared = await single.prepare(...job);
		const [first] = prepared.digits;
		return { ...prepared, digits: [first, first] };
	};
	const outcomes = await collect(
		classifyPictures([picture('a', 1), picture('b', 2)], { ...single, prepare }, unaborted),
	);
	expect(batches).toEqual([
		['a', 'a'],
		['b', 'b'],
	]);
	expect(outcomes).toMatchObject([
		{ index: 0, predictions: [{ label: 1 }, { label: 1 }] },
		{ index: 1, predictions: [{ label: 2 }, { label: 2 }] },
	]);
});

test('a request that fails costs its own pictures alone', async () => {
	const { answering } = endpoint(2, (batch) => (batch === 2 ? new Error('refused') : undefined));
	const outcomes = await collect(classifyPictures(manyPictures(5), pipeline(answering), unaborted));
	const failed = outcomes.filter(({ ok }) => !ok).map(({ index }) => index);
	expect(failed).toEqual([2, 3]);
	expect(outcomes.length).toBe(5);
});

test.each([true, false])('steps are asked for as the pipeline says: %s', async (steps) => {
	const { answering } = endpoint(1);
	const asked: boolean[] = [];
	const plain = pipeline(answering);
	const prepare: Pipeline['prepare'] = async (bytes, preprocessing, options) => {
		asked.push(options.steps);
		return plain.prepare(bytes, preprocessing, options);
	};
	await collect(classifyPictures([picture('a', 1)], { ...plain, prepare, steps }, unaborted));
	expect(asked).toEqual([steps]);
});

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

describe('an abort', () => {
	const hanging = (): [string, Partial<Picture>, Partial<Pipeline>][] => {
		const { answering } = endpoint(1);
		return [
			['reading', { read: never }, {}],
			['preparing', {}, { prepare: never }],
			['loading', {}, { endpoint: never() }],
			['classifying', {}, { endpoint: { ...answering, classify: never } }],
			['waiting for company', {}, { endpoint: { ...answering, maximumBatch: 10 } }],
		];
	};

	test.each(hanging())('ends at once while %s hangs', async (_, part, stage) => {
		const { answering } = endpoint(1);
		const pictures = [
			{ ...picture('a', 1), ...part },
			{ name: 'b', read: never },
		];
		const controller = new AbortController();
		const next = classifyPictures(pictures, { ...pipeline(answering), ...stage }, controller.signal).next();
		await settle();
		controller.abort(new Error('left'));
		await expect(next).rejects.toThrow('left');
	});

	test('reaches what is in flight, and nothing more is read or asked for', async () => {
		const { answering } = endpoint(1);
		const signals: AbortSignal[] = [];
		const classify: Endpoint['classify'] = async (_, signal) => {
			signals.push(signal);
			return new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason as Error));
			});
		};
		const { pictures, read } = countReads(20);
		const controller = new AbortController();
		const outcomes = classifyPictures(pictures, pipeline({ ...answering, classify }), controller.signal);
		const next = outcomes.next();
		await settle();
		const before = read();
		controller.abort(new Error('left'));
		await expect(next).rejects.toThrow('left');
		await settle();
		expect(signals.map(({ reason }: AbortSignal) => String(reason))).toEqual(Array(4).fill('Error: left'));
		expect(read()).toBe(before);
		expect(await outcomes.next()).toEqual({ done: true, value: undefined });
	});

	test('before the start reads nothing', async () => {
		const { pictures, read } = countReads(2);
		const outcomes = classifyPictures(pictures, pipeline(endpoint(1).answering), AbortSignal.abort(new Error('left')));
		await expect(outcomes.next()).rejects.toThrow('left');
		expect(read()).toBe(0);
	});

	test('so does whoever leaves early', async () => {
		const { answering } = endpoint(1);
		const signals: AbortSignal[] = [];
		const classify: Endpoint['classify'] = async (samples, signal) => {
			signals.push(signal);
			return samples[0]?.name === '0'
				? answering.classify(samples, signal)
				: new Promise((_resolve, reject) => {
						signal.addEventListener('abort', () => reject(signal.reason as Error));
					});
		};
		const { pictures, read } = countReads(20);
		for await (const { index } of classifyPictures(pictures, pipeline({ ...answering, classify }), unaborted)) {
			expect(index).toBe(0);
			break;
		}
		const before = read();
		await settle();
		expect(signals.length).toBeGreaterThan(1);
		expect(signals.every(({ aborted }) => aborted)).toBe(true);
		expect(read()).toBe(before);
	});
});

/** Pictures that say how many of them have been read. */
function countReads(count: number) {
	let reads = 0;
	const pictures = manyPictures(count).map(({ name, read }) => ({
		name,
		read: async () => {
			reads += 1;
			return read();
		},
	}));
	return { pictures, read: () => reads };
}
