import { expect, test } from 'vitest';
import { mapAhead } from '../../../src/app/mapAhead.ts';

async function* numbers(count: number): AsyncGenerator<number> {
	for (let number = 0; number < count; number++) {
		yield number;
	}
}

test('some are under way ahead of the one that is taken, and come in their order', async () => {
	const begun: number[] = [];
	const map = async (value: number): Promise<string> => {
		begun.push(value);
		// The later, the quicker.
		await new Promise((resolve) => setTimeout(resolve, 20 - 2 * value));
		return `${value}`;
	};
	const mapped = mapAhead(numbers(8), map, 3);
	expect((await mapped.next()).value).toBe('0');
	expect(begun).toEqual([0, 1, 2, 3]);
	const others: string[] = [];
	for await (const value of mapped) {
		others.push(value);
	}
	expect(others).toEqual(['1', '2', '3', '4', '5', '6', '7']);
});

test('what fails, fails in its place', async () => {
	const map = async (value: number): Promise<number> => {
		if (value === 1) {
			throw new Error('one');
		}
		return value;
	};
	const mapped = mapAhead(numbers(4), map, 2);
	expect((await mapped.next()).value).toBe(0);
	await expect(mapped.next()).rejects.toThrow('one');
});

test('values that cannot be had any longer cost none that came before', async () => {
	async function* cut(): AsyncGenerator<number> {
		yield* numbers(2);
		throw new Error('cut');
	}
	const taken: number[] = [];
	const takeAll = async (): Promise<void> => {
		for await (const value of mapAhead(cut(), async (value) => value, 3)) {
			taken.push(value);
		}
	};
	await expect(takeAll()).rejects.toThrow('cut');
	expect(taken).toEqual([0, 1]);
});
