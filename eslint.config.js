import tseslint from 'typescript-eslint';

/** What each layer of src/ may import, besides itself; a breach fails the build. `*` stands for any file of that layer. */
const layers = {
	core: [],
	preprocessing: ['core'],
	models: ['core'],
	codecs: ['core'],
	imageWorker: ['core', 'codecs', 'preprocessing'],
	aws: ['core'],
	endpoints: ['core', 'aws', 'models', 'codecs'],
	app: ['core'],
	presentation: ['core', 'app'],
	webview: ['presentation'],
	lambda: ['core', 'codecs', 'preprocessing', 'imageWorker', 'endpoints', 'aws', 'app'],
	vscode: ['core', 'codecs', 'preprocessing', 'imageWorker', 'endpoints', 'aws', 'app', 'presentation', 'webview'],
};

const importRules = Object.entries(layers).map(([layer, allowed]) => {
	const forbidden = Object.keys(layers).filter((other) => other !== layer && !allowed.includes(other));
	const patterns = forbidden.map((other) => ({
		group: [`**/${other}/**`, `!@*/**`],
		message: `${layer}/ must not import ${other}/ (see the layers in eslint.config.js).`,
	}));
	if (layer !== 'vscode') {
		patterns.push({ group: ['vscode'], message: 'Only vscode/ and extension.ts may import vscode.' });
	}
	if (layer !== 'aws') {
		patterns.push({ group: ['@aws-sdk/*', '@smithy/*'], message: 'Only aws/ may import the AWS SDK.' });
	}
	return {
		files: [`src/${layer}/**/*.ts`],
		rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
	};
});

export default tseslint.config(
	{ ignores: ['dist/', '.cache/', '.vscode-test/', 'test-results/', 'node_modules/', 'test/fixtures/'] },
	...tseslint.configs.strict,
	...tseslint.configs.stylistic,
	{
		files: ['**/*.ts'],
		languageOptions: {
			parserOptions: {
				project: ['./tsconfig.json', './src/webview/tsconfig.json'],
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
			'no-console': 'error',
		},
	},
	{ files: ['bench/**', 'model/**', 'scripts/**', 'test/**', 'tools/**'], rules: { 'no-console': 'off' } },
	{ files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
	...importRules,
);
