import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/core/ports.ts';
import { ProblemError } from '../../../src/core/problem.ts';
import { createContainerEndpoint } from '../../../src/endpoints/container/endpoint.ts';
import type { ContainerConfig } from '../../../src/endpoints/container/config.ts';
import { keepEndpoints } from '../../../src/endpoints/keepEndpoints.ts';

const one: ContainerConfig = { type: 'container', name: 'one', url: 'http://localhost:1' };
const other: ContainerConfig = { type: 'container', name: 'other', url: 'http://localhost:2' };
const make = (config: object) => Promise.resolve(createContainerEndpoint(config as ContainerConfig));

test('makes an endpoint once for each config', async () => {
	const kept = keepEndpoints(make);
	const [first, second] = await Promise.all([kept.get(one), kept.get({ ...one })]);
	expect(first).toBe(second);
	expect(await kept.get(other)).not.toBe(first);
});

test('lets go of an endpoint whose entry was edited, and of no other', async () => {
	const kept = keepEndpoints(make);
	const before = [await kept.get(one), await kept.get(other)];
	const edited = { ...one, url: 'http://localhost:3' };
	kept.retain([edited, other]);
	expect(await kept.get(other)).toBe(before[1]);
	expect(await kept.get(edited)).not.toBe(before[0]);
	// The old entry once more is a new endpoint.
	expect(await kept.get(one)).not.toBe(before[0]);
});

test('makes one anew where that has failed', async () => {
	const attempts: (() => Promise<Endpoint>)[] = [
		() => Promise.reject(new ProblemError({ code: 'urlInvalid', url: one.url })),
		() => make(one),
	];
	const kept = keepEndpoints(() => (attempts.shift() as () => Promise<Endpoint>)());
	await expect(kept.get(one)).rejects.toThrow('urlInvalid');
	expect(await kept.get(one)).toMatchObject({ name: 'one' });
});
