import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/e2e/**/*.test.ts'],
		globalSetup: 'test/e2e/installPackage.ts',
		fileParallelism: false,
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
