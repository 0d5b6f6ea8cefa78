import { describe, expect, test } from 'vitest';
import { classifyPictures } from '../../../src/app/classifyPictures.ts';
import type { Pipeline } from '../../../src/app/classifyPictures.ts';
import type { Picture } from '../../../src/app/readyPicture.ts';
import type { Endpoint } from '../../../src/core/ports.ts';
import { picture, endpoint, pipeline, never, settle, countReads } from './pictures.ts';

const unaborted = new AbortController().signal;

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
