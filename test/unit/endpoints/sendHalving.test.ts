import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../src/core/problem.ts';
import { sendHalving } from '../../../src/endpoints/sendHalving.ts';

const tooLarge = new ProblemError({ code: 'awsPayloadTooLarge', region: 'us-east-1', bytes: 0 });

/** A service that takes at most `most` rows and answers with each row's length. */
function service(most: number, sizes: number[]) {
	return (rows: readonly string[]) => {
		sizes.push(rows.length);
		return rows.length > most ? Promise.reject(tooLarge) : Promise.resolve(rows.map((row) => row.length));
	};
}

describe('sendHalving', () => {
	const rows = ['a', 'bb', 'ccc', 'dddd', 'eeeee'];

	test('halves until the service takes it, and keeps the order', async () => {
		const sizes: number[] = [];
		const lengths = await sendHalving(rows, service(2, sizes), ({ code }) => code === 'awsPayloadTooLarge');
		expect(lengths).toEqual([1, 2, 3, 4, 5]);
		expect(sizes).toEqual([5, 3, 2, 1, 2]);
	});

	test('a single row that is too large fails', async () => {
		const sent = sendHalving(['a'], service(0, []), ({ code }) => code === 'awsPayloadTooLarge');
		await expect(sent).rejects.toBe(tooLarge);
	});

	test('another problem is not tried again', async () => {
		const sizes: number[] = [];
		await expect(sendHalving(rows, service(2, sizes), () => false)).rejects.toBe(tooLarge);
		expect(sizes).toEqual([5]);
	});
});
