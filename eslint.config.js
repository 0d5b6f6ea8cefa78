import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist/', '.cache/', '.vscode-test/', 'test-results/', 'node_modules/', 'test/fixtures/'] },
	...tseslint.configs.strict,
	...tseslint.configs.stylistic,
	{
		files: ['**/*.ts'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
			},
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/prefer-readonly': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
			eqeqeq: 'error',
			'max-lines': ['error', 250],
			'no-console': 'error',
		},
	},
	{ files: ['bench/**', 'model/**', 'scripts/**', 'test/**', 'tools/**'], rules: { 'no-console': 'off' } },
	{ files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
