import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { openAvif } from '../../../src/codecs/avif/decode.ts';

afterEach(() => {
	vi.restoreAllMocks();
});

test.each([
	[
		// V8's words.
		new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance'),
		{ code: 'prepareMemory' },
	],
	[new TypeError('Import #0'), { detail: 'Import #0' }],
])('what keeps the decoder from starting is a problem: %s', async (error, problem) => {
	vi.spyOn(WebAssembly, 'Instance').mockImplementation(function () {
		throw error;
	});
	await expect(openAvif(readFileSync('test/fixtures/formats/420.avif')).decode(1)).rejects.toMatchObject({ problem });
});
