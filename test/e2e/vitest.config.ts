import { defineConfig } from 'vitest/config';
import { wasmAsBytes } from '../../vitest.config.ts';

export default defineConfig({
	...wasmAsBytes,
	test: {
		...wasmAsBytes.test,
		include: ['test/e2e/**/*.test.ts'],
		globalSetup: 'test/e2e/installPackage.ts',
		fileParallelism: false,
		testTimeout: 60_000,
		hookTimeout: 120_000,
		// A busy window swallows a key or a click now and then; what is broken fails each time.
		retry: 2,
	},
});
