import { readFile } from 'node:fs/promises';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Imports .wasm and .safetensors files as bytes, as esbuild's `binary` loader does. */
export const wasmAsBytes = {
	plugins: [
		{
			name: 'wasm-as-bytes',
			enforce: 'pre',
			async load(id) {
				if (!/\.(wasm|safetensors)$/.test(id)) {
					return null;
				}
				const base64 = (await readFile(id)).toString('base64');
				return `export default Uint8Array.from(Buffer.from('${base64}', 'base64'));`;
			},
		},
	],
	// Else Node itself would be asked to import it.
	test: { server: { deps: { inline: [/\.wasm$/] } } },
} satisfies ViteUserConfig;

export default defineConfig({
	...wasmAsBytes,
	test: {
		...wasmAsBytes.test,
		include: ['test/unit/**/*.test.ts'],
		testTimeout: 60_000,
	},
});
