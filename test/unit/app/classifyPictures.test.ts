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

	test("throws the signal's reason once it is aborted, and asks for nothing more", async () => {
		const controller = new AbortController();
		const { answering, batches } = endpoint(1);
		const outcomes = classifyPictures([picture('a', 1), picture('b', 2)], pipeline(answering), controller.signal);
		await outcomes.next();
		controller.abort(new Error('left'));
		await expect(outcomes.next()).rejects.toThrow('left');
		expect(batches).toEqual([['a']]);
	});
});
