import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

const nativeAccess = {
	selector: "MemberExpression[property.name='collection'], MemberExpression[property.name='bulkWrite']",
	message:
		'Only the record and the foundation reach past the models: a write that goes round record.change would leave no entry, and nobody could trust the rest.'
};

const environment = {
	object: 'process',
	property: 'env',
	message:
		'backend/configuration.ts is the only reader of the environment, so that every setting is checked and documented.'
};

export default ts.config(
	{
		ignores: ['**/node_modules/', '**/build/', '**/.svelte-kit/', 'frontend/src/lib/paraglide/', 'data/', 'coverage/']
	},
	{
		files: ['**/*.ts'],
		extends: [ts.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true } }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		extends: [ts.configs.strict, svelte.configs.recommended],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] }
		}
	},
	{
		rules: {
			eqeqeq: 'error',
			'max-lines': ['error', 350],
			'no-console': 'error',
			'prefer-const': 'error'
		}
	},
	{
		files: ['**/*.svelte'],
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': 'error',
			// addresses come from one table, frontend/src/lib/links.ts
			'svelte/no-navigation-without-resolve': 'off',
			// knows nothing of the compiler's own warnings and calls every ignore comment unused
			'svelte/no-unused-svelte-ignore': 'off'
		}
	},
	{
		files: ['**/*.ts', '**/*.svelte'],
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['**/*.ts'],
		rules: {
			// overflows the stack on mongoose's recursive types (8.73)
			'@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
			'@typescript-eslint/no-meaningless-void-operator': 'off',
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
		}
	},
	{
		files: ['backend/**/*.ts'],
		rules: { 'no-restricted-properties': ['error', environment], 'no-restricted-syntax': ['error', nativeAccess] }
	},
	{ files: ['backend/configuration.ts'], rules: { 'no-restricted-properties': 'off' } },
	{ files: ['backend/record/**', 'backend/foundation/**'], rules: { 'no-restricted-syntax': 'off' } },
	{
		files: ['test/**/*.ts'],
		rules: {
			// chai's assertions are properties
			'@typescript-eslint/no-unused-expressions': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			// bodies of answers are read as a client reads them
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-call': 'off',
			'@typescript-eslint/no-unsafe-member-access': 'off',
			'@typescript-eslint/no-unsafe-return': 'off'
		}
	},
	{ files: ['**/*.svelte.ts'], rules: { 'svelte/prefer-svelte-reactivity': 'off' } },
	{ files: ['scripts/**', 'test/bench/**', 'backend/command-line/**'], rules: { 'no-console': 'off' } },
	{ files: ['frontend/**/*.ts'], extends: [ts.configs.disableTypeChecked] }
);
