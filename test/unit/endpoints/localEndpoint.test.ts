import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asDigit } from '../../../src/core/image.ts';
import { createLocalEndpoint } from '../../../src/endpoints/localEndpoint.ts';
import { readNetwork } from '../../../src/models/network/index.ts';

const network = readNetwork(new Uint8Array(readFileSync('media/digits.safetensors')));
const sample = { name: 'blank', digit: asDigit(new Uint8Array(784)) };

test.each([
	[1, 'here'],
	[32, 'here'],
	[33, 'elsewhere'],
])('%i digits are classified %s', async (count, where) => {
	const asked: number[] = [];
	const endpoint = createLocalEndpoint({
		name: 'local',
		load: async () => ({ model: { kind: 'network', network }, warning: 'zerosMissing' }),
		elsewhere: async (_, digits) => {
			asked.push(digits.length);
			return digits.map(() => ({ label: 42 }));
		},
	});
	const { predictions, warning } = await endpoint.classify(Array(count).fill(sample), new AbortController().signal);
	expect([predictions.length, warning]).toEqual([count, 'zerosMissing']);
	expect(asked).toEqual(where === 'elsewhere' ? [count] : []);
	expect(predictions[0]?.label === 42).toBe(where === 'elsewhere');
});

test('without other threads few are classified at a time, so that others get their turn', () => {
	const load = async () => Promise.reject(new Error('not asked'));
	expect(createLocalEndpoint({ name: 'local', load })).toMatchObject({ maximumBatch: 32, maximumInFlight: 1 });
});
