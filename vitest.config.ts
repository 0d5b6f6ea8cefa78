import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const { bytesFiles, bytesModule } = (await import(pathToFileURL(resolve('esbuild.mjs')).href)) as {
	readonly bytesFiles: RegExp;
	readonly bytesModule: (path: string) => Promise<string>;
};

/** Imports .wasm and .safetensors files as bytes, as the build does. */
export const wasmAsBytes = {
	plugins: [
		{
			name: 'wasm-as-bytes',
			enforce: 'pre',
			load: async (id) => (bytesFiles.test(id) ? bytesModule(id) : null),
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
		testTimeout: 180_000,
	},
});
