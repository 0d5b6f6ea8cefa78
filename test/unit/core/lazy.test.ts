import { expect, test } from 'vitest';
import { lazy } from '../../../src/core/lazy.ts';

test('makes the value at the first call, once for all callers', async () => {
	let made = 0;
	const get = lazy(() => Promise.resolve(++made));
	expect(made).toBe(0);
	expect(await Promise.all([get(), get()])).toEqual([1, 1]);
	expect(await get()).toBe(1);
});

test('makes it anew where that has failed, once for all who wait', async () => {
	let made = 0;
	const get = lazy(() => (++made === 1 ? Promise.reject(new Error('first')) : Promise.resolve(made)));
	const results = await Promise.allSettled([get(), get()]);
	expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(made).toBe(1);
	expect(await get()).toBe(2);
	expect(await get()).toBe(2);
});
