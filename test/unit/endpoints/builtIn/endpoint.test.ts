import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalize } from '../../../../src/preprocessing/normalize.ts';
import type { Sample } from '../../../../src/core/ports.ts';
import { decodeImage } from '../../../../src/codecs/decodeImage.ts';
import { createBuiltInEndpoint } from '../../../../src/endpoints/builtIn/endpoint.ts';

const { signal } = new AbortController();
const file = 'media/digits.safetensors';

/** Digits of samples/; the first character of a name is its label. */
const samples = await Promise.all(
	readdirSync('samples')
		.filter((name) => /^\d(_\d)?\.(jpg|png)$/.test(name))
		.map(async (name): Promise<Sample> => {
			const bytes = new Uint8Array(readFileSync(`samples/${name}`));
			const image = await decodeImage(bytes);
			return { name, picture: image, digit: normalize(image, 'auto').digits[0].digit };
		}),
);
const labels = samples.map(({ name }) => Number(name[0]));

describe('createBuiltInEndpoint', () => {
	it('reads its model once, at the first picture, and knows the samples', async () => {
		let reads = 0;
		const endpoint = createBuiltInEndpoint({
			name: 'built-in',
			readModel: () => {
				reads++;
				return Promise.resolve(readFileSync(file));
			},
		});
		expect(reads).toBe(0);
		const replies = await Promise.all([endpoint.classify(samples, signal), endpoint.classify(samples, signal)]);
		expect(reads).toBe(1);
		expect(new Set(labels).size).toBe(10);
		for (const { predictions, sent } of replies) {
			expect(predictions.map(({ label }) => label)).toEqual(labels);
			expect(predictions.map(({ probabilities }) => probabilities?.length)).toEqual(labels.map(() => 10));
			expect(sent).toBeUndefined();
		}
	});

	it('reads it again where that has failed', async () => {
		const contents = [Buffer.from('no model'), readFileSync(file)];
		const endpoint = createBuiltInEndpoint({
			name: 'built-in',
			readModel: () => Promise.resolve(contents.shift() ?? Buffer.alloc(0)),
		});
		await expect(endpoint.classify(samples, signal)).rejects.toMatchObject({ problem: { code: 'modelBroken' } });
		expect((await endpoint.classify(samples, signal)).predictions.map(({ label }) => label)).toEqual(labels);
	});
});
