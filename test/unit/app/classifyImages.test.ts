import { describe, expect, test } from 'vitest';
import { classifyImages, type Outcome, type Picture, type Way } from '../../../src/app/classifyImages.ts';
import { normalize, ProblemError, type Endpoint, type GrayImage } from '../../../src/core/index.ts';

const unaborted = new AbortController().signal;

/** A picture whose one byte says the grey of its upper half. */
function picture(name: string, grey: number): Picture {
	return { name, read: async () => Uint8Array.of(grey) };
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

function way(answering: Endpoint, side = 28): Way {
	const decode = async ([grey = 0]: Uint8Array) => {
		// One half is bright, since a blank picture shows no digit.
		const pixels = Uint8Array.from({ length: side * side }, (_, index) => (2 * index < side * side ? grey : 255));
		const image: GrayImage = { width: side, height: side, pixels };
		return { ...image, format: 'png' as const, originalWidth: side, originalHeight: side };
	};
	return {
		decode,
		normalize,
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

describe('classifyImages', () => {
	test('gives every picture its own outcome, whatever became of the others', async () => {
		const { answering, batches } = endpoint(10);
		const pictures = [picture('a', 3), broken('b'), picture('c', 5)];
		const outcomes = await collect(classifyImages(pictures, way(answering), unaborted));

		const byIndex = outcomes.toSorted((one, other) => one.index - other.index);
		expect(byIndex.map((outcome) => (outcome.ok ? outcome.prediction.label : outcome.problem.code))).toEqual([
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
		const pictures = ['a', 'b', 'c'].map((name, grey) => picture(name, grey));
		const outcomes = await collect(classifyImages(pictures, way(answering), unaborted));
		expect(batches).toEqual(expected);
		expect(outcomes.map(({ index }) => index)).toEqual([0, 1, 2]);
	});

	test('tells what was sent, and keeps the digit of a picture whose endpoint failed', async () => {
		const refused = new ProblemError({ code: 'answerUnreadable', excerpt: '<html>' });
		const { answering } = endpoint(1, (batch) => (batch === 2 ? refused : undefined));
		const outcomes = await collect(classifyImages([picture('a', 1), picture('b', 2)], way(answering), unaborted));
		expect(outcomes).toMatchObject([
			{ ok: true, endpoint: { name: 'test' }, sent: { rows: 1 }, normalized: { applied: 'none' } },
			{ ok: false, problem: { code: 'answerUnreadable', excerpt: '<html>' }, normalized: { applied: 'none' } },
		]);
	});

	test('a picture that preprocessing refuses is never sent', async () => {
		const { answering, batches } = endpoint(10);
		const [outcome] = await collect(classifyImages([picture('a', 1)], way(answering, 27), unaborted));
		expect(outcome).toMatchObject({ ok: false, problem: { code: 'notDigitSize', width: 27, height: 27 } });
		expect(batches).toEqual([]);
	});

	test('an error that is none of ours becomes an outcome too', async () => {
		const { answering } = endpoint(1, () => new TypeError('x is not a function'));
		const [outcome] = await collect(classifyImages([picture('a', 1)], way(answering), unaborted));
		expect(outcome).toMatchObject({
			ok: false,
			problem: { code: 'unexpected', detail: 'TypeError: x is not a function' },
		});
	});

	test("throws the signal's reason once it is aborted, and asks for nothing more", async () => {
		const controller = new AbortController();
		const { answering, batches } = endpoint(1);
		const outcomes = classifyImages([picture('a', 1), picture('b', 2)], way(answering), controller.signal);
		await outcomes.next();
		controller.abort(new Error('left'));
		await expect(outcomes.next()).rejects.toThrow('left');
		expect(batches).toEqual([['a']]);
	});
});
