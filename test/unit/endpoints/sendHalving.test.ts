import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../src/core/problem.ts';
import { sendHalving } from '../../../src/endpoints/sendHalving.ts';

const tooLarge = new ProblemError({ code: 'rowsTooLarge', bytes: 0 });

/** A service that takes at most `most` rows and answers with each row's length. */
function service(most: number, sizes: number[], refusal = tooLarge) {
	return (rows: readonly string[]) => {
		sizes.push(rows.length);
		return rows.length > most ? Promise.reject(refusal) : Promise.resolve(rows.map((row) => row.length));
	};
}

describe('sendHalving', () => {
	const rows = ['a', 'bb', 'ccc', 'dddd', 'eeeee'];

	test('halves until the service takes it, and keeps the order', async () => {
		const sizes: number[] = [];
		const lengths = await sendHalving(rows, service(2, sizes));
		expect(lengths).toEqual([1, 2, 3, 4, 5]);
		expect(sizes).toEqual([5, 3, 2, 1, 2]);
	});

	test('a single row that is too large fails', async () => {
		const sent = sendHalving(['a'], service(0, []));
		await expect(sent).rejects.toBe(tooLarge);
	});

	test('another problem is not tried again', async () => {
		const sizes: number[] = [];
		const other = new ProblemError({ code: 'awsThrottled' });
		await expect(sendHalving(rows, service(2, sizes, other))).rejects.toBe(other);
		expect(sizes).toEqual([5]);
	});
});
