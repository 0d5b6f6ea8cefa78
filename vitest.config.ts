import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [
		{
			name: 'wasm-as-bytes',
			enforce: 'pre',
			async load(id) {
				if (!id.endsWith('.wasm')) {
					return null;
				}
				const base64 = (await readFile(id)).toString('base64');
				return `export default Uint8Array.from(Buffer.from('${base64}', 'base64'));`;
			},
		},
	],
	test: {
		include: ['test/unit/**/*.test.ts'],
		testTimeout: 60_000,
		// Else Node itself would be asked to import it.
		server: { deps: { inline: [/\.wasm$/] } },
	},
});
