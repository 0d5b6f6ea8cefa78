import { describe, expect, test } from 'vitest';
import { classifyPictures } from '../../../src/app/classifyPictures.ts';
import type { Pipeline } from '../../../src/app/classifyPictures.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import type { Endpoint } from '../../../src/core/ports.ts';
import { picture, broken, endpoint, pipeline, collect, manyPictures, never } from './pictures.ts';

const unaborted = new AbortController().signal;

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
