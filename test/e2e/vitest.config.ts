import { defineConfig } from 'vitest/config';
import { patience } from '../../tools/vscodeHost/repeat.ts';
import { wasmAsBytes } from '../../vitest.config.ts';

export default defineConfig({
	...wasmAsBytes,
	test: {
		...wasmAsBytes.test,
		include: ['test/e2e/**/*.test.ts'],
		globalSetup: 'test/e2e/installPackage.ts',
		fileParallelism: false,
		testTimeout: 3 * patience,
		hookTimeout: 3 * patience,
		expect: { poll: { timeout: patience } },
		// A busy window swallows a key or a click now and then; what is broken fails each time.
		retry: 2,
	},
});
