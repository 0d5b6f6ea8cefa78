import { describe, expect, test } from 'vitest';
import { askAnother } from '../../../src/app/askAnother.ts';
import type { Endpoint, Prepared, Sample } from '../../../src/core/ports.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import { broken, picture, pipeline } from './pictures.ts';

const { signal } = new AbortController();

/** Keeps what it was asked. */
function createEndpoint(needs: Endpoint['needs']) {
	const asked: Sample[] = [];
	const endpoint: Endpoint = {
		name: 'other',
		needs,
		isLocal: false,
		maximumBatch: 8,
		classify: async (samples) => {
			asked.push(...samples);
			return { predictions: samples.map(() => ({ label: 3 })) };
		},
	};
	return { endpoint, asked };
}

async function prepared(gray: number): Promise<Prepared> {
	const { endpoint } = createEndpoint('digit');
	const { prepare } = pipeline(endpoint);
	return prepare(Uint8Array.of(gray), 'none', { steps: false, signal });
}

const { prepare } = pipeline(createEndpoint('digit').endpoint);

describe('another endpoint', () => {
	test('is asked about the very digits that are at hand, though the file is gone', async () => {
		const { endpoint, asked } = createEndpoint('digit');
		const first = await prepared(9);
		const outcome = await askAnother(broken('7.jpg'), first, { endpoint: Promise.resolve(endpoint), prepare }, signal);
		expect(outcome).toMatchObject({ ok: true, predictions: [{ label: 3 }], endpoint: { name: 'other' } });
		expect(asked).toMatchObject([{ name: '7.jpg', digit: first.digits[0].digit }]);
		expect(asked[0]?.original).toBeUndefined();
	});

	test('that needs the file gets it', async () => {
		const { endpoint, asked } = createEndpoint('original');
		const parts = { endpoint: Promise.resolve(endpoint), prepare };
		expect(await askAnother(picture('7.jpg', 9), await prepared(9), parts, signal)).toMatchObject({ ok: true });
		expect(asked[0]?.original).toEqual(Uint8Array.of(9));
	});

	test.each([
		['has changed', picture('7.jpg', 8), 'fileChanged'],
		['is gone', broken('7.jpg'), 'fileNotFound'],
	])('that needs the file is not asked where that %s', async (_, file, code) => {
		const { endpoint, asked } = createEndpoint('original');
		const parts = { endpoint: Promise.resolve(endpoint), prepare };
		expect(await askAnother(file, await prepared(9), parts, signal)).toMatchObject({ ok: false, problem: { code } });
		expect(asked).toEqual([]);
	});

	test('that cannot be made is a failure, and no error', async () => {
		const missing = Promise.reject<Endpoint>(new ProblemError({ code: 'endpointUnknown', name: 'other' }));
		const outcome = await askAnother(picture('7.jpg', 9), await prepared(9), { endpoint: missing, prepare }, signal);
		expect(outcome).toMatchObject({ ok: false, problem: { code: 'endpointUnknown' } });
	});

	test('is left by the signal', async () => {
		const controller = new AbortController();
		const { endpoint } = createEndpoint('digit');
		const waiting: Endpoint = { ...endpoint, classify: async () => new Promise(() => controller.abort()) };
		const parts = { endpoint: Promise.resolve(waiting), prepare };
		const asking = askAnother(picture('7.jpg', 9), await prepared(9), parts, controller.signal);
		await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
	});
});
