import { describe, expect, test } from 'vitest';
import { createRpc, type Rpc } from '../../../src/webview/shared/rpc.ts';

interface Methods {
	double(argument: { readonly value: number }): number;
	fail(argument: { readonly words: string }): void;
}

/** Two ends, and whatever crosses between them as a message that was copied. */
function connect() {
	const calls: string[] = [];
	const reports: unknown[] = [];
	const crossed: unknown[] = [];
	const methods: Methods = {
		double: ({ value }) => 2 * value,
		fail: ({ words }) => {
			throw new Error(words);
		},
	};
	const call = (method: string, argument: unknown) => {
		calls.push(method);
		return (methods as unknown as Record<string, (argument: unknown) => unknown>)[method]?.(argument);
	};
	const cross = (message: unknown): unknown => {
		crossed.push(message);
		return JSON.parse(JSON.stringify(message));
	};
	const near: Rpc<Methods> = createRpc<Methods>(
		(message) => far.receive(cross(message)),
		() => undefined,
		(error) => reports.push(error),
	);
	const far: Rpc<Record<never, never>> = createRpc(
		(message) => near.receive(cross(message)),
		call,
		(error) => reports.push(error),
	);
	return { near, calls, reports, crossed };
}

describe('asking', () => {
	test('is answered, each question with its own answer', async () => {
		const { near } = connect();
		const questions = [1, 2, 3].map(async (value) => near.ask('double', { value }));
		expect(await Promise.all(questions)).toEqual([2, 4, 6]);
	});

	test('is told of a failure in its own words', async () => {
		const { near, reports } = connect();
		await expect(near.ask('fail', { words: 'not there' })).rejects.toThrow('not there');
		expect(reports).toEqual([]);
	});

	test('ends when the other end goes', async () => {
		const silent = createRpc<Methods>(
			() => undefined,
			() => undefined,
			() => undefined,
		);
		const question = silent.ask('double', { value: 1 });
		silent.close();
		await expect(question).rejects.toThrow('gone');
	});
});

describe('telling', () => {
	test('has no reply, and a failure is reported where it happened', async () => {
		const { near, calls, reports, crossed } = connect();
		near.tell('fail', { words: 'not there' });
		near.tell('double', { value: 1 });
		await Promise.resolve();
		expect(calls).toEqual(['fail', 'double']);
		expect(crossed).toHaveLength(2);
		expect(reports).toEqual([new Error('not there')]);
	});
});

test.each<[string, unknown]>([
	['nothing', undefined],
	['text', 'call'],
	['another type', { type: 'event', method: 'double' }],
	['a call without a method', { type: 'call', id: 1 }],
	['a call with an id that is none', { type: 'call', method: 'double', id: '1' }],
	['a reply without an id', { type: 'reply', ok: 1 }],
	['a reply that nobody waits for', { type: 'reply', id: 7, ok: 1 }],
])('%s is dropped', (_, message) => {
	const calls: string[] = [];
	const posted: unknown[] = [];
	const rpc = createRpc<Methods>(
		(sent) => posted.push(sent),
		(method) => calls.push(method),
		() => undefined,
	);
	rpc.receive(message);
	expect({ calls, posted }).toEqual({ calls: [], posted: [] });
});
